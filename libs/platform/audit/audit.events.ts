import { DomainEvent } from '#kernel/jobs';

/** What of the details of an audit row may leave the platform. Whoever adds one thinks of who receives webhooks. */
const told = [
  'from',
  'to',
  'slug',
  'host',
  'ownership',
  'plan',
  'version',
  'quota',
  'used',
  'limit',
  'reason',
] as const;
export type ToldFacts = Readonly<Partial<Record<(typeof told)[number], string | number | null>>>;

/** Something of a community was changed: one for each row of the audit log that says so, in its transaction. */
export class TenantActed extends DomainEvent {
  static override readonly type = 'tenant.acted';

  constructor(
    /** Its own, and the same whoever is told of it. */
    readonly id: string,
    /** ISO 8601. */
    readonly at: string,
    /** As in the audit log. */
    readonly action: string,
    readonly tenantId: number,
    readonly facts: ToldFacts,
  ) {
    super();
  }
}

export function toldFacts(details: Readonly<Record<string, unknown>>): ToldFacts {
  const known = told.map((name) => [name, details[name]] as const);
  return Object.fromEntries(known.filter(([, value]) => isPlain(value))) as ToldFacts;
}

const isPlain = (value: unknown): boolean => value === null || ['string', 'number'].includes(typeof value);

import { AsyncLocalStorage } from 'node:async_hooks';

export type TenantState =
  | 'provisioning'
  | 'active'
  | 'read_only'
  | 'suspended'
  | 'archived'
  | 'deleting'
  | 'deleted'
  | 'failed';

/** What a plan may limit. Of what it does not name, a community may have as much as it likes. */
export const quotas = [
  'members',
  'posts_per_day',
  'media_bytes',
  'domains',
  'searches_per_day',
  'tasks_per_day',
] as const;
export type Quota = (typeof quotas)[number];
export type Limits = Readonly<Partial<Record<Quota, number>>>;

/** An operator who asks to look at a community, or whom its administrators let look. */
export interface SupportStanding {
  readonly operator: string;
  readonly reason: string;
  readonly isGranted: boolean;
  /** ISO 8601: until when they may look, or may be answered. */
  readonly until: string;
}

/** What every part of the system may know of the community it is working for. */
export interface Tenant {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly state: TenantState;
  readonly locale: string;
  readonly cluster: string;
  /** Full name of the role that owns the schema; made by the platform only, safe to put into SQL. */
  readonly role: string;
  readonly schema: string;
  readonly primaryHost: string;
  readonly hosts: readonly string[];
  /** What it has agreed on with the platform; `limits` follow from it. */
  readonly plan: string;
  readonly limits: Limits;
  /** Why it is not open, in words for its visitors; empty where nobody has said. */
  readonly stateReason: string;
  /** It counts until its time only. */
  readonly support?: SupportStanding | null;
}

/** One request, one job or one command: who it is for, and the unit of work that is open in it. */
export interface Scope {
  readonly requestId?: string;
  readonly tenant?: Tenant;
  readonly unit?: object;
}

export class NoTenantScope extends Error {
  constructor() {
    super('No tenant: this needs a request of a community, or a job that names its tenant.');
    this.name = 'NoTenantScope';
  }
}

const storage = new AsyncLocalStorage<Scope>();
const outside: Scope = Object.freeze({});

export const scope = {
  current: (): Scope => storage.getStore() ?? outside,
  run: <T>(entered: Scope, work: () => T): T => storage.run(entered, work),
  /** The same scope with some of it replaced, for the time of `work`. */
  with: <T>(change: Scope, work: () => T): T => storage.run({ ...scope.current(), ...change }, work),
};

export const tenantScope = {
  /** Fails closed: outside a scope there is no tenant, and never a default one. */
  current(): Tenant {
    const { tenant } = scope.current();
    if (!tenant) throw new NoTenantScope();
    return tenant;
  },
  find: (): Tenant | undefined => scope.current().tenant,
  /** Not inside an open unit of work, which holds a connection that the other one might wait for. */
  run: <T>(tenant: Tenant, work: () => T): T => {
    if (scope.current().unit) throw new Error('A unit of work is open here: it ends before another tenant is entered.');
    return scope.with({ tenant }, work);
  },
};

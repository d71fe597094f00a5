import type { Operator } from './operator.js';

/** What a token may be limited to: reading or changing what a route is about. */
export const scopes = [
  'tenants:read',
  'tenants:write',
  'domains:read',
  'domains:write',
  'owners:read',
  'owners:write',
  'signups:read',
  'signups:write',
  'plans:read',
  'plans:write',
  'operations:read',
  'jobs:read',
  'jobs:write',
  'search:read',
  'search:write',
  'webhooks:read',
  'webhooks:write',
  'status:read',
  'status:write',
  'operators:read',
  'operators:write',
  'support:read',
  'support:write',
  'audit:read',
] as const;
export type Scope = (typeof scopes)[number];
type Subject = Scope extends `${infer About}:${string}` ? About : never;

/** What a part of a path says of the subject; the last such part counts. */
const subjectOf: Readonly<Record<string, Subject>> = {
  tenants: 'tenants',
  domains: 'domains',
  owner: 'owners',
  signups: 'signups',
  invitations: 'signups',
  plans: 'plans',
  plan: 'plans',
  operations: 'operations',
  jobs: 'jobs',
  queues: 'jobs',
  reconcile: 'jobs',
  search: 'search',
  webhooks: 'webhooks',
  status: 'status',
  incidents: 'status',
  maintenances: 'status',
  announcements: 'status',
  operators: 'operators',
  support: 'support',
  audit: 'audit',
};

const reading = new Set(['GET', 'HEAD']);

/** What a token needs for a route. Null: no token that is limited may call it. */
export function scopeOf(method: string, url: string): Scope | null {
  const subject = url.split('/').findLast((part) => Object.hasOwn(subjectOf, part));
  const wanted = subject && `${subjectOf[subject]}:${reading.has(method) ? 'read' : 'write'}`;
  return scopes.find((scope) => scope === wanted) ?? null;
}

export const isLimited = ({ scopes: own }: Operator): boolean => (own ?? null) !== null;

export const mayUse = ({ scopes: own }: Operator, scope: Scope | null): boolean =>
  !own || (scope !== null && own.includes(scope));

/** Which of what is to be given (null: everything) its giver does not have. */
export function beyond({ scopes: own }: Operator, given: readonly string[] | null): readonly string[] {
  return own ? (given ?? scopes).filter((scope) => !own.includes(scope)) : [];
}

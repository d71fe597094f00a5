import type { TenantActed } from '#platform/audit';

/** Whatever happens to a community that an operator can have told, by the action that the audit log has of it. */
const typeByAction: Readonly<Record<string, string>> = {
  'tenant.create': 'tenant.created',
  'tenant.suspend': 'tenant.suspended',
  'tenant.resume': 'tenant.resumed',
  'tenant.freeze': 'tenant.read_only',
  'tenant.open': 'tenant.opened',
  'tenant.archive': 'tenant.archived',
  'tenant.delete': 'tenant.deleted',
  'tenant.restore': 'tenant.restored',
  'tenant.purge': 'tenant.purged',
  'tenant.rename': 'tenant.renamed',
  'domain.verified': 'domain.verified',
  'domain.lapsed': 'domain.lapsed',
  'plan.set': 'plan.changed',
  'quota.warning': 'quota.warning',
  'owner.change': 'owner.changed',
};

export const webhookTypes: readonly string[] = [...new Set(Object.values(typeByAction))];
export const testType = 'webhook.test';

/** Undefined: nothing to tell, for it is no such change, or nothing has changed. */
export function typeOf({ action, facts }: Pick<TenantActed, 'action' | 'facts'>): string | undefined {
  const isAsBefore = 'from' in facts && 'to' in facts && facts.from === facts.to;
  return isAsBefore ? undefined : typeByAction[action];
}

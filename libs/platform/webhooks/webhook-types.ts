import type { TenantActed } from '#platform/audit';

type Facts = TenantActed['facts'];

/** What operators can have told, by the action that the audit log has of it; some is news only with certain facts. */
const typesByAction: Readonly<Record<string, Readonly<Record<string, (facts: Facts) => boolean>>>> = {
  'tenant.create': always('tenant.created'),
  'tenant.suspend': always('tenant.suspended'),
  'tenant.resume': always('tenant.resumed'),
  'tenant.freeze': always('tenant.read_only'),
  'tenant.open': always('tenant.opened'),
  'tenant.archive': always('tenant.archived'),
  'tenant.delete': always('tenant.deleted'),
  'tenant.restore': always('tenant.restored'),
  'tenant.purge': always('tenant.purged'),
  'tenant.rename': always('tenant.renamed'),
  'tenant.plan': always('plan.changed'),
  'domain.verify': { 'domain.verified': ({ ownership }) => ownership === 'verified' },
  'domain.look': {
    'domain.verified': ({ from, to }) => to === 'verified' && from !== 'degraded', // which has served all the time
    'domain.lapsed': ({ to }) => to === 'lapsed',
  },
  'quota.warning': always('quota.warning'),
  'owner.accept': always('owner.changed'),
  'owner.recover': always('owner.changed'),
};

function always(type: string): Readonly<Record<string, () => boolean>> {
  return { [type]: () => true };
}

export const webhookTypes: readonly string[] = [...new Set(Object.values(typesByAction).flatMap(Object.keys))];
export const testType = 'webhook.test';

/** Undefined: nothing to tell, for it is no such change, or nothing has changed. */
export function typeOf({ action, facts }: Pick<TenantActed, 'action' | 'facts'>): string | undefined {
  const isAsBefore = 'from' in facts && 'to' in facts && facts.from === facts.to;
  if (isAsBefore) return undefined;
  return Object.entries(typesByAction[action] ?? {}).find(([, isSo]) => isSo(facts))?.[0];
}

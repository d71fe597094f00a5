import type { Tenant } from '#kernel/scope';

/** Whom a notice concerns: communities of these plans, and these; everybody where neither is named. */
export interface Affects {
  readonly plans: readonly string[];
  readonly tenants: readonly number[];
}

export const affectsAll = ({ plans, tenants }: Affects): boolean => plans.length === 0 && tenants.length === 0;

/** Null: somebody who is in no community, and is told nothing of single ones. */
export function concerns(affects: Affects, tenant: Pick<Tenant, 'id' | 'plan'> | null): boolean {
  if (affectsAll(affects)) return true;
  if (!tenant) return affects.plans.length > 0;
  return affects.tenants.includes(tenant.id) || affects.plans.includes(tenant.plan);
}

import type { INestApplicationContext } from '@nestjs/common';
import { type TenantView, TenantsService } from '#platform/tenants';

/** By slug, or by id: a slug has at least one letter. */
export function findTenant(app: INestApplicationContext, named: string): Promise<TenantView> {
  const tenants = app.get(TenantsService);
  return /^\d{1,15}$/.test(named) ? tenants.get(Number(named)) : tenants.getBySlug(named);
}

export function tenantText(tenant: TenantView): string {
  const { id, slug, name, locale, hosts, url, owner, plan, failure } = tenant;
  return [
    `${slug} (${id})  ${name}`,
    `state   ${stateText(tenant)}`,
    ...(failure ? [`failed  at ${failure.step}: ${failure.error} (operation ${failure.operation})`] : []),
    `url     ${url ?? 'none'}`,
    `hosts   ${hosts.map(({ host }) => host).join(', ') || 'none'}`,
    `owner   ${owner.username}`,
    `plan    ${plan}`,
    `locale  ${locale}`,
  ].join('\n');
}

function stateText({ state, state_reason: reason, delete_after: end }: TenantView): string {
  return [
    state,
    ...(end ? [`, removed for good after ${end.toISOString()}`] : []),
    ...(reason ? [`: ${reason}`] : []),
  ].join('');
}

import type { INestApplicationContext } from '@nestjs/common';
import { type TenantView, TenantsService } from '#platform/tenants';

/** By slug, or by id: a slug has at least one letter. */
export function findTenant(app: INestApplicationContext, named: string): Promise<TenantView> {
  const tenants = app.get(TenantsService);
  return /^\d{1,15}$/.test(named) ? tenants.get(Number(named)) : tenants.getBySlug(named);
}

export function tenantText({ id, slug, name, state, locale, hosts, url, owner, delete_after }: TenantView): string {
  return [
    `${slug} (${id})  ${name}`,
    `state   ${state}${delete_after ? `, removed for good after ${delete_after.toISOString()}` : ''}`,
    `url     ${url ?? 'none'}`,
    `hosts   ${hosts.map(({ host }) => host).join(', ') || 'none'}`,
    `owner   ${owner.username}`,
    `locale  ${locale}`,
  ].join('\n');
}

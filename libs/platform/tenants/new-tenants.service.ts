import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Clusters, tenantNames } from '#kernel/database';
import { hostOf, type SlugProblem, slugProblem, slugRefusal } from './slug.js';
import type { NewTenant, TenantPlace } from './tenant.js';
import type { TenantView } from './tenants.dto.js';
import { TenantCapacity, TenantSlugInvalid, TenantSlugTaken } from './tenants.errors.js';
import { TenantsQueries } from './tenants.queries.js';
import { TenantsRepository } from './tenants.repository.js';

/** The beginning and the end of a tenant's record, for whoever makes and removes what it stands for. */
@Injectable()
export class NewTenants {
  constructor(
    private readonly config: Config,
    private readonly clusters: Clusters,
    private readonly tenants: TenantsRepository,
    private readonly views: TenantsQueries,
  ) {}

  refuseBadSlug(slug: string): void {
    const reason = slugRefusal(slug, this.config);
    if (reason !== null) throw new TenantSlugInvalid(slug, reason);
  }

  /** In words for whoever has typed it; null if a community can be called so. */
  slugProblem = (slug: string): SlugProblem | null => slugProblem(slug, this.config);

  hostOf(slug: string): string {
    return hostOf(slug, this.config.baseDomain);
  }

  /** Three statements, in the open transaction. */
  async reserve(tenant: NewTenant): Promise<TenantPlace> {
    await this.tenants.removeFailed(tenant.slug);
    const { name: cluster, namespace } = this.clusters.get(this.clusters.control); // placement: one cluster so far
    const number = await this.tenants.takeNumber(cluster);
    if (number === null) throw new TenantCapacity();
    const place = { cluster, number, ...tenantNames(namespace, number) };
    const id = await this.tenants.add(tenant, place, this.hostOf(tenant.slug));
    if (id === null) throw new TenantSlugTaken(tenant.slug);
    return { id, ...place };
  }

  findPlace = (id: number): Promise<TenantPlace | null> => this.views.findPlace(id);

  /** From now on members find it. Answers it as operators see it. */
  async activate(id: number): Promise<TenantView> {
    await this.tenants.setLife(id, { state: 'active', reason: '', previous: [] });
    return (await this.views.find(id))!;
  }

  markFailed = (id: number): Promise<void> => this.tenants.markFailed(id);
  removeOldFailed = (): Promise<void> => this.tenants.removeOldFailed();
  markDeleted = (id: number, certificate: object): Promise<void> => this.tenants.markDeleted(id, certificate);
}

import { Injectable } from '@nestjs/common';
import { QuotaUsage, type QuotaUse } from '#kernel/quotas';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type UsedHour, UsageHours } from '#platform/metering';
import { type TenantSpace, TenantSpaceService } from './tenant-space.service.js';
import { TenantNotFound } from './tenants.errors.js';
import { TenantsQueries } from './tenants.queries.js';

export interface TenantUsage extends TenantSpace {
  readonly plan: string;
  readonly quotas: readonly QuotaUse[];
  readonly hours: readonly UsedHour[];
}

/** What a community uses, of what its plan lets it have and by the hour. */
@Injectable()
export class TenantUsageService {
  constructor(
    private readonly space: TenantSpaceService,
    private readonly tenants: TenantsQueries,
    private readonly directory: TenantDirectory,
    private readonly usage: QuotaUsage,
    private readonly hours: UsageHours,
  ) {}

  /** `hours`: so many, back from now. */
  async get(id: number, hours: number): Promise<TenantUsage> {
    const space = await this.space.get(id);
    const [view, quotas, listed] = await Promise.all([
      this.tenants.find(id),
      this.quotasOf(id),
      this.hours.list(id, hours),
    ]);
    if (!view) throw new TenantNotFound();
    return { ...space, plan: view.plan, quotas, hours: listed };
  }

  /** None of one that is not made yet or is gone. */
  private async quotasOf(id: number): Promise<readonly QuotaUse[]> {
    const place = await this.tenants.findPlace(id);
    const tenant = place && (await this.directory.findByRole(place.cluster, place.role));
    if (!tenant || ['provisioning', 'failed', 'deleted'].includes(tenant.state)) return [];
    return tenantScope.run(tenant, () => this.usage.read());
  }
}

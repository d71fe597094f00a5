import { Injectable } from '@nestjs/common';
import { TenantPlansRepository } from './tenant-plans.repository.js';
import { TenantNotFound } from './tenants.errors.js';

/** Which plan a community has, for whoever knows what plans are. In the open unit of work of the platform. */
@Injectable()
export class TenantPlans {
  constructor(private readonly tenants: TenantPlansRepository) {}

  /** Answers the plan that it had. */
  async change(tenantId: number, plan: string): Promise<string> {
    const former = await this.tenants.lock(tenantId);
    if (former === null) throw new TenantNotFound();
    if (former !== plan) await this.tenants.set(tenantId, plan);
    return former;
  }

  /** What the plan allows has changed: effective in every process in less than two seconds. */
  async noteChanged(plan: string, { alsoUnverified }: { alsoUnverified: boolean }): Promise<void> {
    await this.tenants.stamp(plan, alsoUnverified);
  }
}

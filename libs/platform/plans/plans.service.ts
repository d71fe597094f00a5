import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Limits } from '#kernel/scope';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { TenantPlans, TenantsService, type TenantView } from '#platform/tenants';
import { areSame, unverifiedPlan } from './plan.js';
import { PlanNotFound } from './plans.errors.js';
import { type PlanRow, PlansQueries } from './plans.queries.js';
import { PlansRepository } from './plans.repository.js';

/** What communities may use, and who has which plan. Changes take effect in every process in less than two seconds. */
@Injectable()
export class PlansService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly plans: PlansRepository,
    private readonly views: PlansQueries,
    private readonly holders: TenantPlans,
    private readonly tenants: TenantsService,
    private readonly audit: AuditLog,
  ) {}

  list(): Promise<PlanRow[]> {
    return this.views.list();
  }

  async get(name: string): Promise<PlanRow> {
    const plan = await this.views.find(name);
    if (!plan) throw new PlanNotFound(name);
    return plan;
  }

  /** A further version, or a new plan; nothing when it says the same already. */
  async change(operator: OperatorAccount, name: string, limits: Limits): Promise<PlanRow> {
    return this.db.transaction(async () => {
      const known = await this.plans.lock(name);
      const isSame = known.limits !== null && areSame(known.limits, limits);
      const version = isSame ? known.version : known.version + 1;
      if (!isSame) {
        await this.plans.addVersion(name, version, limits, operator.name);
        await this.holders.noteChanged(name, { alsoUnverified: name === unverifiedPlan });
      }
      const details = { plan: name, version, from: known.limits, to: limits };
      await this.audit.record(operator, { action: 'plan.change', details });
      return this.get(name);
    });
  }

  /** Gives a community a plan. */
  async give(operator: OperatorAccount, tenantId: number, plan: string): Promise<TenantView> {
    return this.db.transaction(async () => {
      if (!(await this.plans.isThere(plan))) throw new PlanNotFound(plan);
      const from = await this.holders.change(tenantId, plan);
      await this.audit.record(operator, { action: 'tenant.plan', tenantId, details: { from, to: plan } });
      return this.tenants.get(tenantId);
    });
  }
}

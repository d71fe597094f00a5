import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { ReconcilableTenants, Reconciler, type ReconcileReport, type TenantRole } from '#kernel/jobs';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { TenantNotFound } from '#platform/tenants';
import { JobTenantsQueries } from './job-tenants.queries.js';
import { ReconcileNotFound, TenantNotAtWork } from './jobs.errors.js';
import { reconcileView, type ReconcileView } from './reconcile.dto.js';

/** Derived state compared with what it is derived from, and mended. */
@Injectable()
export class ReconcileService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly reconciler: Reconciler,
    private readonly reconcilable: ReconcilableTenants,
    private readonly tenants: JobTenantsQueries,
    private readonly audit: AuditLog,
  ) {}

  /** Of this community, or of all that are at work. It goes on in the workers. */
  async request(operator: OperatorAccount, tenant: number | undefined): Promise<ReconcileView> {
    const tenants = await (tenant === undefined ? this.reconcilable.listAtWork() : this.only(tenant));
    return this.db.transaction(async () => {
      const id = await this.reconciler.begin(operator.name, tenants);
      const about = tenant === undefined ? {} : { tenantId: tenant };
      await this.audit.record(operator, {
        action: 'reconcile.request',
        ...about,
        details: { report: id },
        status: 202,
      });
      return this.get(id);
    });
  }

  async get(id: number): Promise<ReconcileView> {
    return this.viewOf(await this.reconciler.find(id));
  }

  async latest(): Promise<ReconcileView> {
    return this.viewOf(await this.reconciler.latest());
  }

  private async only(id: number): Promise<TenantRole[]> {
    const tenant = await this.tenants.find(id);
    if (!tenant) throw new TenantNotFound();
    const atWork = await this.reconcilable.listAtWork(tenant.role);
    if (atWork.length === 0) throw new TenantNotAtWork(tenant.state);
    return atWork;
  }

  private async viewOf(report: ReconcileReport | null): Promise<ReconcileView> {
    if (!report) throw new ReconcileNotFound();
    return reconcileView(report, await this.tenants.ofRoles(report.failures.map(({ role }) => role)));
  }
}

import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { Reconciler } from '#kernel/jobs';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { ReconcileNotFound } from './jobs.errors.js';
import { JobsService } from './jobs.service.js';
import { reconcileView, type ReconcileView } from './reconcile.dto.js';

/** Derived state compared with what it is derived from, and mended. */
@Injectable()
export class ReconcileService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly reconciler: Reconciler,
    private readonly jobs: JobsService,
    private readonly audit: AuditLog,
  ) {}

  /** Of this community, or of all that are at work. It goes on in the workers. */
  async request(operator: OperatorAccount, tenant: number | undefined): Promise<ReconcileView> {
    const role = await this.jobs.roleOf(tenant);
    return this.db.transaction(async () => {
      const id = await this.reconciler.request(operator.name, role);
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
    const report = await this.reconciler.find(id);
    if (!report) throw new ReconcileNotFound();
    return reconcileView(report);
  }

  async latest(): Promise<ReconcileView> {
    const report = await this.reconciler.latest();
    if (!report) throw new ReconcileNotFound();
    return reconcileView(report);
  }
}

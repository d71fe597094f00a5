import { Injectable } from '@nestjs/common';
import { hashSecret, randomSecret } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import { AppError, type Stretch } from '#kernel/http';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { TenantsService } from '#platform/tenants';
import type { SupportAccess } from './support-access.js';
import { SupportNotFound, SupportNotGranted, SupportNotYours, SupportOpenAlready } from './support.errors.js';
import { SupportQueries } from './support.queries.js';
import { SupportRepository } from './support.repository.js';

interface SupportWish {
  readonly reason: string;
  readonly minutes: number;
}

/** What an operator does to look at a community. Nothing of it opens anything without the consent of an administrator. */
@Injectable()
export class SupportService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly accesses: SupportRepository,
    private readonly views: SupportQueries,
    private readonly tenants: TenantsService,
    private readonly audit: AuditLog,
  ) {}

  /** Up to one more than the limit. */
  async list(tenantId: number, stretch: Stretch): Promise<SupportAccess[]> {
    await this.tenants.get(tenantId);
    return this.views.list(tenantId, stretch);
  }

  /** One at a time: the administrators have one question to answer. */
  async ask(operator: OperatorAccount, tenantId: number, { reason, minutes }: SupportWish): Promise<SupportAccess> {
    return this.db.transaction(async () => {
      const { state } = await this.tenants.get(tenantId);
      if (['provisioning', 'deleted', 'failed'].includes(state)) throw new AppError('tenant.state-conflict', { state });
      const access = await this.accesses.ask(operator, { tenantId, reason, minutes });
      if (!access) throw new SupportOpenAlready();
      await this.note(operator, 'support.ask', access, { reason, minutes }, 201);
      await this.accesses.tell(tenantId);
      return access;
    });
  }

  /** What was asked for, or granted, is over; also for an operator who has not asked for it. */
  async end(operator: OperatorAccount, tenantId: number, id: number): Promise<SupportAccess> {
    return this.db.transaction(async () => {
      await this.accesses.lock(tenantId, id);
      const known = await this.get(tenantId, id);
      const as = known.grantedAt ? 'ended' : 'withdrawn';
      const access = await this.accesses.close(tenantId, id, as, operator.name);
      if (!access) return known;
      await this.note(operator, 'support.end', access, { as });
      await this.accesses.tell(tenantId);
      return access;
    });
  }

  /** The way in, for the operator who has asked, once and for a few minutes. */
  async link(operator: OperatorAccount, tenantId: number, id: number): Promise<{ url: string; until: Date }> {
    return this.db.transaction(async () => {
      const access = await this.get(tenantId, id);
      if (access.operatorId !== operator.id) throw new SupportNotYours(access.operator);
      const { url } = await this.tenants.get(tenantId);
      const secret = randomSecret();
      const until = url === null ? null : await this.accesses.setLink(tenantId, id, hashSecret(secret));
      if (!until) throw new SupportNotGranted();
      await this.note(operator, 'support.link', access, {});
      return { url: `${url}/support/enter/${secret}`, until };
    });
  }

  private async get(tenantId: number, id: number): Promise<SupportAccess> {
    const access = await this.views.find(tenantId, id);
    if (!access) throw new SupportNotFound();
    return access;
  }

  private async note(
    operator: OperatorAccount,
    action: string,
    { id, tenantId }: SupportAccess,
    details: object,
    status = 200,
  ): Promise<void> {
    await this.audit.record(operator, { action, tenantId, details: { access: id, ...details }, status });
  }
}

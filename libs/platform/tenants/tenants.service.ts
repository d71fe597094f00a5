import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { InvalidRequest, type Stretch } from '#kernel/http';
import type { TenantState } from '#kernel/scope';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { type Action, after } from './tenant-life.js';
import type { TenantView } from './tenants.dto.js';
import { TenantNotFound, TenantStateConflict } from './tenants.errors.js';
import { type TenantFilter, TenantsQueries } from './tenants.queries.js';
import { TenantsRepository } from './tenants.repository.js';

export interface TenantChange {
  readonly name?: string | null;
  readonly state?: 'active' | 'read_only' | null;
  /** Why it can only be read. */
  readonly reason?: string | null;
}

/** What an action may be told besides. */
interface Told {
  readonly reason?: string | undefined;
  /** Only where it is in this state. */
  readonly from?: TenantState | undefined;
}

/** What is no community yet or any more cannot be renamed. */
const nameless: ReadonlySet<TenantState> = new Set(['provisioning', 'deleted', 'failed']);

/** The life of a community after it was made. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly tenants: TenantsRepository,
    private readonly views: TenantsQueries,
    private readonly audit: AuditLog,
  ) {}

  async get(id: number): Promise<TenantView> {
    const tenant = await this.views.find(id);
    if (!tenant) throw new TenantNotFound();
    return tenant;
  }

  async getBySlug(slug: string): Promise<TenantView> {
    return this.get((await this.views.findId(slug)) ?? 0);
  }

  /** Up to one more than the limit. */
  async list(filter: TenantFilter, stretch: Stretch): Promise<TenantView[]> {
    return this.views.list(filter, stretch);
  }

  async change(operator: OperatorAccount, id: number, { name, state, reason }: TenantChange): Promise<TenantView> {
    if (reason && state !== 'read_only') throw new InvalidRequest(['reason is for the state read_only']);
    return this.db.transaction(async () => {
      if (state) await this.act(operator, id, state === 'active' ? 'open' : 'freeze', { reason: reason ?? undefined });
      if (name) await this.rename(operator, id, name);
      return this.get(id);
    });
  }

  async suspend(operator: OperatorAccount, id: number, reason?: string): Promise<TenantView> {
    return this.do(operator, id, 'suspend', { reason });
  }

  async resume(operator: OperatorAccount, id: number): Promise<TenantView> {
    return this.do(operator, id, 'resume');
  }

  /** Closed for good, or until it is restored: nothing of it is removed. */
  async archive(operator: OperatorAccount, id: number, reason?: string): Promise<TenantView> {
    return this.do(operator, id, 'archive', { reason });
  }

  /** Out of reach at once, gone for good after a time of grace. */
  async delete(operator: OperatorAccount, id: number, reason?: string): Promise<TenantView> {
    return this.do(operator, id, 'delete', { reason });
  }

  async restore(operator: OperatorAccount, id: number, from?: 'archived' | 'deleting'): Promise<TenantView> {
    return this.do(operator, id, 'restore', { from });
  }

  private async do(operator: OperatorAccount, id: number, action: Action, told: Told = {}): Promise<TenantView> {
    return this.db.transaction(async () => {
      await this.act(operator, id, action, told);
      return this.get(id);
    });
  }

  private async rename(operator: OperatorAccount, id: number, name: string): Promise<void> {
    const tenant = await this.tenants.lock(id);
    if (!tenant) throw new TenantNotFound();
    if (nameless.has(tenant.state)) throw new TenantStateConflict(tenant.state);
    if (name !== tenant.name) await this.tenants.rename(id, name);
    await this.audit.record(operator, {
      action: 'tenant.rename',
      tenantId: id,
      details: { from: tenant.name, to: name },
    });
  }

  private async act(operator: OperatorAccount, id: number, action: Action, { reason, from }: Told): Promise<void> {
    const tenant = await this.tenants.lock(id);
    if (!tenant) throw new TenantNotFound();
    const isElsewhere = from !== undefined && tenant.state !== from && after(tenant, action) !== null;
    const life = isElsewhere ? tenant : after(tenant, action, reason);
    if (!life) throw new TenantStateConflict(tenant.state);
    const entry = {
      action: `tenant.${action}`,
      tenantId: id,
      details: { slug: tenant.slug, from: tenant.state, to: life.state, ...(reason && { reason }) },
    };
    if (life === tenant) return this.audit.record(operator, entry); // asked for, though nothing changes
    if (tenant.state === 'deleting' && (await this.views.isBeingRemoved(id))) {
      throw new TenantStateConflict(tenant.state, 'The time of grace is over: its removal has begun.');
    }
    await this.tenants.setLife(id, life);
    await this.audit.record(operator, entry);
  }
}

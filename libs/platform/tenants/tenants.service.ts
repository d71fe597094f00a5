import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
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

  async change(operator: OperatorAccount, id: number, { name, state }: TenantChange): Promise<TenantView> {
    return this.db.transaction(async () => {
      if (state) await this.act(operator, id, state === 'active' ? 'open' : 'freeze');
      if (name) await this.rename(operator, id, name);
      return this.get(id);
    });
  }

  suspend = (operator: OperatorAccount, id: number): Promise<TenantView> => this.do(operator, id, 'suspend');
  resume = (operator: OperatorAccount, id: number): Promise<TenantView> => this.do(operator, id, 'resume');
  /** Out of reach at once, gone for good after a time of grace. */
  delete = (operator: OperatorAccount, id: number): Promise<TenantView> => this.do(operator, id, 'delete');
  restore = (operator: OperatorAccount, id: number): Promise<TenantView> => this.do(operator, id, 'restore');

  private async do(operator: OperatorAccount, id: number, action: Action): Promise<TenantView> {
    return this.db.transaction(async () => {
      await this.act(operator, id, action);
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

  private async act(operator: OperatorAccount, id: number, action: Action): Promise<void> {
    const tenant = await this.tenants.lock(id);
    if (!tenant) throw new TenantNotFound();
    const life = after(tenant, action);
    if (!life) throw new TenantStateConflict(tenant.state);
    const entry = {
      action: `tenant.${action}`,
      tenantId: id,
      details: { slug: tenant.slug, from: tenant.state, to: life.state },
    };
    if (life === tenant) return this.audit.record(operator, entry); // asked for, though nothing changes
    if (tenant.state === 'deleting' && (await this.views.isBeingRemoved(id))) {
      throw new TenantStateConflict(tenant.state, 'The time of grace is over: its removal has begun.');
    }
    await this.tenants.setLife(id, life);
    await this.audit.record(operator, entry);
  }
}

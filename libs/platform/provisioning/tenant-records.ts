import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { PlatformDatabase } from '#kernel/database';
import { AuditLog } from '#platform/audit';
import { DomainsService } from '#platform/domains';
import type { OperatorAccount } from '#platform/operators';
import { OwnersService } from '#platform/owners';
import { NewTenants, type TenantPlace } from '#platform/tenants';
import type { Defeat, Operation } from './operation.js';
import { OperationsRepository } from './operations.repository.js';
import type { Certificate } from './tenant-inventory.js';
import { TenantKeys } from './tenant-keys.js';
import { TenantRecordsRepository } from './tenant-records.repository.js';

interface Provision {
  readonly operator: OperatorAccount;
  readonly tenant: { readonly slug: string; readonly locale: string };
  readonly owner: { readonly passwordHash?: string; readonly email?: string };
}

/** The last step of an operation, which is one transaction on the control cluster. */
@Injectable()
export class TenantRecords {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly operations: OperationsRepository,
    private readonly tenants: NewTenants,
    private readonly owners: OwnersService,
    private readonly domains: DomainsService,
    private readonly audit: AuditLog,
    private readonly rows: TenantRecordsRepository,
    private readonly cache: Cache,
    private readonly redis: TenantKeys,
  ) {}

  /** Of the request only this is kept: whether the owner was to set a password. */
  async publish(operation: Operation<Provision>, { id }: TenantPlace): Promise<void> {
    const { operator, tenant, owner } = operation.payload;
    await this.db.transaction(async () => {
      await this.domains.addPrimary(id, this.tenants.hostOf(tenant.slug));
      const result = await this.tenants.activate(id);
      const { email } = owner;
      if (email !== undefined) await this.owners.begin({ tenantId: id, email, locale: tenant.locale });
      await this.audit.record(operator, {
        action: 'tenant.create',
        tenantId: id,
        details: { slug: tenant.slug },
        status: 201,
      });
      await this.operations.succeed(operation, { payload: { invited: owner.passwordHash === undefined }, result });
    });
  }

  /** Nothing of it is there; the same request may be made again. The record says why it failed, and keeps no name from anybody. */
  async discard(operation: Operation<Provision>, place: TenantPlace, defeat: Defeat): Promise<void> {
    await this.db.transaction(async () => {
      await this.rows.remove(place, { but: ['platform.signup'] }); // whoever asked for it is told that it failed
      await this.tenants.markFailed(place.id);
      await this.operations.fail(operation, defeat);
    });
  }

  /** What the platform, the cluster, caches and Redis keep of a community whose schema is gone. */
  async empty(operation: Operation, place: TenantPlace): Promise<void> {
    this.cache.forgetAll(place);
    await this.redis.remove(place);
    await this.db.transaction(async () => {
      await this.domains.removeAll(place.id);
      await this.rows.remove(place);
      await this.operations.emptyOthers(operation);
    });
  }

  async bury(
    operation: Operation<{ readonly slug: string }>,
    { id }: TenantPlace,
    certificate: Certificate,
  ): Promise<void> {
    const { slug } = operation.payload;
    await this.db.transaction(async () => {
      await this.tenants.markDeleted(id, certificate);
      await this.audit.recordOwn({ action: 'tenant.purge', tenantId: id, details: { slug, ...certificate } });
      await this.operations.succeed(operation, {
        payload: { slug },
        result: { id, slug, state: 'deleted', ...certificate },
      });
    });
  }
}

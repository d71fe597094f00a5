import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { AuditLog } from '#platform/audit';
import { DomainsService } from '#platform/domains';
import type { OperatorAccount } from '#platform/operators';
import { NewTenants, type TenantPlace } from '#platform/tenants';
import { IdempotencyRepository } from './idempotency.repository.js';
import type { Operation } from './operation.js';
import { OperationsRepository } from './operations.repository.js';

interface Provision {
  readonly operator: OperatorAccount;
  readonly tenant: { readonly slug: string };
  readonly owner: { readonly passwordHash?: string };
}

/** The last step of an operation, which is one transaction on the control cluster. */
@Injectable()
export class TenantRecords {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly operations: OperationsRepository,
    private readonly tenants: NewTenants,
    private readonly domains: DomainsService,
    private readonly audit: AuditLog,
    private readonly keys: IdempotencyRepository,
  ) {}

  /** Of the request only this is kept: whether the owner was to set a password. */
  async publish(operation: Operation<Provision>, { id }: TenantPlace): Promise<void> {
    const { operator, tenant, owner } = operation.payload;
    await this.db.transaction(async () => {
      await this.domains.addPrimary(id, this.tenants.hostOf(tenant.slug));
      const result = await this.tenants.activate(id);
      await this.audit.record(operator, {
        action: 'tenant.create',
        tenantId: id,
        details: { slug: tenant.slug },
        status: 201,
      });
      await this.operations.succeed(operation, { payload: { invited: owner.passwordHash === undefined }, result });
    });
  }

  /** As if it had never been asked for; the same request may be made again. */
  async discard(operation: Operation<Provision>, reason: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.keys.free(operation.id);
      await this.tenants.remove(operation.tenantId!);
      await this.operations.fail(operation, reason);
    });
  }

  /** `proof`: what is known of the end, kept in the result. */
  async bury(operation: Operation<{ readonly slug: string }>, { id }: TenantPlace, proof: object): Promise<void> {
    const { slug } = operation.payload;
    await this.db.transaction(async () => {
      await this.domains.removeAll(id);
      await this.tenants.markDeleted(id);
      await this.audit.recordOwn({ action: 'tenant.purge', tenantId: id, details: { slug } });
      await this.operations.succeed(operation, { payload: { slug }, result: { id, slug, state: 'deleted', ...proof } });
    });
  }
}

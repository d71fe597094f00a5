import { type DynamicModule, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { TaskFigures } from '#kernel/jobs';
import { AuditModule } from '#platform/audit';
import { DomainsModule } from '#platform/domains';
import { OperatorsModule } from '#platform/operators';
import { OwnersModule } from '#platform/owners';
import { PlansModule } from '#platform/plans';
import { TenantsModule } from '#platform/tenants';
import { NoTenantKeys } from './drivers/no.tenant-keys.js';
import { RedisTenantKeys } from './drivers/redis.tenant-keys.js';
import { FirstContents } from './first-contents.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { OperationsController } from './operations.controller.js';
import { OperationsRepository } from './operations.repository.js';
import { OperationsRunner } from './operations.runner.js';
import { OwnerConnections } from './owner-connections.js';
import { ProvisionTenant } from './provision-tenant.saga.js';
import { ProvisioningController } from './provisioning.controller.js';
import { ProvisioningRequests } from './provisioning-requests.js';
import { ProvisioningService } from './provisioning.service.js';
import { ProjectRoot } from './project-root.js';
import { PurgeTenant } from './purge-tenant.saga.js';
import { RemoveOldOperations } from './remove-old-operations.handler.js';
import { RoleBlocksRepository } from './role-blocks.repository.js';
import { RoleBlocks } from './role-blocks.js';
import { Schemas } from './schemas.js';
import { TenantInventory } from './tenant-inventory.js';
import { TenantRecordsRepository } from './tenant-records.repository.js';
import { TenantKeys } from './tenant-keys.js';
import { TenantFiles } from './tenant-files.js';
import { TenantRecords } from './tenant-records.js';

const chosenKeys = ({ redisUrl }: Config, figures: TaskFigures): TenantKeys =>
  redisUrl ? new RedisTenantKeys({ url: redisUrl, prefix: () => figures.transportPrefix() }) : new NoTenantKeys();

/** Of the whole process, so that rooms may import the module below, which is there once. */
@Module({})
class RootOfProject {}

/** Needs a TenantSetup, which the community provides. */
@Module({
  imports: [AuditModule, DomainsModule, OperatorsModule, PlansModule, OwnersModule, TenantsModule],
  controllers: [OperationsController, ProvisioningController],
  providers: [
    FirstContents,
    IdempotencyRepository,
    OperationsRepository,
    OperationsRunner,
    OwnerConnections,
    ProvisionTenant,
    ProvisioningRequests,
    ProvisioningService,
    PurgeTenant,
    RemoveOldOperations,
    RoleBlocks,
    RoleBlocksRepository,
    Schemas,
    { provide: TenantKeys, inject: [Config, TaskFigures], useFactory: chosenKeys },
    TenantFiles,
    TenantInventory,
    TenantRecords,
    TenantRecordsRepository,
  ],
  exports: [OperationsRunner, ProvisioningService],
})
export class ProvisioningModule {
  /** `root`: the folder that holds `migrations/`. */
  static for(root: string): DynamicModule {
    const told = { provide: ProjectRoot, useValue: { path: root } };
    return { module: RootOfProject, global: true, imports: [ProvisioningModule], providers: [told], exports: [told] };
  }
}

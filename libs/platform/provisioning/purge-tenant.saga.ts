import { Injectable } from '@nestjs/common';
import { NewTenants } from '#platform/tenants';
import { type Operation, OperationLost, type Saga } from './operation.js';
import { OperationsRepository } from './operations.repository.js';
import { Schemas } from './schemas.js';
import { TenantFiles } from './tenant-files.js';
import { TenantRecords } from './tenant-records.js';

export interface PurgePayload {
  readonly slug: string;
}

/**
 * When the time of grace is over: the schema with all rows and tasks, then the files, then the hosts. Never given up, also
 * while the store is away. In this order, because an upload that still runs needs a row to begin and to end.
 */
@Injectable()
export class PurgeTenant implements Saga<PurgePayload> {
  readonly kind = 'purge';

  constructor(
    private readonly operations: OperationsRepository,
    private readonly tenants: NewTenants,
    private readonly schemas: Schemas,
    private readonly files: TenantFiles,
    private readonly records: TenantRecords,
  ) {}

  async run(operation: Operation<PurgePayload>): Promise<void> {
    const place = operation.tenantId === null ? null : await this.tenants.findPlace(operation.tenantId);
    if (!place) throw new OperationLost('The record of the community is gone.');
    await this.operations.enter(operation, 'schema', 0);
    await this.schemas.drop(place);
    await this.operations.enter(operation, 'files', 1);
    await this.files.removeAll(place, () => this.operations.enter(operation, 'files', 1));
    await this.operations.enter(operation, 'hosts', 2);
    await this.records.bury(operation, place);
  }
}

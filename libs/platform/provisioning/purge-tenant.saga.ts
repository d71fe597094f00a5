import { Injectable } from '@nestjs/common';
import { NewTenants } from '#platform/tenants';
import { type Operation, OperationLost, type Saga } from './operation.js';
import { OperationsRepository } from './operations.repository.js';
import { Schemas } from './schemas.js';
import { TenantRecords } from './tenant-records.js';

export interface PurgePayload {
  readonly slug: string;
}

/** When the time of grace is over: the schema with all rows and tasks, then the hosts. Never given up. */
@Injectable()
export class PurgeTenant implements Saga<PurgePayload> {
  readonly kind = 'purge';

  constructor(
    private readonly operations: OperationsRepository,
    private readonly tenants: NewTenants,
    private readonly schemas: Schemas,
    private readonly records: TenantRecords,
  ) {}

  async run(operation: Operation<PurgePayload>): Promise<void> {
    const place = operation.tenantId === null ? null : await this.tenants.findPlace(operation.tenantId);
    if (!place) throw new OperationLost('The record of the community is gone.');
    await this.operations.enter(operation, 'schema', 0);
    await this.schemas.drop(place);
    await this.operations.enter(operation, 'hosts', 1);
    await this.records.bury(operation, place);
  }
}

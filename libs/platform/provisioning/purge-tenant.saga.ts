import { Injectable } from '@nestjs/common';
import { TenantRemoval } from '#kernel/search-mirror';
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
 * When the time of grace is over: the schema with all rows and tasks, then the files, then what OpenSearch has of it, then
 * the hosts. Never given up, also while one of them is away. In this order, because an upload that still runs needs a row to begin and to end.
 */
@Injectable()
export class PurgeTenant implements Saga<PurgePayload> {
  readonly kind = 'purge';

  constructor(
    private readonly operations: OperationsRepository,
    private readonly tenants: NewTenants,
    private readonly schemas: Schemas,
    private readonly files: TenantFiles,
    private readonly search: TenantRemoval,
    private readonly records: TenantRecords,
  ) {}

  async run(operation: Operation<PurgePayload>): Promise<void> {
    const place = operation.tenantId === null ? null : await this.tenants.findPlace(operation.tenantId);
    if (!place) throw new OperationLost('The record of the community is gone.');
    await this.operations.enter(operation, 'schema', 0);
    await this.search.untilNobodyWrites(place, () => this.operations.enter(operation, 'schema', 0));
    await this.schemas.drop(place);
    await this.operations.enter(operation, 'files', 1);
    await this.files.removeAll(place, () => this.operations.enter(operation, 'files', 1));
    const entered = () => this.operations.enter(operation, 'search', 2);
    await entered();
    const removed = await this.search.removeAll(place, entered);
    const left = removed.find(({ documents }) => documents > 0);
    if (left) throw new Error(`The index ${left.index} still has ${left.documents} documents of this community.`);
    await this.operations.enter(operation, 'hosts', 3);
    await this.records.bury(operation, place, { search: removed });
  }
}

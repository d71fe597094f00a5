import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TenantRemoval } from '#kernel/search-mirror';
import { NewTenants, type TenantPlace } from '#platform/tenants';
import { inAll, type Inventory, TenantInventory } from './tenant-inventory.js';
import { type Operation, OperationLost, type Saga, type Step } from './operation.js';
import { OperationsRepository } from './operations.repository.js';
import { OperationsRunner } from './operations.runner.js';
import { Schemas } from './schemas.js';
import { TenantFiles } from './tenant-files.js';
import { TenantRecords } from './tenant-records.js';

export interface PurgePayload {
  readonly slug: string;
  /** What there was when it began. */
  readonly before?: Inventory;
}

/**
 * When the time of grace is over: the schema with all rows and tasks, then the files, then what OpenSearch has of it, then
 * what the platform and the cluster keep of it. Never given up, also while one of them is away. In this order, because an
 * upload that still runs needs a row to begin and to end. It ends with a certificate: what was counted in each store
 * before, and that none of it is left.
 */
@Injectable()
export class PurgeTenant implements Saga<PurgePayload>, OnModuleInit {
  readonly kind = 'purge';
  readonly steps: readonly Step<PurgePayload>[] = [
    { name: 'count', run: async (operation, goesOn) => this.count(operation, goesOn) },
    { name: 'schema', run: async (operation, goesOn) => this.dropSchema(operation, goesOn) },
    { name: 'files', run: async (operation, goesOn) => this.files.removeAll(await this.placeOf(operation), goesOn) },
    { name: 'search', run: async (operation, goesOn) => this.removeDocuments(operation, goesOn) },
    { name: 'records', run: async (operation) => this.records.empty(operation, await this.placeOf(operation)) },
    { name: 'certify', run: async (operation, goesOn) => this.certify(operation, goesOn) },
  ];

  constructor(
    private readonly runner: OperationsRunner,
    private readonly operations: OperationsRepository,
    private readonly tenants: NewTenants,
    private readonly schemas: Schemas,
    private readonly files: TenantFiles,
    private readonly search: TenantRemoval,
    private readonly records: TenantRecords,
    private readonly inventory: TenantInventory,
  ) {}

  onModuleInit(): void {
    this.runner.register(this);
  }

  /** Once: a run that is taken over would count what is left of it. */
  private async count(operation: Operation<PurgePayload>, goesOn: () => Promise<void>): Promise<void> {
    if (operation.payload.before) return;
    const before = await this.inventory.count(await this.placeOf(operation), goesOn);
    await this.operations.note(operation, { before });
  }

  private async dropSchema(operation: Operation<PurgePayload>, goesOn: () => Promise<void>): Promise<void> {
    const place = await this.placeOf(operation);
    await this.search.untilNobodyWrites(place, goesOn);
    await this.schemas.drop(place);
  }

  private async removeDocuments(operation: Operation<PurgePayload>, goesOn: () => Promise<void>): Promise<void> {
    const removed = await this.search.removeAll(await this.placeOf(operation), goesOn);
    const left = removed.find(({ documents }) => documents > 0);
    if (left) throw new Error(`The index ${left.index} still has ${left.documents} documents of this community.`);
  }

  private async certify(operation: Operation<PurgePayload>, goesOn: () => Promise<void>): Promise<void> {
    const place = await this.placeOf(operation);
    const after = await this.inventory.count(place, goesOn);
    if (inAll(after) > 0) throw new Error(`Something of this community is left: ${JSON.stringify(after)}`);
    const { payload } = (await this.operations.find(operation.id)) as Operation<PurgePayload>;
    await this.records.bury(operation, place, { before: payload.before!, after, kept: this.inventory.kept });
  }

  private async placeOf({ tenantId }: Operation): Promise<TenantPlace> {
    const place = tenantId === null ? null : await this.tenants.findPlace(tenantId);
    if (!place) throw new OperationLost('The record of the community is gone.');
    return place;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { ObjectStore, tenantFolder } from '#kernel/objects';
import { SearchStore } from '#kernel/search-index';
import type { TenantPlace } from '#platform/tenants';
import { kept, TenantRecordsRepository } from './tenant-records.repository.js';
import { TenantKeys } from './tenant-keys.js';
import { Schemas } from './schemas.js';

/** How much there is of a community in each store. */
export interface Inventory {
  /** Of its schema: posts, members, sessions, tokens, secrets of its settings, and all else. */
  readonly tables: number;
  readonly rows: number;
  /** In the store of files, with those that are just brought. */
  readonly files: number;
  readonly bytes: number;
  readonly uploads: number;
  /** In OpenSearch, by the name of the index; empty where there is none. */
  readonly documents: Readonly<Record<string, number>>;
  /** Of the platform and the cluster, by table: hosts and domains, tasks and dead letters, usage, requests, and all else. */
  readonly records: Readonly<Record<string, number>>;
  /** In Redis; none without one. */
  readonly keys: number;
  /** What this process remembers; others forget when it is removed. */
  readonly remembered: number;
}

export interface Certificate {
  readonly before: Inventory;
  readonly after: Inventory;
  /** Tables that go on naming it. */
  readonly kept: readonly string[];
}

const sum = (numbers: Readonly<Record<string, number>>): number =>
  Object.values(numbers).reduce((all, number) => all + number, 0);

export const inAll = ({ documents, records, ...numbers }: Inventory): number =>
  sum(documents) + sum(records) + sum(numbers);

const tellEvery = 1_000;

/** Counts in the stores themselves: what is remembered of them counts for nothing. */
@Injectable()
export class TenantInventory {
  readonly kept = kept;

  constructor(
    private readonly schemas: Schemas,
    private readonly store: ObjectStore,
    private readonly records: TenantRecordsRepository,
    private readonly cache: Cache,
    private readonly keys: TenantKeys,
    @Inject(SearchStore) private readonly search: SearchStore | null,
  ) {}

  async count(place: TenantPlace, goesOn: () => Promise<void>): Promise<Inventory> {
    const { tables, rows } = await this.schemas.count(place);
    await goesOn();
    const files = await this.countFiles(place, goesOn);
    return {
      tables,
      rows,
      ...files,
      documents: await this.countDocuments(place, goesOn),
      records: await this.records.count(place),
      keys: await this.keys.count(place),
      remembered: this.cache.countOf(place),
    };
  }

  private async countFiles(place: TenantPlace, goesOn: () => Promise<void>) {
    const folder = tenantFolder(place);
    let [files, bytes, uploads] = [0, 0, 0];
    for await (const { size } of this.store.list(folder)) {
      files += 1;
      bytes += size;
      if (files % tellEvery === 0) await goesOn();
    }
    for await (const _ of this.store.listBegun(folder)) uploads += 1;
    await goesOn();
    return { files, bytes, uploads };
  }

  private async countDocuments({ id }: TenantPlace, goesOn: () => Promise<void>): Promise<Record<string, number>> {
    const counted: Record<string, number> = {};
    for (const index of (await this.search?.list()) ?? []) {
      counted[index.name] = await this.search!.countTenant(index, id);
      await goesOn();
    }
    return counted;
  }
}

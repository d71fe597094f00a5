import { Inject, Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';
import {
  mostShown,
  OwnSearchIndex,
  type SearchDocument,
  type SearchHits,
  SearchIndex,
  type SearchKind,
  type SearchQuery,
  SearchStore,
  SearchStoreUnusable,
  type Tombstone,
} from '#kernel/search-index';
import { MirrorDue } from './mirror.events.js';
import { type ChangedDocument, SearchChangesRepository } from './search-changes.repository.js';
import { ServingHomes } from './serving-homes.js';

const complainEvery = 60_000;

/**
 * What rooms search in: the tenant's own index, which is always kept, and where there is a store, what follows it there.
 * The store is asked first when it has all there is of the tenant; it is never needed.
 */
@Injectable()
export class MirroredSearchIndex extends SearchIndex {
  /** Units of work that have their task already. */
  private readonly told = new WeakSet<object>();
  private complainedAt = -Infinity;

  constructor(
    private readonly own: OwnSearchIndex,
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly db: TenantDatabase,
    private readonly changes: SearchChangesRepository,
    private readonly homes: ServingHomes,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {
    super();
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.change(documents, () => this.own.put(documents));
  }

  async remove(tombstones: readonly Tombstone[]): Promise<void> {
    await this.change(tombstones, () => this.own.remove(tombstones));
  }

  async discard(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    const changed = ids.map((id) => ({ kind, id }));
    await this.change(changed, () => this.own.discard(kind, ids));
  }

  async listDiffering(documents: readonly SearchDocument[]): Promise<Id[]> {
    return this.own.listDiffering(documents);
  }

  async listIds(kind: SearchKind, afterId: Id, limit: number): Promise<Id[]> {
    return this.own.listIds(kind, afterId, limit);
  }

  async search(query: SearchQuery): Promise<SearchHits> {
    return (await this.searchStore(query)) ?? this.own.search(query);
  }

  private async searchStore(query: SearchQuery): Promise<SearchHits | null> {
    if (!this.store?.isUp || query.offset + query.limit > mostShown) return null;
    const home = await this.homes.find();
    if (home === null) return null;
    try {
      return await this.store.current(home).search(query);
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable)) this.noteRefusal(error as Error);
      return null;
    }
  }

  /** An index that other software or other settings have made, or a mistake of ours: no reason to find nothing. */
  private noteRefusal(error: Error): void {
    if (performance.now() - this.complainedAt < complainEvery) return;
    this.complainedAt = performance.now();
    this.log.error('The store refuses a search; PostgreSQL answers it.', error);
  }

  /** In one unit of work with the note that it is to be mirrored. */
  private async change(changed: readonly ChangedDocument[], work: () => Promise<void>): Promise<void> {
    if (changed.length === 0) return;
    if (!scope.current().unit) return this.db.transaction(() => this.change(changed, work));
    await work();
    this.note(changed);
  }

  private note(changed: readonly ChangedDocument[]): void {
    const unit = scope.current().unit!;
    if (this.store) this.changes.note(changed);
    if (this.told.has(unit)) return;
    this.told.add(unit);
    if (this.store) this.outbox.add(new MirrorDue());
    else this.changes.noteUnmirrored();
  }
}

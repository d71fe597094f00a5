import { Inject, Injectable } from '@nestjs/common';
import { type ClusterDatabase, Clusters, type Id } from '#kernel/database';
import { SearchStore, SearchStoreUnusable } from '#kernel/search-index';
import { TenantDirectory } from '#kernel/tenancy';
import type { SearchHome } from './search-homes.repository.js';
import { isOwnHome, ownHome, sharedHome } from './search-run.js';
import { type OpenMove, TenantMovesRepository } from './tenant-moves.repository.js';

type Place = { readonly store: SearchStore; readonly database: ClusterDatabase };
type Move = OpenMove & { readonly role: string };

/** Brings communities to another home while they are searched in the former one. By one at a time: the keeper. */
@Injectable()
export class TenantMoves {
  /** By move: the tasks that wrote when it was made. */
  private readonly writing = new Map<Id, readonly Id[]>();

  constructor(
    private readonly clusters: Clusters,
    private readonly repository: TenantMovesRepository,
    private readonly directory: TenantDirectory,
    @Inject(SearchStore) private readonly store: SearchStore | null,
  ) {}

  /** As far as it goes now; what is left waits for fills. Soon over where nobody asked for anything. */
  async advance(cluster: string): Promise<void> {
    const { store } = this;
    if (!store) return;
    const place = { store, database: this.clusters.database(cluster) };
    for (const move of await this.repository.listOpen(place.database)) await this.goOn(place, move);
    await this.dropEmptyHomes(place);
  }

  private async goOn(place: Place, { role, ...move }: OpenMove): Promise<void> {
    if (role === null) return this.repository.finish(place.database, move.id, 'The community is gone.');
    try {
      await this.move(place, { role, ...move });
    } catch (error) {
      if (error instanceof SearchStoreUnusable)
        await this.repository.note(place.database, move.id, { documents: 0, error: error.message });
      throw error;
    }
  }

  private async move(place: Place, move: Move): Promise<void> {
    const { database } = place;
    const home = await this.findOrMakeHome(place, move.home);
    if (!home) return; // the keeper makes it
    const fills = await this.repository.fillsOf(database, move.role);
    const there = fills.find(({ indexName }) => indexName === home.index);
    if (!there) return this.repository.addFill(database, { role: move.role, home, isServing: fills.length === 0 });
    await this.repository.note(database, move.id, there);
    if (!there.isVerified) return;
    if (!there.isServing || fills.some((fill) => fill.home !== home.home))
      return this.repository.settle(database, move.role, home);
    if (!there.isSettled || (await this.isWritten(database, move))) return;
    if (!(await this.leave(place, move))) return;
    await this.repository.finish(database, move.id, null);
    this.writing.delete(move.id);
  }

  private async findOrMakeHome({ store, database }: Place, name: string): Promise<SearchHome | null> {
    const known = await this.repository.findHome(database, name);
    if (known || !isOwnHome(name)) return known;
    const index = await store.create(name);
    await store.point(index);
    await this.repository.addHome(database, index);
    return this.repository.findHome(database, name);
  }

  /** Whether a task is still under way that may have looked where to write before the move was made. */
  private async isWritten(database: ClusterDatabase, { id, role }: Move): Promise<boolean> {
    const now = await this.repository.listWriting(database, role);
    const known = this.writing.get(id) ?? now;
    const left = now.filter((task) => known.includes(task));
    this.writing.set(id, left);
    return left.length > 0;
  }

  /** Answers whether no index of another home has anything of the community any more. */
  private async leave({ store, database }: Place, { role, home }: Move): Promise<boolean> {
    const tenant = await this.directory.findByRole(database.name, role);
    if (!tenant) return true; // its purge removes what it has
    const left = [sharedHome(database.name), ownHome(tenant.id)].filter((one) => one !== home);
    let documents = 0;
    for (const index of await store.list()) {
      if (!left.includes(index.home)) continue;
      if (isOwnHome(index.home)) await store.drop(index);
      else documents += await store.removeTenant(index, tenant.id);
    }
    return documents === 0;
  }

  /** The index goes before its row, so that none is forgotten. */
  private async dropEmptyHomes({ store, database }: Place): Promise<void> {
    const empty = await this.repository.listEmpty(database);
    if (empty.length === 0) return;
    for (const index of await store.list()) if (empty.includes(index.home)) await store.drop(index);
    for (const home of empty) await this.repository.removeHome(database, home);
  }
}

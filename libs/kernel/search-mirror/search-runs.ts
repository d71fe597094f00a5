import { Inject, Injectable } from '@nestjs/common';
import { Clusters, type Id } from '#kernel/database';
import type { TenantRole } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { everyHome, type SearchRun } from './search-run.js';
import { type NewSearchRun, type SearchRunOfCluster, SearchRunsRepository } from './search-runs.repository.js';

/** 50 communities a second begin at most. */
const apartAtOnce = 20;

/** What operators ask for: it is done by tasks and by the keeper, whoever asked and whatever becomes of their process. */
@Injectable()
export class SearchRuns {
  constructor(
    private readonly clusters: Clusters,
    private readonly repository: SearchRunsRepository,
    @Inject(SearchStore) private readonly store: SearchStore | null,
  ) {}

  /** Of one community. May be part of a unit of work, as the others; the same that is under way is answered instead. */
  async rebuild(by: string, tenant: TenantRole): Promise<Id> {
    return this.begin({ what: 'rebuild', by, home: null, tasks: { apart: 0 } }, [tenant]);
  }

  /** Of these, which are all there are. */
  async rebuildAll(by: string, tenants: readonly TenantRole[]): Promise<Id> {
    const way = this.store ? { home: everyHome, tasks: null } : { home: null, tasks: { apart: apartAtOnce } };
    return this.begin({ what: 'rebuild', by, ...way }, tenants);
  }

  /** An earlier move of the community that is under way ends by this. Needs a store. */
  async move(by: string, tenant: TenantRole, home: string): Promise<Id> {
    return this.begin({ what: 'move', by, home, tasks: null }, [tenant]);
  }

  async find(id: Id): Promise<SearchRun | null> {
    const [run] = await this.read([id]);
    return run ?? null;
  }

  /** The newest ones below an id. */
  async list(before: Id | null, limit: number): Promise<SearchRun[]> {
    return this.read(await this.repository.listIds(this.clusters.database(this.clusters.control), before, limit));
  }

  private async begin(run: Omit<NewSearchRun, 'roles'>, tenants: readonly TenantRole[]): Promise<Id> {
    const { control } = this.clusters;
    const others = new Set(tenants.map(({ cluster }) => cluster));
    others.delete(control);
    const of = (name: string) => {
      return { ...run, roles: tenants.flatMap(({ cluster, role }) => (cluster === name ? [role] : [])) };
    };
    const { id, isNew } = await this.beginOrFind(of(control)); // which numbers the run
    if (isNew) for (const name of others) await this.beginOn(name, of(name), id);
    return id;
  }

  private async beginOrFind(run: NewSearchRun): Promise<{ id: Id; isNew: boolean }> {
    const database = this.clusters.database(this.clusters.control);
    return database.transaction(async () => {
      await this.repository.lock(database);
      const same = await this.repository.findSame(database, run);
      if (same !== null) return { id: same, isNew: false };
      return { id: await this.beginOn(this.clusters.control, run, null), isNew: true };
    });
  }

  private async beginOn(cluster: string, run: NewSearchRun, given: Id | null): Promise<Id> {
    const database = this.clusters.database(cluster);
    return database.transaction(async () => {
      if (run.what === 'move') for (const role of run.roles) await this.repository.replaceMoves(database, role);
      return this.repository.begin(database, run, given);
    });
  }

  private async read(ids: readonly Id[]): Promise<SearchRun[]> {
    if (ids.length === 0) return [];
    const clusters = this.clusters.all();
    const found = await Promise.all(
      clusters.map(({ name }) => this.repository.find(this.clusters.database(name), ids)),
    );
    const rows = found.flat();
    return ids.flatMap((id) => {
      const parts = rows.filter((row) => row.id === id);
      return parts[0] ? [runOf(parts[0], parts)] : [];
    });
  }
}

function runOf(first: SearchRunOfCluster, parts: readonly SearchRunOfCluster[]): SearchRun {
  const { id, what, by, home, startedAt } = first;
  const sum = (count: (part: SearchRunOfCluster) => number) => parts.reduce((total, part) => total + count(part), 0);
  const numbers = {
    tenants: sum(({ tenants }) => tenants),
    done: sum(({ done }) => done),
    waiting: sum(({ waiting }) => waiting),
    documents: sum(({ documents }) => documents),
  };
  const error = parts.map((part) => part.error ?? part.trouble).find((text) => text !== null) ?? null;
  const role = numbers.tenants === 1 ? (parts.find((part) => part.role !== null)?.role ?? null) : null;
  const known = { id, what, by, home, startedAt, role, error, ...numbers };
  return { ...known, ...endOf(parts, numbers.done < numbers.tenants) };
}

/** What tasks do is over when none is left; what the keeper does, when it says so. */
function endOf(parts: readonly SearchRunOfCluster[], isIncomplete: boolean): Pick<SearchRun, 'state' | 'finishedAt'> {
  const ends = parts.flatMap(({ startedAt, finishedAt, endedAt }) => [
    startedAt,
    endedAt ?? startedAt,
    finishedAt ?? startedAt,
  ]);
  const isOver = parts.every(({ home, finishedAt, open, waiting }) =>
    home === null ? open + waiting === 0 : finishedAt !== null,
  );
  if (!isOver) return { state: 'running', finishedAt: null };
  const hasFailed = parts[0]!.home === null ? isIncomplete : parts.some(({ error }) => error !== null);
  return { state: hasFailed ? 'failed' : 'finished', finishedAt: new Date(Math.max(...ends.map(Number))) };
}

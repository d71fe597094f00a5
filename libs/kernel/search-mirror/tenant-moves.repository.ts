import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, Id, Row } from '#kernel/database';
import type { StoredIndex } from '#kernel/search-index';
import { fillTask, mirrorTask } from './mirror.events.js';
import { forgottenAfter } from './remembered.js';
import { homeColumns, type SearchHome } from './search-homes.repository.js';

export interface OpenMove {
  readonly id: Id;
  readonly home: string;
  /** Null: the community is gone. */
  readonly role: string | null;
}

export interface TenantFill {
  readonly indexName: string;
  readonly home: string;
  readonly isServing: boolean;
  readonly isVerified: boolean;
  /** Nobody remembers any more that it was searched elsewhere. */
  readonly isSettled: boolean;
  readonly documents: number;
  readonly error: string | null;
}

/** Where communities are searched, and where they are to be. */
@Injectable()
export class TenantMovesRepository {
  async listOpen(database: ClusterDatabase): Promise<OpenMove[]> {
    return database.query<OpenMove & Row>(
      `select r.id, r.home, p.tenant_role as role
         from cluster.search_run r left join cluster.search_run_part p on p.run_id = r.id
        where r.what = 'move' and r.finished_at is null order by r.id`,
    );
  }

  async findHome(database: ClusterDatabase, home: string): Promise<SearchHome | null> {
    const [row] = await database.query<SearchHome & Row>(
      `select ${homeColumns} from cluster.search_home h where home = $1`,
      [home],
    );
    return row ?? null;
  }

  async addHome(database: ClusterDatabase, { home, name, uuid }: StoredIndex): Promise<void> {
    await database.query(
      'insert into cluster.search_home (home, index_name, uuid) values ($1, $2, $3) on conflict do nothing',
      [home, name, uuid],
    );
  }

  /** Homes of one community that serve it no more, and that nobody is on the way to. */
  async listEmpty(database: ClusterDatabase): Promise<string[]> {
    const rows = await database.query<{ home: string }>(
      `select home from cluster.search_home h
        where home like 'own-%' and not exists (select from cluster.search_fill f where f.home = h.home)
          and not exists (select from cluster.search_run r where r.home = h.home and r.finished_at is null)`,
    );
    return rows.map(({ home }) => home);
  }

  async removeHome(database: ClusterDatabase, home: string): Promise<void> {
    await database.query('delete from cluster.search_home where home = $1', [home]);
  }

  async fillsOf(database: ClusterDatabase, role: string): Promise<TenantFill[]> {
    return database.query<TenantFill & Row>(
      `select index_name as "indexName", home, is_serving as "isServing", verified_at is not null as "isVerified",
              changed_at < now() - ${forgottenAfter} as "isSettled", documents, error
         from cluster.search_fill where tenant_role = $1`,
      [role],
    );
  }

  async addFill(
    database: ClusterDatabase,
    { role, home, isServing }: { role: string; home: SearchHome; isServing: boolean },
  ): Promise<void> {
    await database.query(
      `insert into cluster.search_fill (tenant_role, index_name, home, is_serving) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [role, home.index, home.home, isServing],
    );
  }

  /** From now on it is searched there, and written nowhere else. */
  async settle(database: ClusterDatabase, role: string, { home, index }: SearchHome): Promise<void> {
    await database.transaction(async () => {
      await database.query('delete from cluster.search_fill where tenant_role = $1 and home <> $2', [role, home]);
      await database.query(
        `update cluster.search_fill set is_serving = true, changed_at = now()
          where tenant_role = $1 and index_name = $2 and not is_serving`,
        [role, index],
      );
    });
  }

  /** Tasks under way that write to the indexes that there were when they began. */
  async listWriting(database: ClusterDatabase, role: string): Promise<Id[]> {
    const rows = await database.query<{ id: Id }>(
      `select id from jobs.task
        where tenant_role = $1 and kind in ('${mirrorTask}', '${fillTask}') and state in ('queued', 'running')`,
      [role],
    );
    return rows.map(({ id }) => id);
  }

  async note(database: ClusterDatabase, runId: Id, { documents, error }: Pick<TenantFill, 'documents' | 'error'>) {
    await database.query(
      `with part as (update cluster.search_run_part set documents = $2 where run_id = $1)
       update cluster.search_run set error = $3 where id = $1 and finished_at is null`,
      [runId, documents, error],
    );
  }

  /** `error`: why it did not come to its end. */
  async finish(database: ClusterDatabase, runId: Id, error: string | null): Promise<void> {
    await database.query(
      `with part as (update cluster.search_run_part set done_at = now() where run_id = $1 and $2::text is null)
       update cluster.search_run set finished_at = now(), error = $2 where id = $1 and finished_at is null`,
      [runId, error],
    );
  }

  /** Communities that are searched in this home, and in which index. */
  async listServed(database: ClusterDatabase, home: string): Promise<{ role: string; indexName: string }[]> {
    return database.query<{ role: string; indexName: string }>(
      `select tenant_role as role, index_name as "indexName" from cluster.search_fill
        where home = $1 and is_serving and verified_at is not null order by tenant_role`,
      [home],
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, Id, Row } from '#kernel/database';
import type { StoredIndex } from '#kernel/search-index';
import { fillTask } from './mirror.events.js';
import { homeColumns, type SearchHome } from './search-homes.repository.js';

export interface OpenBuild {
  readonly id: Id;
  /** Those whose index was made before the run began, or is being made anew. */
  readonly due: readonly SearchHome[];
  /** None yet: the keeper has to make the first. */
  readonly homes: number;
  /** Communities that are at work, and not all of whose documents are where they are searched. */
  readonly incomplete: number;
}

/** A fill that waits for its community to be at work again. */
const isWaiting = (fill: string): string =>
  `exists (select from jobs.task t where t.tenant_role = ${fill}.tenant_role and t.kind = '${fillTask}' and t.state = 'parked')`;

/** Homes, and the fills of those that are made anew. */
@Injectable()
export class IndexBuildsRepository {
  async findOpen(database: ClusterDatabase): Promise<OpenBuild | null> {
    const [run] = await database.query<OpenBuild & Row>(
      `select r.id, (select count(*) from cluster.search_home) as homes,
              (select count(*) from cluster.search_run_part p join cluster.search_fill f using (tenant_role)
                where p.run_id = r.id and f.is_serving and f.verified_at is null and not ${isWaiting('f')}) as incomplete,
              coalesce((select json_agg(due order by due.home)
                          from (select ${homeColumns} from cluster.search_home h
                                 where h.next_name is not null or h.built_at <= r.started_at) due), '[]') as due
         from cluster.search_run r
        where r.what = 'rebuild' and r.home = '*' and r.finished_at is null order by r.id limit 1`,
    );
    return run ?? null;
  }

  /** From here on the index is filled, and written with the home's current one. */
  async setNext(database: ClusterDatabase, { home, name, uuid }: StoredIndex): Promise<void> {
    await database.query(`update cluster.search_home set next_name = $2, next_uuid = $3 where home = $1`, [
      home,
      name,
      uuid,
    ]);
  }

  /** One for each community of the home that has none in the next index yet. */
  async addFills(database: ClusterDatabase, { home }: Pick<SearchHome, 'home'>): Promise<void> {
    await database.query(
      `insert into cluster.search_fill (tenant_role, index_name, home, is_serving)
       select f.tenant_role, h.next_name, h.home, false
         from cluster.search_home h join cluster.search_fill f on f.index_name = h.index_name
        where h.home = $1 and h.next_name is not null
       on conflict do nothing`,
      [home],
    );
  }

  /** Communities whose documents are not all in the next index yet. Those that are not at work are not waited for. */
  async countOpen(database: ClusterDatabase, { home }: SearchHome): Promise<number> {
    const [row] = await database.query<{ count: number }>(
      `select count(*) from cluster.search_home h join cluster.search_fill f on f.index_name = h.next_name
        where h.home = $1 and f.verified_at is null and not ${isWaiting('f')}`,
      [home],
    );
    return row!.count;
  }

  /** Every community of the home is searched in the next index from now on, which is the current one then. */
  async switch(database: ClusterDatabase, home: SearchHome): Promise<void> {
    await database.transaction(async () => {
      await this.addFills(database, home);
      await database.query(
        `with former as (delete from cluster.search_fill where index_name = $1 returning tenant_role, is_serving)
         update cluster.search_fill f set is_serving = former.is_serving, changed_at = now()
           from former where f.tenant_role = former.tenant_role and f.index_name = $2`,
        [home.index, home.next],
      );
      await database.query(
        `update cluster.search_home
            set index_name = next_name, uuid = next_uuid, next_name = null, next_uuid = null, built_at = now(),
                changed_at = now()
          where home = $1 and next_name = $2`,
        [home.home, home.next],
      );
    });
  }

  /** How far the communities of the run are, and what is in the way. */
  async note(database: ClusterDatabase, runId: Id): Promise<void> {
    await database.query(
      `with filling as (
         select f.* from cluster.search_home h join cluster.search_fill f on f.index_name = h.next_name),
       noted as (
         update cluster.search_run_part p set documents = f.documents, done_at = f.verified_at
           from filling f
          where p.run_id = $1 and p.tenant_role = f.tenant_role
            and (p.documents, p.done_at) is distinct from (f.documents, f.verified_at)),
       trouble as (select min(error) as error from filling where verified_at is null)
       update cluster.search_run r set error = trouble.error from trouble
        where r.id = $1 and r.error is distinct from trouble.error`,
      [runId],
    );
  }

  async noteTrouble(database: ClusterDatabase, runId: Id, error: string): Promise<void> {
    await database.query('update cluster.search_run set error = $2 where id = $1 and finished_at is null', [
      runId,
      error,
    ]);
  }

  async finish(database: ClusterDatabase, runId: Id): Promise<void> {
    await database.query(
      `with elsewhere as (
         update cluster.search_run_part p
            set documents = greatest(p.documents, f.documents), done_at = f.verified_at
           from cluster.search_fill f
          where p.run_id = $1 and p.done_at is null and f.tenant_role = p.tenant_role and f.is_serving
            and f.verified_at is not null)
       update cluster.search_run set finished_at = now(), error = null where id = $1 and finished_at is null`,
      [runId],
    );
  }
}

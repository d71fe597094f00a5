import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, Id, Row } from '#kernel/database';
import type { SearchRunKind } from './search-run.js';
import { rebuildKey, rebuildTask } from './tenant-rebuild.events.js';

export interface NewSearchRun {
  readonly what: SearchRunKind;
  readonly by: string;
  readonly home: string | null;
  readonly roles: readonly string[];
  /** Whether tasks do it, one community beginning so many milliseconds after the other; else the keeper. */
  readonly tasks: { readonly apart: number } | null;
}

/** What a cluster knows of a run. */
export interface SearchRunOfCluster {
  readonly id: Id;
  readonly what: SearchRunKind;
  readonly by: string;
  readonly home: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly error: string | null;
  readonly tenants: number;
  readonly done: number;
  readonly documents: number;
  readonly role: string | null;
  readonly endedAt: Date | null;
  /** Communities in which a task goes on with it. */
  readonly open: number;
  readonly waiting: number;
  readonly trouble: string | null;
}

const taskOf = (part: string): string =>
  `t.tenant_role = ${part}.tenant_role and t.kind = '${rebuildTask}' and t.key = '${rebuildKey('')}' || ${part}.run_id`;

const liveRun = `
  r.finished_at is null and (r.home is not null or exists (
    select from cluster.search_run_part p join jobs.task t on ${taskOf('p')} and t.state <> 'dead' where p.run_id = r.id))`;

/** The rows of cluster.search_run and of its parts. */
@Injectable()
export class SearchRunsRepository {
  /** Run, parts and first tasks, all or none. Takes the number that another cluster has given the run. */
  async begin(database: ClusterDatabase, run: NewSearchRun, given: Id | null): Promise<Id> {
    const { what, by, home, roles, tasks } = run;
    const [begun] = await database.query<{ id: Id }>(
      `with outdated as (delete from cluster.search_run where started_at < now() - interval '60 days'),
       run as (
         insert into cluster.search_run (${given === null ? '' : 'id, '}what, requested_by, home)
         values (${given === null ? '' : `${given}, `}$1, $2, $3) returning id),
       part as (
         insert into cluster.search_run_part (run_id, tenant_role)
         select run.id, role from run, unnest($4::name[]) as role),
       task as (
         insert into jobs.task (tenant_role, kind, class, key, payload, run_after, is_later)
         select role, '${rebuildTask}', 'maintenance', '${rebuildKey('')}' || run.id,
                jsonb_build_object('kind', 'post', 'afterId', 0, 'runId', run.id),
                now() + (place - 1) * $5::float8 * interval '1 millisecond', (place - 1) * $5::float8 > 0
           from run, unnest($4::name[]) with ordinality as part (role, place) where $5::float8 is not null)
       select id from run`,
      [what, by, home, roles, tasks?.apart ?? null],
    );
    return begun!.id;
  }

  /** Nobody else begins a run of the cluster until the unit of work ends. */
  async lock(database: ClusterDatabase): Promise<void> {
    await database.query(`select pg_advisory_xact_lock(hashtextextended('cluster.search_run', 0))`);
  }

  /** One that goes on and is about the same: these communities and no other, or every home. */
  async findSame(
    database: ClusterDatabase,
    { what, home, roles }: Pick<NewSearchRun, 'what' | 'home' | 'roles'>,
  ): Promise<Id | null> {
    const [run] = await database.query<{ id: Id }>(
      `select r.id from cluster.search_run r
        where r.what = $1 and r.home is not distinct from $2 and ${liveRun}
          and (r.home = '*' or array(select tenant_role from cluster.search_run_part p where p.run_id = r.id order by 1)
                               = array(select role from unnest($3::name[]) as given (role) order by 1))
        order by r.id limit 1`,
      [what, home, roles],
    );
    return run?.id ?? null;
  }

  /** Moves of this community that go on end without it. */
  async replaceMoves(database: ClusterDatabase, role: string): Promise<void> {
    await database.query(
      `update cluster.search_run r set finished_at = now(), error = 'Another move was asked for.'
        where what = 'move' and finished_at is null
          and exists (select from cluster.search_run_part p where p.run_id = r.id and p.tenant_role = $1)`,
      [role],
    );
  }

  /** The newest ones, below an id. */
  async listIds(database: ClusterDatabase, before: Id | null, limit: number): Promise<Id[]> {
    const rows = await database.query<{ id: Id }>(
      'select id from cluster.search_run where $1::bigint is null or id < $1 order by id desc limit $2',
      [before, limit],
    );
    return rows.map(({ id }) => id);
  }

  async find(database: ClusterDatabase, ids: readonly Id[]): Promise<SearchRunOfCluster[]> {
    return database.query<SearchRunOfCluster & Row>(
      `select r.id, r.what, r.requested_by as by, r.home, r.started_at as "startedAt", r.finished_at as "finishedAt",
              r.error, sums.*
         from cluster.search_run r cross join lateral (
           select count(*) as tenants, count(p.done_at) as done, coalesce(sum(p.documents), 0)::bigint as documents,
                  case when count(*) = 1 then min(p.tenant_role::text) end as role, max(p.done_at) as "endedAt",
                  count(*) filter (where p.done_at is null and t.state in ('ready', 'queued', 'running')) as open,
                  count(*) filter (where p.done_at is null and t.state = 'parked') as waiting,
                  min(split_part(t.last_error, E'\\n', 1)) filter (where p.done_at is null) as trouble
             from cluster.search_run_part p left join jobs.task t on ${taskOf('p')} where p.run_id = r.id) sums
        where r.id = any($1) order by r.id desc`,
      [ids],
    );
  }

  /** All that the cluster knows of what is kept of this community outside of PostgreSQL, and was asked for. */
  async removeTenant(database: ClusterDatabase, role: string): Promise<void> {
    for (const table of ['search_fill', 'search_change', 'search_run_part'])
      await database.query(`delete from cluster.${table} where tenant_role = $1`, [role]);
  }
}

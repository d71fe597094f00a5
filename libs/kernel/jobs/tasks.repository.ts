import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, Row } from '#kernel/database';
import { columns, lease } from './task-columns.js';
import type { Task, TaskOutcome, TaskTicket } from './task.js';

const mostAttempts = 20;
/** How often a task may be lost with its worker before it waits longer each time. */
const freeLosses = 3;

/** How long the next attempt waits, in seconds: twice as long each time, up to 15 minutes, a quarter less at most. */
const backOff = (attempts: string): string =>
  `interval '1 second' * least(900, power(2, least(${attempts}, 12))) * (0.75 + random() / 4)`;

/** The numbers of the workers that are connected: each holds a lock of its number for as long as it is. */
const presentWorkers = `
  select objid::int from pg_locks
   where locktype = 'advisory' and classid::int = hashtext('jobs.worker') and granted
     and database = (select oid from pg_database where datname = current_database())`;

export interface ParkedRole {
  readonly role: string;
  readonly schemaVersion: number | null;
}

export interface Recovery extends Row {
  /** How many of the tasks ran, and how many were on their way. */
  readonly running: number;
  readonly queued: number;
  /** The numbers of those who held tasks and are not connected (`WorkerPresence`). */
  readonly absent: readonly number[];
}

/** The rows of jobs.task as those see them who give them out and run them, of all tenants of a cluster. */
@Injectable()
export class TasksRepository {
  /** Takes what a transport has brought; those that were given out anew meanwhile are not answered. */
  async begin(database: ClusterDatabase, tickets: readonly TaskTicket[], worker: number): Promise<Task[]> {
    const rows = await database.query<Omit<Task, 'cluster'>>(
      `update jobs.task t
          set state = 'running', attempts = attempts + 1, started_at = now(), lease_until = ${lease}, worker = $3
         from unnest($1::bigint[], $2::int[]) as ticket (id, fence)
        where t.id = ticket.id and t.fence = ticket.fence and t.state = 'queued' returning ${columns}`,
      [...ticketed(tickets), worker],
    );
    return rows.map((row) => ({ ...row, cluster: database.name }));
  }

  /** A sign of life for what runs. */
  async extend(database: ClusterDatabase, tickets: readonly TaskTicket[]): Promise<void> {
    await database.query(
      `update jobs.task t set lease_until = ${lease} from unnest($1::bigint[], $2::int[]) as ticket (id, fence)
        where t.id = ticket.id and t.fence = ticket.fence and t.state = 'running'`,
      ticketed(tickets),
    );
  }

  /** Back to ready, as if it had not been begun. Whoever still works on it finds its fence gone. */
  async handBack(database: ClusterDatabase, tickets: readonly TaskTicket[]): Promise<void> {
    await database.query(
      `update jobs.task t
          set state = 'ready', fence = t.fence + 1, lease_until = null, started_at = null,
              attempts = greatest(0, attempts - (state = 'running')::int)
         from unnest($1::bigint[], $2::int[]) as ticket (id, fence)
        where t.id = ticket.id and t.fence = ticket.fence and t.state in ('queued', 'running')`,
      ticketed(tickets),
    );
  }

  /** Back to ready, later each time; after too many attempts, or for good, to the dead letters. */
  async fail(
    database: ClusterDatabase,
    { id, fence }: TaskTicket,
    error: string,
    permanent: boolean,
  ): Promise<TaskOutcome> {
    const [row] = await database.query<{ state: string }>(
      `update jobs.task
          set state = case when $4 or attempts >= ${mostAttempts} then 'dead' else 'ready' end,
              dead_at = case when $4 or attempts >= ${mostAttempts} then now() end,
              run_after = now() + ${backOff('attempts')}, is_later = not $4 and attempts < ${mostAttempts},
              lease_until = null, started_at = null, last_error = $3
        where id = $1 and fence = $2 returning state`,
      [id, fence, error, permanent],
    );
    if (!row) return 'lost';
    return row.state === 'dead' ? 'dead' : 'failed';
  }

  /** Until its community is at work again; the attempt does not count. */
  async park(database: ClusterDatabase, { id, fence }: TaskTicket): Promise<void> {
    await database.query(
      `update jobs.task set state = 'parked', attempts = greatest(0, attempts - 1), lease_until = null, started_at = null
        where id = $1 and fence = $2`,
      [id, fence],
    );
  }

  /** Whose tasks wait for their community, and which migrations its schema has. */
  async listParkedRoles(database: ClusterDatabase): Promise<ParkedRole[]> {
    return database.query<ParkedRole & Row>(
      `with recursive parked as (
         (select tenant_role from jobs.task where state = 'parked' order by tenant_role limit 1)
         union all
         select next.tenant_role from parked p cross join lateral (
           select tenant_role from jobs.task where state = 'parked' and tenant_role > p.tenant_role
            order by tenant_role limit 1) next)
       select p.tenant_role as role, s.version as "schemaVersion"
         from parked p left join cluster.tenant_schema s on s.role = p.tenant_role`,
    );
  }

  async unpark(database: ClusterDatabase, roles: readonly string[]): Promise<void> {
    await database.query(
      `update jobs.task set state = 'ready' where state = 'parked' and tenant_role = any($1::name[])`,
      [roles],
    );
  }

  /** Of communities that are gone. */
  async removeOf(database: ClusterDatabase, roles: readonly string[]): Promise<void> {
    await database.query(`delete from jobs.task where tenant_role = any($1::name[])`, [roles]);
  }

  /**
   * What was given out and not heard of in time, or is with one of `missed` who is still not there, is ready again; or
   * dead when that has happened too often. The first times it need not wait: most such tasks have done nothing wrong.
   */
  async recover(database: ClusterDatabase, missed: readonly number[]): Promise<Recovery> {
    const [row] = await database.query<Recovery>(
      `with absent as (
         select distinct worker from jobs.task where state = 'running' and worker not in (${presentWorkers})),
       lost as (
         select id, state, attempts >= ${mostAttempts} as hopeless, state = 'running' and attempts > ${freeLosses} as waits
           from jobs.task
          where state in ('queued', 'running')
            and (lease_until < now() or (state = 'running' and worker = any($1::int[]) and worker in (select worker from absent)))
            for update skip locked),
       recovered as (
         update jobs.task t
            set state = case when hopeless then 'dead' else 'ready' end,
                dead_at = case when hopeless then now() end,
                run_after = case when waits then now() + ${backOff(`(t.attempts - ${freeLosses})`)} else t.run_after end,
                is_later = waits and not hopeless,
                last_error = case t.state when 'running' then 'Its process was not heard of any more.' else t.last_error end,
                fence = t.fence + 1, lease_until = null, started_at = null
           from lost where t.id = lost.id returning lost.state)
       select count(*) filter (where state = 'running')::int as running,
              count(*) filter (where state = 'queued')::int as queued,
              array(select worker from absent) as absent
         from recovered`,
      [missed],
    );
    return row!;
  }

  /** For a process that is certainly alone: whoever held a task is gone. One that ends its process each time is dead. */
  async takeOverAll(database: ClusterDatabase): Promise<void> {
    await database.query(
      `update jobs.task
          set state = case when attempts >= ${mostAttempts} then 'dead' else 'ready' end,
              dead_at = case when attempts >= ${mostAttempts} then now() end,
              fence = fence + 1, lease_until = null, started_at = null
        where state in ('queued', 'running')`,
    );
  }

  /** Tasks that could run now or are held. */
  async countPending(database: ClusterDatabase): Promise<number> {
    const [row] = await database.query<{ count: number }>(
      `select count(*) as count from jobs.task
        where state in ('queued', 'running') or (state = 'ready' and run_after <= now())`,
    );
    return row!.count;
  }

  /** Frees the room of finished tasks, where the server lets this role do it. */
  async vacuum(database: ClusterDatabase): Promise<void> {
    await database.query('vacuum (skip_locked, index_cleanup on, truncate off) jobs.task');
  }
}

const ticketed = (tickets: readonly TaskTicket[]) => [tickets.map(({ id }) => id), tickets.map(({ fence }) => fence)];

import { Injectable } from '@nestjs/common';
import type { ClusterDatabase } from '#kernel/database';
import type { Offer } from './queue.js';
import type { Task, TaskOutcome, TaskTicket } from './task.js';

/** Without a sign of life for so long, whoever runs a task has lost it. */
const leaseSeconds = 20;
/** For so long a transport may carry a task before it is given out again. */
const deadlineSeconds = 15;
const mostAttempts = 20;
const lease = `now() + interval '${leaseSeconds} seconds'`;
const deadline = `now() + interval '${deadlineSeconds} seconds'`;

const columns = `t.id, t.tenant_role as "tenantRole", t.kind, t.class, t.payload, t.attempts, t.fence`;

/** How long the next attempt waits, in seconds: twice as long each time, up to 15 minutes, a quarter more or less. */
const backOff = (attempts: string): string =>
  `interval '1 second' * least(900, power(2, least(${attempts}, 12))) * (0.75 + random() / 2)`;

/**
 * The tasks to be given out next. One tenant holds at most its share of a class: half of what the class may hold,
 * divided among those who have work; so the other half is free for who comes now, and nothing idles while only one has
 * work. Those who hold least come first. Of ready tasks with the same key one is taken and the others are removed, for
 * it will read what they were about; none is taken while one of its key is held.
 */
const claiming = `
  with recursive asked as materialized (
    select class, free, size from unnest($1::text[], $2::int[], $3::int[]) as asked (class, free, size)
     where pg_try_advisory_xact_lock(hashtext('jobs.task'), hashtext(class))),
  held as (
    select class, tenant_role, count(*) as count from jobs.task
     where state in ('queued', 'running') and class in (select class from asked) group by 1, 2),
  waiting as (
    select a.class, next.tenant_role from asked a cross join lateral (
      select tenant_role from jobs.task where state = 'ready' and class = a.class order by tenant_role limit 1) next
    union all
    select w.class, next.tenant_role from waiting w cross join lateral (
      select tenant_role from jobs.task where state = 'ready' and class = w.class and tenant_role > w.tenant_role
       order by tenant_role limit 1) next),
  due as (
    select w.class, w.tenant_role, t.id, t.run_after, coalesce(h.count, 0) as held,
           row_number() over (partition by w.class, w.tenant_role order by t.run_after, t.id) as rank
      from waiting w join asked a using (class) left join held h using (class, tenant_role)
     cross join lateral (
       select id, run_after from jobs.task r
        where state = 'ready' and class = w.class and tenant_role = w.tenant_role and run_after <= now()
          and (key is null or not exists (
                select from jobs.task twin where twin.tenant_role = r.tenant_role and twin.kind = r.kind
                   and twin.key = r.key and twin.state in ('queued', 'running')))
        order by run_after, id limit a.free) t),
  busy as (select class, count(distinct tenant_role) as tenants from due group by class),
  placed as (
    select d.id, d.class, row_number() over (partition by d.class order by d.held + d.rank, d.run_after, d.id) as place
      from due d join busy b using (class) join asked a using (class)
     where d.held + d.rank <= greatest(1, a.size / 2 / b.tenants)),
  chosen as (
    select t.id, t.tenant_role, t.kind, t.key from jobs.task t
     where t.id in (
             select p.id from placed p join asked a using (class)
              where p.place <= case $4 when 'queued'
                then least(a.free, a.size - coalesce((select sum(count) from held h where h.class = a.class), 0))
                else a.free end)
       and t.state = 'ready' for update skip locked),
  kept as (
    select distinct on (tenant_role, kind, coalesce(key, id::text)) * from chosen
     order by tenant_role, kind, coalesce(key, id::text), id),
  folded as (
    delete from jobs.task t using kept k
     where k.key is not null and t.tenant_role = k.tenant_role and t.kind = k.kind and t.key = k.key
       and t.state = 'ready' and t.id <> k.id)
  update jobs.task t
     set state = $4, fence = fence + 1, lease_until = case $4 when 'queued' then ${deadline} else ${lease} end,
         attempts = attempts + ($4 = 'running')::int, started_at = case $4 when 'running' then now() end, worker = case $4 when 'running' then $5::int end
    from kept k where t.id = k.id
  returning ${columns}`;

/** The numbers of the workers that are connected: each holds a lock of its number for as long as it is. */
const presentWorkers = `
  select objid::int from pg_locks
   where locktype = 'advisory' and classid::int = hashtext('jobs.worker') and granted
     and database = (select oid from pg_database where datname = current_database())`;

/** The rows of jobs.task as those see them who give them out and run them, of all tenants of a cluster. */
@Injectable()
export class TasksRepository {
  /** Whether anything could run now; cheap where nothing could. */
  async anyDue(database: ClusterDatabase): Promise<boolean> {
    const due = await database.query(`select from jobs.task where state = 'ready' and run_after <= now() limit 1`);
    return due.length > 0;
  }

  /** One caller at a time and class gets any; the others get none, and need none. */
  async claim(database: ClusterDatabase, { rooms, hold }: Offer, worker: number): Promise<Task[]> {
    const rows = await database.query<Omit<Task, 'cluster'>>(claiming, [
      rooms.map((room) => room.class),
      rooms.map(({ free }) => free),
      rooms.map(({ size }) => size),
      hold,
      worker,
    ]);
    return rows.map((row) => ({ ...row, cluster: database.name })).toSorted((one, other) => one.id - other.id);
  }

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
              run_after = now() + ${backOff('attempts')}, lease_until = null, started_at = null, last_error = $3
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

  async listParkedRoles(database: ClusterDatabase): Promise<string[]> {
    const rows = await database.query<{ role: string }>(
      `select distinct tenant_role as role from jobs.task where state = 'parked'`,
    );
    return rows.map(({ role }) => role);
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
   * What was given out and not heard of in time, or whose worker has lost its connection (`WorkerPresence`), is ready
   * again; or dead when that has happened too often.
   */
  async recover(database: ClusterDatabase): Promise<number> {
    const lost = await database.query(
      `with lost as (
         select id from jobs.task
          where state in ('queued', 'running')
            and (lease_until < now() or (state = 'running' and worker not in (${presentWorkers})))
            for update skip locked)
       update jobs.task t
          set state = case when t.attempts >= ${mostAttempts} then 'dead' else 'ready' end,
              dead_at = case when t.attempts >= ${mostAttempts} then now() end,
              run_after = case t.state when 'running' then now() + ${backOff('t.attempts')} else t.run_after end,
              last_error = case t.state when 'running' then 'Its process was not heard of any more.' else t.last_error end,
              fence = t.fence + 1, lease_until = null, started_at = null
         from lost where t.id = lost.id returning t.id`,
    );
    return lost.length;
  }

  /** For a process that is certainly alone: whoever held a task is gone. */
  async handBackAll(database: ClusterDatabase): Promise<void> {
    await database.query(
      `update jobs.task set state = 'ready', fence = fence + 1, lease_until = null, started_at = null
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

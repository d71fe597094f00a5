import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, UnitOptions } from '#kernel/database';
import type { Offer } from './queue.js';
import type { ClaimedTask } from './task.js';
import { columns, deadline, lease } from './task-columns.js';

/** What a crash of the server takes away of a claim is ready again: no need to wait for the disk. */
const claimUnit: UnitOptions = { isDurable: false, isPrepared: true };

/** So many whose time has come are let in at once. */
const mostRipe = 1_000;

/** Those that nobody else gives out now. A process that stands still in the middle of it keeps them for 5 s at most. */
const locking = `
  select class, set_config('idle_in_transaction_session_timeout', '5s', true) from unnest($1::text[]) as class
   where pg_try_advisory_xact_lock(hashtext('jobs.task'), hashtext(class))`;

/** Whether the row `r` can be taken: its time has come, and none of its key is held. */
const takeable = `
  state = 'ready' and not is_later and run_after <= now()
  and (key is null or not exists (
        select from jobs.task twin where twin.tenant_role = r.tenant_role and twin.kind = r.kind
           and twin.key = r.key and twin.state in ('queued', 'running')))`;

/**
 * The tasks to be given out next. One tenant holds at most its share of a class: half of what the class may hold,
 * divided among those who have work; so the other half is free for who comes now, and nothing idles while only one has
 * work. Those who hold least come first. Of ready tasks with the same key one is taken and the others are removed, for
 * it will read what they were about. Where tasks start in the process that claims them, only its own count as held.
 */
const claiming = `
  with recursive asked as (
    select class, free, size from unnest($1::text[], $2::int[], $3::int[]) as asked (class, free, size)),
  held as (
    select class, tenant_role, count(*) as count from jobs.task
     where state in ('queued', 'running') and class = any($1::text[]) and ($4 = 'queued' or worker = $5) group by 1, 2),
  waiting as (
    select a.class, next.tenant_role from asked a cross join lateral (
      select tenant_role from jobs.task where state = 'ready' and not is_later and class = a.class
       order by tenant_role limit 1) next
    union all
    select w.class, next.tenant_role from waiting w cross join lateral (
      select tenant_role from jobs.task where state = 'ready' and not is_later and class = w.class
         and tenant_role > w.tenant_role order by tenant_role limit 1) next),
  busy as (
    select w.class, w.tenant_role, coalesce(h.count, 0) as held, count(*) over (partition by w.class) as tenants
      from waiting w left join held h using (class, tenant_role) cross join lateral (
        select from jobs.task r where class = w.class and tenant_role = w.tenant_role and ${takeable} limit 1) one),
  due as (
    select b.class, b.held, t.id, t.run_after,
           row_number() over (partition by b.class, b.tenant_role order by t.run_after, t.id) as rank
      from busy b join asked a using (class) cross join lateral (
        select id, run_after from jobs.task r where class = b.class and tenant_role = b.tenant_role and ${takeable}
         order by run_after, id
         limit greatest(0, least(a.free, greatest(1, ceil(a.size / 2.0 / b.tenants))::int - b.held))) t),
  placed as (
    select id, class, held + rank as turn,
           row_number() over (partition by class order by held + rank, run_after, id) as place from due),
  chosen as (
    select t.id, t.tenant_role, t.kind, t.key, p.place, p.turn
      from placed p join asked a using (class) join jobs.task t on t.id = p.id
     where t.state = 'ready'
       and p.place <= case $4 when 'queued'
             then least(a.free, a.size - coalesce((select sum(count) from held h where h.class = a.class), 0))
             else a.free end
       for update of t skip locked),
  kept as (
    select distinct on (tenant_role, kind, coalesce(key, id::text)) * from chosen
     order by tenant_role, kind, coalesce(key, id::text), id),
  folded as (
    delete from jobs.task t using kept k
     where k.key is not null and t.tenant_role = k.tenant_role and t.kind = k.kind and t.key = k.key
       and t.state in ('ready', 'parked') and t.id <> k.id),
  claimed as (
    update jobs.task t
       set state = $4, fence = fence + 1, lease_until = case $4 when 'queued' then ${deadline} else ${lease} end,
           attempts = attempts + ($4 = 'running')::int, started_at = case $4 when 'running' then now() end,
           worker = case $4 when 'running' then $5::int end
      from kept k where t.id = k.id
    returning ${columns}, k.place, k.turn)
  select id, "tenantRole", kind, class, payload, attempts, fence, "schemaVersion", turn from claimed order by place, id`;

/** Which rows of jobs.task are given out next. */
@Injectable()
export class ClaimsRepository {
  /** Lets in those whose time has come; answers whether any could be taken now. Cheap where there are none. */
  async anyDue(database: ClusterDatabase): Promise<boolean> {
    const [row] = await database.query<{ due: boolean }>(
      `with ripe as (
         select id from jobs.task where state = 'ready' and is_later and run_after <= now()
          order by run_after limit ${mostRipe} for update skip locked),
       turned as (update jobs.task set is_later = false where id = any(array(select id from ripe)) returning id)
       select exists (select from turned) or (
         select id from jobs.task where state = 'ready' and not is_later order by class, tenant_role limit 1
       ) is not null as due`,
    );
    return row!.due;
  }

  /**
   * Those who come first are the first. One caller at a time and class gets any; the others get none, and need none. The
   * lock is a statement of its own: what the one before has taken must be seen by the next.
   */
  async claim(database: ClusterDatabase, offer: Offer, worker: number): Promise<ClaimedTask[]> {
    return database.transaction(() => this.claimWithin(database, offer, worker), claimUnit);
  }

  private async claimWithin(
    database: ClusterDatabase,
    { rooms, claimAs }: Offer,
    worker: number,
  ): Promise<ClaimedTask[]> {
    const locked = await database.query<{ class: string }>(locking, [rooms.map((room) => room.class)]);
    const names = new Set(locked.map((row) => row.class));
    const mine = rooms.filter((room) => names.has(room.class));
    if (mine.length === 0) return [];
    const asked = [mine.map((room) => room.class), mine.map(({ free }) => free), mine.map(({ size }) => size)];
    const rows = await database.query<Omit<ClaimedTask, 'cluster'>>(claiming, [...asked, claimAs, worker]);
    return rows.map((row) => ({ ...row, cluster: database.name }));
  }
}

import { Injectable } from '@nestjs/common';
import { type ClusterDatabase } from '#kernel/database';
import type { Task } from './task.js';

const leaseSeconds = 30;
const mostAttempts = 20;

/** The rows of jobs.task as the dispatcher sees them, of all tenants of a cluster. */
@Injectable()
export class TasksRepository {
  /** Takes up to `limit` ready tasks, and those whose lease has run out, for this process. */
  async claim(database: ClusterDatabase, limit: number): Promise<Task[]> {
    return database.query<Task>(
      `with ready as (
         select id from jobs.task where state = 'ready' and run_after <= now()
          order by run_after, id limit $1 for update skip locked),
       lost as (
         select id from jobs.task where state = 'running' and lease_until < now() limit $1 for update skip locked),
       due as (select id from ready union all select id from lost)
       update jobs.task t
          set state = 'running', fence = fence + 1, attempts = attempts + 1, lease_until = now() + $3 * interval '1 second'
         from (select id from due limit $1) d where t.id = d.id
       returning t.id, $2::text as cluster, t.tenant_role as "tenantRole", t.kind, t.class, t.payload, t.attempts, t.fence`,
      [limit, database.name, leaseSeconds],
    );
  }

  /** Back to ready, later each time, with jitter; after too many attempts, or for good, to the dead letters. */
  async fail(database: ClusterDatabase, task: Task, error: string, permanent: boolean): Promise<void> {
    const dead = permanent || task.attempts >= mostAttempts;
    const seconds = Math.min(900, 2 ** task.attempts) * (0.75 + Math.random() / 2);
    await database.query(
      `update jobs.task set state = $3, run_after = now() + $4 * interval '1 second', lease_until = null, last_error = $5
        where id = $1 and fence = $2`,
      [task.id, task.fence, dead ? 'dead' : 'ready', seconds, error.slice(0, 4000)],
    );
  }

  async endLeases(database: ClusterDatabase): Promise<void> {
    await database.query(`update jobs.task set lease_until = '-infinity' where state = 'running'`);
  }

  /** Left for later without counting as an attempt: its tenant is not at work now. */
  async postpone(database: ClusterDatabase, task: Task): Promise<void> {
    await database.query(
      `update jobs.task set state = 'ready', attempts = attempts - 1, lease_until = null, run_after = now() + interval '1 minute'
        where id = $1 and fence = $2`,
      [task.id, task.fence],
    );
  }

  /** Tasks that could run now or are running. */
  async countPending(database: ClusterDatabase): Promise<number> {
    const [row] = await database.query<{ count: number }>(
      `select count(*) as count from jobs.task where state = 'running' or (state = 'ready' and run_after <= now())`,
    );
    return row!.count;
  }
}

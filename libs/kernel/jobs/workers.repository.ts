import { Injectable } from '@nestjs/common';
import type { ClusterDatabase } from '#kernel/database';
import { type Concurrency, taskClasses } from './task-class.js';

/** After so long without a sign of life a process is no worker any more. */
const goneAfter = `interval '15 seconds'`;

/** The rows of jobs.worker. */
@Injectable()
export class WorkersRepository {
  /** Answers its number. */
  async add(database: ClusterDatabase, host: string, concurrency: Concurrency): Promise<number> {
    const [row] = await database.query<{ id: number }>(
      `with gone as (delete from jobs.worker where seen_at < now() - interval '1 hour')
       insert into jobs.worker (host, concurrency) values ($1, $2) returning id`,
      [host, concurrency],
    );
    return row!.id;
  }

  /** Whoever was away for so long that it was taken for gone is there again. */
  async touch(database: ClusterDatabase, id: number, host: string, concurrency: Concurrency): Promise<void> {
    await database.query(
      `insert into jobs.worker (id, host, concurrency) values ($1, $2, $3)
       on conflict (id) do update set seen_at = now()`,
      [id, host, concurrency],
    );
  }

  async remove(database: ClusterDatabase, id: number): Promise<void> {
    await database.query('delete from jobs.worker where id = $1', [id]);
  }

  /** Another one for each deployment. */
  async transportId(database: ClusterDatabase): Promise<string> {
    const [row] = await database.query<{ id: string }>('select id from jobs.transport');
    return row!.id;
  }

  /** How many tasks of each class all workers together run at once. */
  async capacity(database: ClusterDatabase): Promise<Concurrency> {
    const rows = await database.query<{ class: string; count: number }>(
      `select key as class, sum(value::int)::int as count from jobs.worker, jsonb_each_text(concurrency)
        where seen_at > now() - ${goneAfter} group by key`,
    );
    const counts = new Map(rows.map((row) => [row.class, row.count]));
    return Object.fromEntries(taskClasses.map((name) => [name, counts.get(name) ?? 0])) as Concurrency;
  }
}

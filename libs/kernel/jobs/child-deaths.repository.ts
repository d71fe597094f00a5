import { Injectable } from '@nestjs/common';
import type { ClusterDatabase } from '#kernel/database';
import type { TaskTicket } from './task.js';

/** What is kept of the death of a child; it tells how many there have been. */
export const deathText = (why: string, deaths: number): string => `${why} In a row: ${deaths}.`;

/** How often tasks have ended their processes: read from what is kept of their last failure. */
@Injectable()
export class ChildDeaths {
  /** Since the last run that ended otherwise, or never: 0. */
  async count(database: ClusterDatabase, { id, fence }: TaskTicket): Promise<number> {
    const [row] = await database.query<{ deaths: number | null }>(
      `select substring(last_error from '^The process of the task .* In a row: (\\d{1,4})\\.$')::int as deaths
         from jobs.task where id = $1 and fence = $2`,
      [id, fence],
    );
    return row?.deaths ?? 0;
  }
}

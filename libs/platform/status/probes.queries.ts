import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';

export interface TaskPulse {
  readonly workers: number;
  /** Seconds for which the task that waits longest has been waiting; 0 when none does. */
  readonly lag: number;
}

@Injectable()
export class ProbesQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** Whether it answers at all. */
  async pulse(): Promise<void> {
    await this.db.query('select 1');
  }

  async tasks(): Promise<TaskPulse> {
    const [row] = await this.db.query<TaskPulse & Record<string, unknown>>(
      `select (select count(*) from jobs.worker where seen_at > now() - interval '15 seconds') as workers,
              coalesce((select extract(epoch from now() - min(run_after))::float8 from jobs.task
                         where state = 'ready' and not is_later and run_after <= now()), 0) as lag`,
    );
    return row!;
  }
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';

export interface Limit {
  /** What is counted; also the purpose of the rows. */
  readonly purpose: string;
  readonly most: number;
  /** From the first of them. */
  readonly seconds: number;
}

/** One row for what is counted, found by this. */
export const counterKey = (purpose: string, subject: string): Buffer =>
  createHash('sha256').update(`${purpose}:${subject}`).digest();

/** Counts in rows of access_code, exactly, however many processes count. */
@Injectable()
export class CountersRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** One more within the limit; false, and nothing counted, when there were as many already. */
  async take({ purpose, most, seconds }: Limit, subject: string): Promise<boolean> {
    const counted = await this.db.query(
      `insert into access_code as counter (purpose, hash, subject, uses, expires_at)
       values ($1, $2, $3, 1, now() + make_interval(secs => $5))
       on conflict (hash) do update
          set uses = case when counter.expires_at > now() then counter.uses + 1 else 1 end,
              expires_at = case when counter.expires_at > now() then counter.expires_at else excluded.expires_at end
        where counter.expires_at <= now() or counter.uses < $4
       returning uses`,
      [purpose, counterKey(purpose, subject), subject, most, seconds],
    );
    return counted.length === 1;
  }

  async count(purpose: string, subject: string): Promise<number> {
    const [counter] = await this.db.query<{ uses: number }>(
      'select uses from access_code where hash = $1 and expires_at > now()',
      [counterKey(purpose, subject)],
    );
    return counter?.uses ?? 0;
  }

  /**
   * Removes what means nothing any more, also of others than counters; an invitation is left for a month as a trace of
   * what was done. Answers how many.
   */
  async sweep(most: number): Promise<number> {
    const removed = await this.db.query(
      `delete from access_code
        where id in (select id from access_code
                      where expires_at < now() - case purpose when 'invite' then interval '30 days' else interval '5 minutes' end
                      limit $1 for update skip locked)
       returning id`,
      [most],
    );
    return removed.length;
  }
}

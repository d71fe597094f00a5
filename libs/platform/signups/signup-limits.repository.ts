import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';

@Injectable()
export class SignupLimitsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async isSpent(hash: Buffer, most: number): Promise<boolean> {
    const rows = await this.db.query(
      'select from platform.signup_count where hash = $1 and uses >= $2 and expires_at > now()',
      [hash, most],
    );
    return rows.length > 0;
  }

  /** One more within a day from the first; false, and nothing counted, when there were as many already. */
  async take(hash: Buffer, most: number): Promise<boolean> {
    const counted = await this.db.query(
      `insert into platform.signup_count as counter (hash, uses, expires_at)
       values ($1, 1, now() + interval '1 day')
       on conflict (hash) do update
          set uses = case when counter.expires_at > now() then counter.uses + 1 else 1 end,
              expires_at = case when counter.expires_at > now() then counter.expires_at else excluded.expires_at end
        where counter.expires_at <= now() or counter.uses < $2
       returning uses`,
      [hash, most],
    );
    return counted.length > 0;
  }
}

import { Injectable } from '@nestjs/common';
import { MasterKey } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';

export interface MailLimit {
  /** What is counted. */
  readonly what: string;
  readonly most: number;
  /** From the first of them. */
  readonly seconds: number;
}

/** Counts in rows, exactly, however many processes count. */
@Injectable()
export class MailCountsRepository {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly masterKey: MasterKey,
  ) {}

  /** One more within the limit; false, and nothing counted, when there were as many already. */
  async take({ what, most, seconds }: MailLimit, subject: string): Promise<boolean> {
    const counted = await this.db.query(
      `insert into platform.mail_count as counter (hash, uses, expires_at)
       values ($1, 1, now() + make_interval(secs => $3))
       on conflict (hash) do update
          set uses = case when counter.expires_at > now() then counter.uses + 1 else 1 end,
              expires_at = case when counter.expires_at > now() then counter.expires_at else excluded.expires_at end
        where counter.expires_at <= now() or counter.uses < $2
       returning uses`,
      [Buffer.from(this.masterKey.token('mail-count', `${what}:${subject}`), 'base64url'), most, seconds],
    );
    return counted.length === 1;
  }

  async removeOld(most: number): Promise<void> {
    await this.db.query(
      `delete from platform.mail_count
        where hash in (select hash from platform.mail_count where expires_at < now() limit $1 for update skip locked)`,
      [most],
    );
  }
}

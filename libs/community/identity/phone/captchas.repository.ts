import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';

@Injectable()
export class CaptchasRepository {
  constructor(private readonly db: TenantDatabase) {}

  async add(hash: Buffer, proof: Buffer, seconds: number): Promise<void> {
    await this.db.query(
      `insert into access_code (purpose, hash, answer, expires_at)
       values ('captcha', $1, $2, now() + make_interval(secs => $3))`,
      [hash, proof, seconds],
    );
  }

  /** What proves it, for one caller only: whoever asks has used it up. */
  async take(hash: Buffer): Promise<Buffer | null> {
    const [taken] = await this.db.query<{ answer: Buffer; live: boolean }>(
      `delete from access_code where hash = $1 and purpose = 'captcha' returning answer, expires_at > now() as live`,
      [hash],
    );
    return taken?.live ? taken.answer : null;
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { counterKey } from '../counters.repository.js';

export interface PhoneCode {
  readonly id: Id;
  readonly answer: Buffer;
  /** How often a number was bound by it. */
  readonly uses: number;
}

export interface NewPhoneCode {
  readonly hash: Buffer;
  readonly phone: string;
  readonly proof: Buffer;
  /** Who asked for it, and alone may use it; null: a guest did. */
  readonly memberId: Id | null;
}

export type Reservation = 'taken' | 'too-soon' | 'used-up';

const perDay = 'phone-day';

@Injectable()
export class PhoneCodesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** One of the ten messages that a phone gets in a day of this time zone, no two of them within a minute. */
  async reserve(phone: string, timeZone: string): Promise<Reservation> {
    const [answer] = await this.db.query<{ taken: boolean; usedUp: boolean }>(
      `with taken as (
         insert into access_code as day (purpose, hash, subject, uses, used_at, expires_at)
         values ('${perDay}', $1, $2, 1, now(), (date_trunc('day', now() at time zone $3) + interval '1 day') at time zone $3)
         on conflict (hash) do update
            set uses = case when day.expires_at > now() then day.uses + 1 else 1 end,
                used_at = now(), expires_at = excluded.expires_at
          where day.used_at <= now() - interval '1 minute' and (day.uses < 10 or day.expires_at <= now())
         returning id)
       select exists (select from taken) as taken,
              exists (select from access_code where hash = $1 and uses >= 10 and expires_at > now()) as "usedUp"`,
      [counterKey(perDay, phone), phone, timeZone],
    );
    if (answer!.taken) return 'taken';
    return answer!.usedUp ? 'used-up' : 'too-soon';
  }

  async add({ hash, phone, proof, memberId }: NewPhoneCode): Promise<void> {
    await this.db.query(
      `insert into access_code (purpose, hash, subject, answer, member_id, expires_at)
       values ('phone', $1, $2, $3, $4, now() + interval '5 minutes')`,
      [hash, phone, proof, memberId],
    );
  }

  /** As if it had not been asked for, but for the minute until the next one. */
  async giveBack({ hash, phone }: NewPhoneCode): Promise<void> {
    await this.db.query(
      `with gone as (delete from access_code where hash = $1)
       update access_code set uses = uses - 1 where hash = $2 and uses > 0`,
      [hash, counterKey(perDay, phone)],
    );
  }

  /** The last one that this member may use for the phone; the open unit of work keeps others from it. */
  async lockLatest(phone: string, memberId: Id): Promise<PhoneCode | null> {
    const [code] = await this.db.query<PhoneCode & Row>(
      `select id, answer, uses from access_code
        where purpose = 'phone' and subject = $1 and expires_at > now() and coalesce(member_id, $2) = $2
        order by created_at desc, id desc limit 1 for update`,
      [phone, memberId],
    );
    return code ?? null;
  }

  async isTaken(phone: string, besides: Id): Promise<boolean> {
    const found = await this.db.query('select from member where phone = $1 and id <> $2 and deleted_at is null', [
      phone,
      besides,
    ]);
    return found.length > 0;
  }

  /** Breaks `member_phone_key` when another member has the number after all. */
  async bind(memberId: Id, phone: string, codeId: Id): Promise<void> {
    await this.db.query(
      `with used as (update access_code set uses = uses + 1, used_at = now() where id = $3)
       update member set phone = $2, revision = revision + 1 where id = $1 and phone <> $2`,
      [memberId, phone, codeId],
    );
  }
}

export const phoneKey = 'member_phone_key';

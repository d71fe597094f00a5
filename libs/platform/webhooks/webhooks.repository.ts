import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';

export interface WebhookRow {
  readonly url: string;
  readonly events: readonly string[];
}

export interface WebhookChange {
  readonly url: string | null;
  readonly events: readonly string[] | null;
  readonly active: boolean | null;
}

@Injectable()
export class WebhooksRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Null when there are so many already. */
  async add({ url, events }: WebhookRow, salt: string, most: number): Promise<Id | null> {
    await this.db.query('lock table platform.webhook in share row exclusive mode'); // who counts, counts alone
    const [row] = await this.db.query<{ id: Id }>(
      `insert into platform.webhook (url, events, salt)
       select $1, $2, $3 where (select count(*) from platform.webhook) < $4 returning id`,
      [url, events, salt, most],
    );
    return row?.id ?? null;
  }

  /** Answers whether there is such a one. Switched on again it begins anew. */
  async change(id: Id, { url, events, active }: WebhookChange): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.webhook
          set url = coalesce($2, url), events = coalesce($3, events), is_active = coalesce($4, is_active),
              failing_since = case when $4 or $2 <> url then null else failing_since end,
              gave_up_at = case when $4 then null else gave_up_at end, updated_at = now()
        where id = $1 returning id`,
      [id, url, events, active],
    );
    return rows.length === 1;
  }

  /** The secret before stays good for so long. */
  async rotate(id: Id, salt: string, overlapHours: number): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.webhook
          set previous_salt = salt, previous_until = now() + $3 * interval '1 hour', salt = $2, updated_at = now()
        where id = $1 returning id`,
      [id, salt, overlapHours],
    );
    return rows.length === 1;
  }

  /** With all that is on its way. Answers where it led. */
  async remove(id: Id): Promise<string | null> {
    const [row] = await this.db.query<{ url: string }>('delete from platform.webhook where id = $1 returning url', [
      id,
    ]);
    return row?.url ?? null;
  }

  /** Answers whether it had been failing. */
  async noteSuccess(id: Id): Promise<boolean> {
    const [row] = await this.db.query<{ failed: boolean }>(
      `with before as (select failing_since from platform.webhook where id = $1 for update)
       update platform.webhook set failing_since = null, arrived_at = now() from before where id = $1
       returning before.failing_since is not null as failed`,
      [id],
    );
    return row?.failed ?? false;
  }

  /** `since`: when what has failed now was tried first. Answers whether nothing has arrived for so long that it is switched off. */
  async noteFailure(id: Id, since: Date, patience: string): Promise<boolean> {
    const [row] = await this.db.query<Row & { off: boolean }>(
      `with silence as (
         select coalesce(failing_since, greatest($2::timestamptz, arrived_at)) as since from platform.webhook where id = $1)
       update platform.webhook
          set failing_since = since, is_active = since > now() - $3::interval,
              gave_up_at = case when since > now() - $3::interval then gave_up_at else now() end
         from silence where id = $1 and is_active returning not is_active as off`,
      [id, since, patience],
    );
    return row?.off ?? false;
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';

/** For so long a message is tried. */
export const patience = '3 days';
/** A task that was made for a try and has not run by then is not waited for. */
const taskPatience = `interval '5 minutes'`;
const mostAtOnce = 100;
const keptFor = `interval '30 days'`;

export interface NewMessage {
  readonly message: string;
  readonly type: string;
  readonly tenantId: Id | null;
  readonly body: string;
}

export interface Given extends Row {
  readonly id: Id;
  readonly attempts: number;
}

export interface Outcome {
  readonly status: number | null;
  /** Null: it has arrived. */
  readonly error: string | null;
}

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** To these webhooks, unless they have it. Answers what can be sent now: not to those where nothing arrives. */
  async add(webhookIds: readonly Id[], { message, type, tenantId, body }: NewMessage): Promise<Given[]> {
    return this.db.query<Given>(
      `with added as (
         insert into platform.webhook_delivery (webhook_id, message, type, tenant_id, body, given_at)
         select id, $2, $3, $4, $5, case when failing_since is null then now() end
           from platform.webhook where id = any($1::bigint[])
         on conflict (webhook_id, message) do nothing returning id, attempts, given_at)
       select id, attempts from added where given_at is not null`,
      [webhookIds, message, type, tenantId, body],
    );
  }

  /** For a test, wherever it leads at the moment. */
  async addOne(webhookId: Id, { message, type, tenantId, body }: NewMessage): Promise<Given> {
    const [row] = await this.db.query<Given>(
      `insert into platform.webhook_delivery (webhook_id, message, type, tenant_id, body, given_at)
       values ($1, $2, $3, $4, $5, now()) returning id, attempts`,
      [webhookId, message, type, tenantId, body],
    );
    return row!;
  }

  /** What is due, of one webhook or of all; of one where nothing arrives only the first, to see whether it does again. */
  async giveDue(webhookId: Id | null): Promise<Given[]> {
    return this.db.query<Given>(
      `with due as (
         select d.id, w.failing_since is not null as fails,
                row_number() over (partition by d.webhook_id order by d.next_at, d.id) as place
           from platform.webhook_delivery d join platform.webhook w on w.id = d.webhook_id
          where d.state = 'pending' and w.is_active and d.next_at <= now()
            and (d.given_at is null or d.given_at < now() - ${taskPatience})
            and ($1::bigint is null or d.webhook_id = $1))
       update platform.webhook_delivery d set given_at = now() from due
        where d.id = due.id and due.place <= case when due.fails then 1 else ${mostAtOnce} end
       returning d.id, d.attempts`,
      [webhookId],
    );
  }

  /** Once more from the start, whatever became of it. Null: this webhook has no such delivery. */
  async giveAgain(webhookId: Id, id: Id): Promise<Given | null> {
    const [row] = await this.db.query<Given>(
      `update platform.webhook_delivery
          set state = 'pending', begun_at = now(), next_at = now(), given_at = now(), ended_at = null
        where id = $2 and webhook_id = $1 returning id, attempts`,
      [webhookId, id],
    );
    return row ?? null;
  }

  /** Answers whether this try is the one that counts: another may have been made of the same task. */
  async noteArrived(id: Id, attempt: number, status: number): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.webhook_delivery
          set state = 'delivered', attempts = attempts + 1, status = $3, error = null, given_at = null, ended_at = now()
        where id = $1 and attempts = $2 and state = 'pending' returning id`,
      [id, attempt, status],
    );
    return rows.length === 1;
  }

  /**
   * It is tried again after three times as long as it has been tried so far, at least 15 seconds and at most 12 hours; the
   * last time when its days are over. Answers since when it is tried, null where this try does not count.
   */
  async noteFailed(id: Id, attempt: number, { status, error }: Outcome): Promise<Date | null> {
    const [row] = await this.db.query<{ begun: Date }>(
      `with pace as (
         select (0.9 + random() / 5) * least(interval '12 hours', greatest(interval '15 seconds', 3 * (now() - begun_at))) as wait,
                begun_at + interval '${patience}' as last
           from platform.webhook_delivery where id = $1)
       update platform.webhook_delivery d
          set attempts = attempts + 1, status = $3, error = $4, given_at = null,
              next_at = least(now() + wait, last),
              state = case when now() < last then 'pending' else 'dead' end,
              ended_at = case when now() < last then null else now() end
         from pace where d.id = $1 and d.attempts = $2 and d.state = 'pending' returning d.begun_at as begun`,
      [id, attempt, status, error],
    );
    return row?.begun ?? null;
  }

  /** Of a webhook that was switched off. */
  async giveUp(webhookId: Id): Promise<number> {
    const rows = await this.db.query(
      `update platform.webhook_delivery set state = 'dead', ended_at = now(), error = coalesce(error, 'The webhook was switched off.')
        where webhook_id = $1 and state = 'pending' returning id`,
      [webhookId],
    );
    return rows.length;
  }

  /** What waits for a webhook that somebody has switched off does not wait forever. */
  async endOverdue(): Promise<void> {
    await this.db.query(
      `update platform.webhook_delivery d set state = 'dead', ended_at = now(), error = coalesce(error, 'The webhook was switched off.')
         from platform.webhook w
        where d.webhook_id = w.id and not w.is_active and d.state = 'pending' and d.begun_at < now() - interval '${patience}'`,
    );
  }

  async removeOld(most: number): Promise<void> {
    await this.db.query(
      `delete from platform.webhook_delivery where id in (
         select id from platform.webhook_delivery where state <> 'pending' and ended_at < now() - ${keptFor}
          order by ended_at limit $1)`,
      [most],
    );
  }
}

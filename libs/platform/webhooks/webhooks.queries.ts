import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { TenantState } from '#kernel/scope';
import { type DeliveryState, type DeliveryView, everything, type WebhookView } from './webhooks.dto.js';

/** What a message says of the community that it is about. */
export interface ToldTenant extends Row {
  readonly id: Id;
  readonly slug: string;
  readonly name: string;
  readonly state: TenantState;
}

/** A message that is to be sent now. */
export interface Due extends Row {
  readonly webhookId: Id;
  readonly url: string;
  readonly message: string;
  readonly body: string;
  /** The newest first. */
  readonly salts: readonly string[];
}

const webhookColumns = `
  id, url, events, is_active as active, failing_since, gave_up_at,
  case when previous_until > now() then previous_until end as old_secret_until, created_at, updated_at`;
const deliveryColumns = `
  d.id, d.message, d.type, d.tenant_id, d.state, d.attempts, d.status, d.error,
  case when d.state = 'pending' then d.next_at end as next_at, d.created_at, d.ended_at`;

/** Each read is one statement. */
@Injectable()
export class WebhooksQueries {
  constructor(private readonly db: PlatformDatabase) {}

  async find(id: Id): Promise<WebhookView | null> {
    const [row] = await this.db.query<WebhookView & Row>(
      `select ${webhookColumns} from platform.webhook where id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Newest first, one more than asked for. */
  async list({ limit, before }: Stretch): Promise<WebhookView[]> {
    return this.db.query<WebhookView & Row>(
      `select ${webhookColumns} from platform.webhook where ($1::bigint is null or id < $1) order by id desc limit $2`,
      [before, limit + 1],
    );
  }

  /** Newest first, one more than asked for. */
  async listDeliveries(
    webhookId: Id,
    state: DeliveryState | null,
    { limit, before }: Stretch,
  ): Promise<DeliveryView[]> {
    return this.db.query<DeliveryView & Row>(
      `select ${deliveryColumns} from platform.webhook_delivery d
        where d.webhook_id = $1 and ($2::text is null or d.state = $2) and ($3::bigint is null or d.id < $3)
        order by d.id desc limit $4`,
      [webhookId, state, before, limit + 1],
    );
  }

  async findDelivery(id: Id): Promise<DeliveryView | null> {
    const [row] = await this.db.query<DeliveryView & Row>(
      `select ${deliveryColumns} from platform.webhook_delivery d where d.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Ids of the active webhooks that want to be told of this. A webhook hears nothing of what was before it. */
  async listConcerned(type: string, at: string): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select id from platform.webhook
        where is_active and events && array[$1, '${everything}'] and created_at <= $2::timestamptz order by id`,
      [type, at],
    );
    return rows.map(({ id }) => id);
  }

  async findTenant(id: Id): Promise<ToldTenant | null> {
    const [row] = await this.db.query<ToldTenant>('select id, slug, name, state from platform.tenant where id = $1', [
      id,
    ]);
    return row ?? null;
  }

  /** Null when there is nothing to send: it has been, was given up, or its webhook is switched off. */
  async findDue(id: Id, attempt: number): Promise<Due | null> {
    const [row] = await this.db.query<Due>(
      `select d.webhook_id as "webhookId", w.url, d.message, d.body,
              array_remove(array[w.salt, case when w.previous_until > now() then w.previous_salt end], null) as salts
         from platform.webhook_delivery d join platform.webhook w on w.id = d.webhook_id
        where d.id = $1 and d.attempts = $2 and d.state = 'pending' and w.is_active`,
      [id, attempt],
    );
    return row ?? null;
  }
}

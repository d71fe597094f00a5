import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { Notice } from './notice.js';

@Injectable()
export class MessagesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** One message for each receiver who has none under this notice's key; answers who has got one now. */
  async addNotices(notice: Notice, receiverIds: readonly Id[], briefs: readonly string[]): Promise<Id[]> {
    const { type, senderId, postId, commentId, replyId, key } = notice;
    const rows = await this.db.query<{ receiver_id: Id }>(
      `insert into message (receiver_id, brief, type, sender_id, post_id, comment_id, reply_id, dedupe_key)
       select receiver_id, brief, $3, $4, $5, $6, $7, $8 || ':' || receiver_id
         from unnest($1::bigint[], $2::text[]) as receiver (receiver_id, brief)
       on conflict (dedupe_key) do nothing returning receiver_id`,
      [receiverIds, briefs, type, senderId, postId, commentId ?? null, replyId ?? 0, key],
    );
    return rows.map((row) => row.receiver_id);
  }

  /** Whose message it is, null if there is none; theirs it is read from now on. */
  async markRead(memberId: Id, messageId: Id): Promise<Id | null> {
    const [found] = await this.db.query<{ receiver_id: Id }>(
      `with read as (
         update message set read_at = now(), revision = revision + 1
          where id = $1 and receiver_id = $2 and read_at is null)
       select receiver_id from message where id = $1`,
      [messageId, memberId],
    );
    return found?.receiver_id ?? null;
  }

  async markAllRead(memberId: Id): Promise<void> {
    await this.db.query(
      'update message set read_at = now(), revision = revision + 1 where receiver_id = $1 and read_at is null',
      [memberId],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { hiddenFromSql } from '#community/relations';
import { briefs, messageType } from './message-kinds.js';
import type { Notice } from './notice.js';

/** Whatever changes many messages locks them in this order, so that two of them never wait for one another. */
const inOrder = (where: string): string => `select id from message where ${where} order by id for no key update`;

@Injectable()
export class MessagesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * One message for each receiver who has none under this notice's key, and has not muted the sender nor is kept apart
   * from them by a block; answers who has got one now.
   */
  async addNotices(notice: Notice, receiverIds: readonly Id[], briefs: readonly string[]): Promise<Id[]> {
    const { type, senderId, postId, commentId, replyId, key } = notice;
    const rows = await this.db.query<{ receiver_id: Id }>(
      `insert into message (receiver_id, brief, type, sender_id, post_id, comment_id, reply_id, dedupe_key)
       select receiver_id, brief, $3, $4, $5, $6, $7, $8 || ':' || receiver_id
         from unnest($1::bigint[], $2::text[]) as receiver (receiver_id, brief)
        where $4::bigint <> all (${hiddenFromSql('receiver.receiver_id')})
       on conflict (dedupe_key) do nothing returning receiver_id`,
      [receiverIds, briefs, type, senderId, postId, commentId ?? null, replyId ?? 0, key],
    );
    return rows.map((row) => row.receiver_id);
  }

  /** Answers who has got it now; once for each post. */
  async addRemovalNotice(authorId: Id, postId: Id): Promise<Id[]> {
    const rows = await this.db.query<{ receiver_id: Id }>(
      `insert into message (receiver_id, type, brief, post_id, dedupe_key)
       values ($1, ${messageType.system}, '${briefs.removed}', $2, 'post-removed:' || $2::bigint)
       on conflict (dedupe_key) do nothing returning receiver_id`,
      [authorId, postId],
    );
    return rows.map((row) => row.receiver_id);
  }

  /** To all who look after the community, in its own name; once for each key. Answers who has got it now. */
  async addAdministratorNotices(brief: string, key: string): Promise<Id[]> {
    const rows = await this.db.query<{ receiver_id: Id }>(
      `insert into message (receiver_id, type, brief, dedupe_key)
       select id, ${messageType.system}, $1, $2 || ':' || id
         from member where is_admin and status = 1 and deleted_at is null
       on conflict (dedupe_key) do nothing returning receiver_id`,
      [brief, key],
    );
    return rows.map((row) => row.receiver_id);
  }

  /** Of the post, its comments and their replies; answers whose messages are fewer now. */
  async removeNotices(postId: Id): Promise<Id[]> {
    const { post, comment, reply } = messageType;
    const rows = await this.db.query<{ receiver_id: Id }>(
      `with rows as materialized (${inOrder(`post_id = $1 and type in (${post}, ${comment}, ${reply})`)}),
       removed as (delete from message using rows where message.id = rows.id returning receiver_id)
       select distinct receiver_id from removed`,
      [postId],
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

  /** Those of them that the member received. */
  async markManyRead(memberId: Id, messageIds: readonly Id[]): Promise<void> {
    await this.readAll('receiver_id = $1 and read_at is null and id = any ($2)', [memberId, messageIds]);
  }

  /** What one member has written to another in private. */
  async markWhispersRead(memberId: Id, senderId: Id): Promise<void> {
    const whispers = `receiver_id = $1 and read_at is null and sender_id = $2 and type = ${messageType.whisper}`;
    await this.readAll(whispers, [memberId, senderId]);
  }

  async markAllRead(memberId: Id): Promise<void> {
    await this.readAll('receiver_id = $1 and read_at is null', [memberId]);
  }

  /** Of whom this friend request is that the member received; null if there is none. */
  async findAsker(memberId: Id, messageId: Id): Promise<Id | null> {
    const [found] = await this.db.query<{ sender_id: Id | null }>(
      `select sender_id from message where id = $1 and receiver_id = $2 and type = ${messageType.friendRequest}`,
      [messageId, memberId],
    );
    return found?.sender_id ?? null;
  }

  private async readAll(where: string, values: readonly unknown[]): Promise<void> {
    await this.db.query(
      `with rows as materialized (${inOrder(where)})
       update message set read_at = now(), revision = revision + 1 from rows where message.id = rows.id`,
      [...values],
    );
  }
}

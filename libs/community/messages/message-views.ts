import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import type { Id, Row } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import type { Member } from '#community/identity';
import { memberCard } from '#community/members';
import { noPostJson, PostQuotes, PostViews } from '#community/posts';

/** A message with all it shows: three members' cards, the post's columns, and those of comment `c_` and reply `r_`. */
export type MessageRow = Row & {
  readonly messageId: Id;
  readonly senderId: Id | null;
  readonly receiverId: Id;
  readonly type: number;
  readonly brief: string;
  readonly content: string;
  readonly aboutPost: Id | null;
  readonly aboutComment: Id | null;
  readonly aboutReply: Id;
  readonly isRead: boolean;
  readonly sentOn: number;
  readonly changedOn: number;
  /** Of the post; null when there is none, or none that the reader may see. */
  readonly id: Id | null;
  readonly c_id: Id | null;
  readonly c_content: string | null;
  readonly r_id: Id | null;
  readonly r_content: string | null;
};

// Clients look into these without asking whether they are there.
const noComment = { post_id: 0, user_id: 0, ip_loc: '', is_essense: 0, reply_count: 0, thumbs_up_count: 0 };
const noReply = { comment_id: 0, user_id: 0, at_user_id: 0, content: '', ip_loc: '', thumbs_up_count: 0 };

/** Messages as the wire has them, each post put in as the JSON it is. */
@Injectable()
export class MessageViews {
  constructor(
    private readonly posts: PostViews,
    private readonly quotes: PostQuotes,
    private readonly config: Config,
  ) {}

  /** In the same order. Asks once for all that the posts of these messages quote, if any does. */
  async list(reader: Member, rows: readonly MessageRow[]): Promise<string[]> {
    const cards = rows.flatMap((row) => (row.id === null ? [] : [this.posts.card(row)]));
    const posts = new Map((await this.quotes.load(reader, cards)).map((card) => [card.id, this.posts.json(card)]));
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return rows.map((row) => json(row, site, posts.get(row.id!) ?? noPostJson));
  }
}

function json(row: MessageRow, site: string, post: string): string {
  const before = {
    id: row.messageId,
    sender_user_id: row.senderId ?? 0,
    sender_user: memberCard(row, site, 'sender'),
    receiver_user_id: row.receiverId,
    receiver_user: memberCard(row, site, 'receiver'),
    type: row.type,
    brief: row.brief,
    content: row.content,
    post_id: row.aboutPost ?? 0,
  };
  const after = {
    comment_id: row.aboutComment ?? 0,
    comment: commentOf(row),
    reply_id: row.aboutReply,
    reply: replyOf(row),
    is_read: Number(row.isRead),
    created_on: row.sentOn,
    modified_on: row.changedOn,
  };
  return `${JSON.stringify(before).slice(0, -1)},"post":${post},${JSON.stringify(after).slice(1)}`;
}

/** With the original's spelling, without the address it was written from. */
function commentOf(row: MessageRow): object {
  if (row.c_id === null) return noComment;
  return {
    ...marksOf(row, 'c'),
    post_id: row.aboutPost,
    user_id: row['c_author'] as Id,
    ip_loc: row['c_place'] as string,
    is_essense: Number(row['c_essence']),
    reply_count: row['c_replies'] as number,
    thumbs_up_count: row['c_ups'] as number,
  };
}

function replyOf(row: MessageRow): object {
  if (row.r_id === null) return noReply;
  return {
    ...marksOf(row, 'r'),
    comment_id: row.aboutComment,
    user_id: row['r_author'] as Id,
    at_user_id: (row['r_at'] as Id | null) ?? 0,
    content: row.r_content ?? '',
    ip_loc: row['r_place'] as string,
    thumbs_up_count: row['r_ups'] as number,
  };
}

const marksOf = (row: MessageRow, of: 'c' | 'r'): object => ({
  id: row[`${of}_id`] as Id,
  created_on: row[`${of}_created`] as number,
  modified_on: row[`${of}_modified`] as number,
  deleted_on: 0,
  is_del: 0,
});

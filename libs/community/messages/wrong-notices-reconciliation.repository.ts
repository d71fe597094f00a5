import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { isPendingSql } from '#kernel/jobs';
import { requestState } from '#community/relations';
import { messageType } from './message-kinds.js';
import type { NoticeBatch } from './missing-notices-reconciliation.repository.js';
import { answerPendingSql, requestKeySql } from './request-notices-reconciliation.repository.js';

const { post, comment, reply, friendRequest, system } = messageType;
const { accepted, refused, ended } = requestState;

/** Nothing in the row of this comment or post is otherwise than the notice says, or the row is gone. */
const agreesWith = (table: 'comment' | 'post', id: string, otherwise: string): string =>
  `not exists (select from ${table} about where about.id = ${id} and (${otherwise}))`;
const ofPost = `${agreesWith('post', 'g.post_id', 'about.author_id is distinct from g.sender_id')}
  and g.comment_id is null and g.reply_id = 0`;

/**
 * A notice says what its key says, letter for letter, so that a key, whatever it is, need not be read as numbers; and
 * what the row says that it is about. Nobody changes who wrote that, nor where.
 */
const isItself = `case split_part(g.dedupe_key, ':', 1)
  when 'commented' then g.type = ${comment} and g.dedupe_key = concat('commented:', g.comment_id, ':', g.receiver_id) and g.reply_id = 0
    and ${agreesWith(
      'comment',
      'g.comment_id',
      'about.parent_id is not null or (about.post_id, about.author_id) is distinct from (g.post_id, g.sender_id)',
    )}
  when 'replied' then g.type = ${reply} and g.dedupe_key = concat('replied:', g.reply_id, ':', g.receiver_id)
    and ${agreesWith(
      'comment',
      'g.reply_id',
      '(about.parent_id, about.post_id, about.author_id) is distinct from (g.comment_id, g.post_id, g.sender_id)',
    )}
  when 'post-quoted' then g.type = ${post} and g.dedupe_key = concat('post-quoted:', g.post_id, ':', g.receiver_id) and ${ofPost}
  when 'post-mentioned' then g.type = ${post} and g.dedupe_key = concat('post-mentioned:', g.post_id, ':', g.receiver_id) and ${ofPost}
  when 'post-removed' then g.type = ${system} and g.dedupe_key = concat('post-removed:', g.post_id)
    and ${agreesWith('post', 'g.post_id', 'about.author_id <> g.receiver_id')}
    and g.sender_id is null and g.comment_id is null and g.reply_id = 0
  when 'friend-requested' then g.type = ${friendRequest} and g.post_id is null and g.comment_id is null
    and g.dedupe_key = concat('friend-requested:', g.sender_id, ':', split_part(g.dedupe_key, ':', 3), ':', g.receiver_id)
  else true end`;

/** Of a post that is gone; or of a request that is over and has not been answered. */
const isStale = `(
  g.type in (${post}, ${comment}, ${reply})
     and not exists (select from post p where p.id = g.post_id and p.deleted_at is null)
     and not ${isPendingSql('messages.forget-post-notices', 'postId', 'g.post_id')}
  or g.type = ${friendRequest} and g.reply_id not in (${accepted}, ${refused})
     and not exists (select from relation r where r.kind = 'request' and r.member_id = g.sender_id
                        and r.other_id = g.receiver_id and r.state <> ${ended} and ${requestKeySql('r')} = g.dedupe_key)
     and not ${answerPendingSql('g.sender_id', 'g.receiver_id')})`;

/**
 * The condition is about `g`, the locked row, so that one which was put right meanwhile stays. The ids are an array, so
 * that the rows are found by the index, however many the batch is expected to have.
 */
const forgetting = (isWrong: string): string => `
  with batch as materialized (select id from message where id > $1 order by id limit $2),
  wrong as materialized (
    select id from message g where id = any (array(select id from batch)) and ${isWrong} order by id for no key update),
  forgotten as (delete from message g using wrong where g.id = wrong.id returning g.receiver_id)
  select (select count(*) from batch) as checked, (select max(id) from batch) as last,
         array(select receiver_id from forgotten) as changed`;

const forgettingAstray = forgetting(`not ${isItself}`);
const forgettingStale = forgetting(isStale);

/** Messages that should not be there. */
@Injectable()
export class WrongNoticesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Takes away those of the next messages that are another's, or about something else, than they were told as. */
  async forgetAstray(after: Id, count: number): Promise<NoticeBatch> {
    return this.run(forgettingAstray, after, count);
  }

  /** Takes away those of the next messages that tell of what is no more; that does not come back. */
  async forgetStale(after: Id, count: number): Promise<NoticeBatch> {
    return this.run(forgettingStale, after, count);
  }

  private async run(sql: string, after: Id, count: number): Promise<NoticeBatch> {
    const [batch] = await this.db.query<NoticeBatch & Row>(sql, [after, count]);
    return batch!;
  }
}

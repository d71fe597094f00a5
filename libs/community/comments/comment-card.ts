import type { Id } from '#kernel/database';
import { type MemberCard, memberCardSql } from '#community/members';
import { seconds } from '#community/posts';

interface Shown {
  readonly id: Id;
  readonly author: MemberCard;
  readonly upCount: number;
  /** The viewer's: 1 up, -1 down, 0 none. */
  readonly vote: number;
  readonly place: string;
  /** Unix seconds. */
  readonly createdOn: number;
  readonly modifiedOn: number;
}

/** A comment as lists and pages show it, to one viewer, with all its replies. */
export interface CommentCard extends Shown {
  readonly postId: Id;
  /** Everybody may see the post. */
  readonly isPublic: boolean;
  /** JSON, as the row has it: see `BlockViews`. */
  readonly blocks: string;
  readonly isEssence: boolean;
  readonly replyCount: number;
  readonly replies: ReplyCard[];
}

export interface ReplyCard extends Shown {
  readonly commentId: Id;
  /** To whom it is addressed; `nobody` if to no one in particular. */
  readonly atMember: MemberCard;
  readonly text: string;
}

/** Columns of comment `c`, which may be a reply, its author `m`, the addressed member `a` and the viewer's vote `v`. */
export const commentCardColumns = (viewer: string): string => `
  c.id, c.post_id as "postId", c.parent_id as "commentId", c.up_count as "upCount", coalesce(v.vote, 0) as vote, c.place,
  ${seconds('c.created_at')} as "createdOn", ${seconds('c.modified_at')} as "modifiedOn",
  case when c.parent_id is null then c.blocks::text end as blocks, c.blocks->0->>'content' as text,
  c.is_essence as "isEssence", c.reply_count as "replyCount",
  ${memberCardSql({ member: 'm', viewer })}, ${memberCardSql({ member: 'a', viewer, prefix: 'at' })}`;

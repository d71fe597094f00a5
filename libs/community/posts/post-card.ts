import type { Id } from '#kernel/database';
import type { MemberCard } from '#community/members';

/** A post as lists and pages show it, to one viewer. Times are Unix seconds. */
export interface PostCard {
  readonly id: Id;
  readonly author: MemberCard;
  /** JSON, as the row has it: see `BlockViews`. */
  readonly blocks: string;
  readonly commentCount: number;
  readonly collectionCount: number;
  readonly shareCount: number;
  readonly starCount: number;
  readonly visibility: number;
  readonly isTop: boolean;
  readonly isEssence: boolean;
  readonly isLock: boolean;
  readonly latestRepliedOn: number;
  readonly createdOn: number;
  readonly modifiedOn: number;
  /** JSON of an array; null when there are none. */
  readonly tags: string | null;
  readonly attachmentPrice: number;
  readonly place: string;
  /** Shown before sensitive texts or pictures; empty for none. */
  readonly cover: string;
  readonly editCount: number;
  /** Which post it quotes or, without blocks of its own, repeats; it may be gone. */
  readonly quotedId: Id | null;
  /** That post, if the viewer may see it: `PostQuotes.load` puts it here. */
  readonly quoted?: PostCard;
}

/** What a post said before an edit. */
export interface PostRevision {
  readonly number: number;
  /** JSON, as the row has it: see `BlockViews`. */
  readonly blocks: string;
  /** JSON of an array; null when there are none. */
  readonly tags: string | null;
  readonly cover: string;
  /** Of the post when this was replaced. */
  readonly visibility: number;
  readonly writtenOn: number;
}

export const seconds = (time: string): string => `floor(date_part('epoch', ${time}))::int8`;

/** Columns of a `PostCard` but its author's, from a row `p` of post. */
export const postCardColumns = `
  p.id, p.blocks::text as blocks, p.comment_count as "commentCount", p.collection_count as "collectionCount",
  p.share_count as "shareCount", p.star_count as "starCount", p.visibility, p.is_top as "isTop",
  p.is_essence as "isEssence", p.is_lock as "isLock", ${seconds('p.latest_replied_at')} as "latestRepliedOn",
  ${seconds('p.created_at')} as "createdOn", ${seconds('p.modified_at')} as "modifiedOn",
  case when p.tags <> '{}' then to_json(p.tags)::text end as tags, p.attachment_price as "attachmentPrice", p.place,
  p.cover, p.edit_count as "editCount", p.quoted_id as "quotedId"`;

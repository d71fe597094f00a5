import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import type { Id, Row } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { memberCard, type MemberCard, memberCardJson, nobody } from '#community/members';
import { BlockViews } from './block-views.js';
import { blockType } from './post-blocks.js';
import type { PostCard, PostRevision } from './post-card.js';
import { visibility, visibilityToWire } from './post-visibility.js';

/** What the wire has in place of a post that is gone or not for the viewer: clients look into it unguarded. */
export const noPostJson = JSON.stringify({
  id: 0,
  user_id: 0,
  user: nobody,
  contents: [],
  comment_count: 0,
  collection_count: 0,
  share_count: 0,
  upvote_count: 0,
  visibility: 0,
  is_top: 0,
  is_essence: 0,
  is_lock: 0,
  latest_replied_on: 0,
  created_on: 0,
  modified_on: 0,
  tags: {},
  attachment_price: 0,
  ip_loc: '',
});

const made = Symbol('made');

/** With what was made of it, or of the card that it is a copy of. A WeakMap would cost as much as making it again. */
interface MadeCard extends PostCard {
  [made]?: { readonly of: PostCard; readonly json: string };
}

/** A post as the wire has it, put together from pieces that are JSON already. */
@Injectable()
export class PostViews {
  constructor(
    private readonly blocks: BlockViews,
    private readonly config: Config,
  ) {}

  /** Of a row with the columns `postCardColumns` and those of its author's card. */
  card(row: Row): PostCard {
    return cardOf(row as unknown as PostCard, memberCard(row, this.site()));
  }

  /** What the card quotes or repeats is shown as far as it is there. Made once of a card that is kept, unless addresses in it change with time. */
  json(card: MadeCard): string {
    const lasts = isForAll(card) && (!card.quoted || isForAll(card.quoted)) && !this.blocks.signsAll();
    if (!lasts) return this.make(card);
    if (card[made]?.of === card) return card[made].json;
    const json = this.make(card);
    card[made] = { of: card, json };
    return json;
  }

  private make(card: PostCard): string {
    if (card.quotedId === null) return `{${this.fields(card)}}`;
    return `{${this.fields(card)},"quoted":${card.quoted ? `{${this.fields(card.quoted)}}` : noPostJson}}`;
  }

  revisionJson({ number, blocks, tags, cover, writtenOn }: PostRevision): string {
    const contents = this.blocks.json(blocks, false); // of what was for others than it is now, no address is for everybody
    return `{"number":${number},"contents":${contents},"tags":${tagsJson(tags)}${coverJson(cover)},"written_on":${writtenOn}}`;
  }

  private fields(card: PostCard): string {
    return (
      `"id":${card.id},"user_id":${card.author.id},"user":${memberCardJson(card.author)},` +
      `"contents":${this.contents(card)},"comment_count":${card.commentCount},` +
      `"collection_count":${card.collectionCount},"share_count":${card.shareCount},"upvote_count":${card.starCount},` +
      `"visibility":${visibilityToWire(card.visibility)},"is_top":${Number(card.isTop)},` +
      `"is_essence":${Number(card.isEssence)},"is_lock":${Number(card.isLock)},` +
      `"latest_replied_on":${card.latestRepliedOn},"created_on":${card.createdOn},"modified_on":${card.modifiedOn},` +
      `"tags":${tagsJson(card.tags)},"attachment_price":${card.attachmentPrice},"ip_loc":${JSON.stringify(card.place)}` +
      coverJson(card.cover) +
      (card.editCount ? `,"edited":${card.editCount}` : '')
    );
  }

  private contents({ id, blocks, quotedId, visibility: level }: PostCard): string {
    if (blocks === '[]' && quotedId !== null) return this.linkTo(quotedId, id);
    return this.blocks.json(blocks, level === visibility.everybody);
  }

  /** For clients that know nothing of repeated posts. */
  private linkTo(quotedId: Id, postId: Id): string {
    const content = `${this.site()}/post/${quotedId}`;
    return JSON.stringify([{ id: 0, post_id: postId, content, type: blockType.link, sort: 100 }]);
  }

  private site(): string {
    return this.config.publicUrl(tenantScope.current().primaryHost);
  }
}

const isForAll = ({ visibility: level }: PostCard): boolean => level === visibility.everybody;

/** Without what else the row has: cards are kept. */
function cardOf(row: Omit<PostCard, 'author'>, author: MemberCard): PostCard {
  return {
    id: row.id,
    author,
    blocks: row.blocks,
    commentCount: row.commentCount,
    collectionCount: row.collectionCount,
    shareCount: row.shareCount,
    starCount: row.starCount,
    visibility: row.visibility,
    isTop: row.isTop,
    isEssence: row.isEssence,
    isLock: row.isLock,
    latestRepliedOn: row.latestRepliedOn,
    createdOn: row.createdOn,
    modifiedOn: row.modifiedOn,
    tags: row.tags,
    attachmentPrice: row.attachmentPrice,
    place: row.place,
    cover: row.cover,
    editCount: row.editCount,
    quotedId: row.quotedId,
  };
}

/** Of a JSON array of names, or null. */
export function tagsJson(tags: string | null): string {
  if (tags === null) return '{}';
  const names = JSON.parse(tags) as string[];
  return `{${names.map((name) => `${JSON.stringify(name)}:1`).join(',')}}`;
}

const coverJson = (cover: string): string => cover && `,"cover":${JSON.stringify(cover).replaceAll('<', '&lt;')}`;

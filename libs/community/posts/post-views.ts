import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import type { Row } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { memberCard, memberCardJson } from '#community/members';
import { BlockViews } from './block-views.js';
import type { PostCard } from './post-card.js';
import { visibilityToWire } from './post-visibility.js';

/** A post as the wire has it, put together from pieces that are JSON already. */
@Injectable()
export class PostViews {
  constructor(
    private readonly blocks: BlockViews,
    private readonly config: Config,
  ) {}

  /** Of a row with the columns `postCardColumns` and those of its author's card. */
  card(row: Row): PostCard {
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return Object.assign(row as unknown as PostCard, { author: memberCard(row, site) });
  }

  json(card: PostCard): string {
    return (
      `{"id":${card.id},"user_id":${card.author.id},"user":${memberCardJson(card.author)},` +
      `"contents":${this.blocks.json(card.blocks)},"comment_count":${card.commentCount},` +
      `"collection_count":${card.collectionCount},"share_count":${card.shareCount},"upvote_count":${card.starCount},` +
      `"visibility":${visibilityToWire(card.visibility)},"is_top":${Number(card.isTop)},` +
      `"is_essence":${Number(card.isEssence)},"is_lock":${Number(card.isLock)},` +
      `"latest_replied_on":${card.latestRepliedOn},"created_on":${card.createdOn},"modified_on":${card.modifiedOn},` +
      `"tags":${tagsJson(card.tags)},"attachment_price":${card.attachmentPrice},"ip_loc":${JSON.stringify(card.place)}}`
    );
  }
}

function tagsJson(tags: string | null): string {
  if (tags === null) return '{}';
  const names = JSON.parse(tags) as string[];
  return `{${names.map((name) => `${JSON.stringify(name)}:1`).join(',')}}`;
}

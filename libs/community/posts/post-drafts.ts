import type { Id } from '#kernel/database';
import { AppError, InvalidRequest } from '#kernel/http';
import type { Settings } from '#community/site';
import {
  type BlockRules,
  blockType,
  blockTypes,
  composeBlocks,
  isAttachment,
  lengthOf,
  type MediaKeys,
  type NewBlock,
} from './post-blocks.js';
import { composeMentions, composeTags } from './post-tags.js';
import { visibility, visibilityFromWire } from './post-visibility.js';
import type { PostTextDto, PublishPostDto } from './posts.dto.js';
import type { RequestKey } from './request-key.js';

/** What its author can say anew in an edit. */
export interface PostText {
  readonly blocks: readonly NewBlock[];
  readonly tags: readonly string[];
  readonly mentions: readonly string[];
  readonly cover?: string;
}

/** A post to be made. */
export interface PostDraft extends PostText {
  readonly visibility: number;
  readonly ip: string | null;
  readonly attachmentPrice?: number;
  readonly quotedId?: Id | null;
  /** When it comes again, the post is there already. */
  readonly request?: RequestKey;
}

const longestCover = 100;

const films = 'Posts of this community carry no films.';
const files = 'Posts of this community carry no attachments.';

function rulesOf({ tweetMaxLength, allowTweetVideo, allowTweetAttachment }: Settings): BlockRules {
  return {
    types: [...blockTypes.texts, ...blockTypes.shownFiles, blockType.link, blockType.attachment],
    textLength: tweetMaxLength,
    blocks: 50,
    media: 9,
    links: 3,
    refusal: 'post.not-published',
    off: new Map([
      ...(allowTweetVideo ? [] : ([[blockType.video, films]] as const)),
      ...(allowTweetAttachment ? [] : ([[blockType.attachment, files]] as const)),
    ]),
  };
}

/** What a request says, as the community's rules have it. `price` decides whether attachments are sold. */
export function composeText(body: PostTextDto, price: number, settings: Settings, media: MediaKeys): PostText {
  const blocks = composeBlocks(body.contents, rulesOf(settings), media);
  return {
    blocks: price > 0 ? blocks.map(sold) : blocks,
    tags: composeTags(body.tags),
    mentions: composeMentions(body.users),
    cover: composeCover(body.cover ?? ''),
  };
}

const isGivenAttachment = (block: unknown): boolean =>
  isAttachment({ type: Number((block as { type?: unknown } | null)?.type) });

const sold = (block: NewBlock): NewBlock =>
  isAttachment(block) ? { ...block, type: blockType.soldAttachment } : block;

function composeCover(given: string): string {
  const cover = given.trim();
  if (lengthOf(cover) > longestCover) throw new InvalidRequest([`cover must have at most ${longestCover} characters`]);
  return cover;
}

/** What holds in the community when a request comes. */
export interface Conditions {
  readonly settings: Settings;
  readonly hasWallet: boolean;
}

export function composeDraft(
  body: PublishPostDto,
  { settings, hasWallet }: Conditions,
  media: MediaKeys,
): Omit<PostDraft, 'ip'> {
  // The original's composer keeps the price of an attachment that was taken out again, and multiplies by 100 in floats.
  const price = body.contents.some(isGivenAttachment) ? Math.round(body.attachment_price ?? 0) : 0;
  if (price > 0 && !(hasWallet && settings.allowTweetAttachmentPrice))
    throw new AppError('site.feature-off', {}, 'Nothing is sold in this community.');
  return {
    ...composeText(body, price, settings, media),
    attachmentPrice: price,
    visibility: composeVisibility(body.visibility ?? 0, settings),
    quotedId: body.quote_id ?? null,
  };
}

export function composeVisibility(wire: number, { useFriendship }: Settings): number {
  const level = visibilityFromWire(wire);
  if (level === visibility.friends && !useFriendship)
    throw new AppError('site.feature-off', {}, 'There are no friends in this community.');
  return level;
}

import type { MessageCard } from '#community/messages';
import { BlockViews } from '#community/posts';
import { Injectable } from '@nestjs/common';
import { type PersonView, postPath, profilePath, textOf, titleOf } from '#web/ui';
import { person } from '../posts/post-models.js';

/** Messages of one kind about one thing, as one row. */
export interface NoticeRow {
  /** Of the newest, and of all. */
  readonly id: number;
  readonly ids: readonly number[];
  readonly kind: RowKind;
  /** Words of its own, of a kind that has none. */
  readonly brief: string;
  /** The latest first, each once; nobody: the community itself, or who has left. */
  readonly people: readonly PersonView[];
  readonly isFromCommunity: boolean;
  readonly excerpt: string;
  /** The reader has said it last. */
  readonly isOwn: boolean;
  readonly at: Date;
  readonly isUnread: boolean;
  /** Null: it is gone. */
  readonly href: string | null;
  readonly isCommentGone: boolean;
  readonly request: MessageCard['request'];
}

export type RowKind = MessageCard['kind'] | 'repeated';

const longestExcerpt = 140;

/** `site`: the community's own address. */
@Injectable()
export class NoticeRows {
  constructor(private readonly blocks: BlockViews) {}

  list(cards: readonly MessageCard[], site: string): NoticeRow[] {
    const groups = new Map<string, MessageCard[]>();
    for (const card of cards) {
      const key = subjectOf(card);
      groups.set(key, [...(groups.get(key) ?? []), card]);
    }
    return [...groups.values()].map((group) => this.row(group, site));
  }

  /** `cards`: the newest first. */
  private row(cards: readonly MessageCard[], site: string): NoticeRow {
    const [newest] = cards as [MessageCard];
    const people = new Map(cards.map(otherOf).map((other) => [other.id, other]));
    people.delete(0);
    const kind = rowKindOf(newest);
    return {
      id: newest.id,
      ids: cards.map(({ id }) => id),
      kind,
      brief: newest.brief,
      people: [...people.values()].map((other) => person(other, site)),
      isFromCommunity: kind === 'removed' || kind === 'other',
      excerpt: excerptOf(this.textOf(newest)),
      isOwn: newest.isOwn,
      at: new Date(newest.sentOn * 1000),
      isUnread: cards.some((card) => !card.isOwn && !card.isRead),
      href: targetOf(newest),
      isCommentGone: newest.post !== null && ofComments.has(kind) && !newest.comment,
      request: newest.request,
    };
  }

  private textOf({ kind, content, comment, reply, post }: MessageCard): string {
    if (kind === 'whispered' || kind === 'friendRequested' || kind === 'other') return content;
    if (reply) return reply.text;
    if (ofComments.has(kind)) return comment?.text ?? '';
    const shown = post && post.blocks === '[]' ? post.quoted : post;
    if (!shown) return '';
    if (shown.cover) return shown.cover;
    const blocks = this.blocks.list(shown.blocks, true);
    return [titleOf(blocks), textOf(blocks)].filter(Boolean).join(' · ');
  }
}

const ofComments = new Set<RowKind>([
  'commented',
  'mentionedInComment',
  'replied',
  'repliedUnderPost',
  'mentionedInReply',
]);

const rowKindOf = ({ kind, post }: MessageCard): RowKind =>
  kind === 'quoted' && post?.blocks === '[]' ? 'repeated' : kind;

const otherOf = ({ isOwn, sender, receiver }: MessageCard) => (isOwn ? receiver : sender);

/** What is of one kind about one thing stands together; what has been read, apart from what is new. */
function subjectOf(card: MessageCard): string {
  const kind = rowKindOf(card);
  const told = (subject: number | null | undefined): string =>
    subject ? `${kind}:${card.isRead}:${subject}` : `alone:${card.id}`;
  if (kind === 'whispered') return told(otherOf(card).id).replace(/:(true|false):/, ':');
  if (kind === 'quoted' || kind === 'repeated') return told(card.post?.quotedId);
  if (kind === 'replied') return told(card.comment?.id);
  return ofComments.has(kind) ? told(card.post?.id) : told(null);
}

/** Where the thing is that a message tells of; null where it is gone, or there is none. */
export function targetOf(card: MessageCard): string | null {
  const other = otherOf(card);
  if (card.kind === 'whispered') return other.id ? conversationPath(other.username) : null;
  if (card.kind === 'friendRequested') return other.id ? profilePath(other.username) : null;
  if (!card.post) return null;
  if (rowKindOf(card) === 'repeated' && card.post.quoted) return postPath(card.post.quoted.id);
  const { comment } = card;
  return postPath(card.post.id) + (comment ? `?comment=${comment.id}#comment-${comment.id}` : '');
}

/** Its newest lines are at its end. */
export const conversationPath = (username: string): string => `/whispers/${encodeURIComponent(username)}#latest`;

function excerptOf(text: string): string {
  const letters = Array.from(text.replace(/\s+/g, ' ').trim());
  return letters.length <= longestExcerpt
    ? letters.join('')
    : `${letters
        .slice(0, longestExcerpt - 1)
        .join('')
        .trimEnd()}…`;
}

import { Injectable } from '@nestjs/common';
import type { CommentCard } from '#community/comments';
import type { MemberCard } from '#community/members';
import { BlockViews, isAttachment, type PostCard, visibility } from '#community/posts';
import { ownPath } from '#web/shell';
import {
  type Audience,
  type BlockView,
  type CommentView,
  filePath,
  type PersonView,
  type PostView,
  type QuotedView,
} from '#web/ui';

/** What services answer, as the components show it; `site` is the community's own address. */
@Injectable()
export class PostModels {
  constructor(private readonly blocks: BlockViews) {}

  post(card: PostCard, site: string): PostView {
    return {
      id: card.id,
      author: person(card.author, site),
      at: time(card.createdOn),
      place: card.place,
      blocks: this.shown(card.blocks, site, card.visibility === visibility.everybody, card.id),
      topics: card.tags === null ? [] : (JSON.parse(card.tags) as string[]),
      comments: card.commentCount,
      stars: card.starCount,
      collections: card.collectionCount,
      shares: card.shareCount,
      cover: card.cover,
      edits: card.editCount,
      price: card.attachmentPrice,
      ...(card.quotedId !== null && { quoted: this.quoted(card, site) }),
      isRepost: card.quotedId !== null && card.blocks === '[]',
      isTop: card.isTop,
      isHighlight: card.isEssence,
      isLocked: card.isLock,
      audience: audienceOf(card),
    };
  }

  comment(card: CommentCard, site: string): CommentView {
    return {
      id: card.id,
      author: person(card.author, site),
      at: time(card.createdOn),
      blocks: this.shown(card.blocks, site, card.isPublic),
      stars: card.upCount,
      isHighlight: card.isEssence,
      replies: card.replies.map(({ id, author, atMember, createdOn, text, upCount }) => ({
        id,
        author: person(author, site),
        to: atMember.id ? person(atMember, site) : null,
        at: time(createdOn),
        text,
        stars: upCount,
      })),
    };
  }

  /** Services load what a post quotes, and nothing further: of a quoted post it is not known. */
  private quoted({ quoted }: PostCard, site: string): QuotedView {
    if (!quoted) return 'missing';
    const post = this.post(quoted, site);
    return post.quoted === undefined ? post : { ...post, quoted: 'unread' };
  }

  private shown(blocks: string, site: string, isPublic: boolean, postId?: number): BlockView[] {
    return this.blocks.list(blocks, isPublic).map(({ id, type, content, alt, file }) => ({
      type,
      content: ownPath(content, site),
      ...(alt !== undefined && { alt }),
      ...(file !== undefined && { file }),
      ...(postId !== undefined && isAttachment({ type }) && { page: filePath(postId, id) }),
    }));
  }
}

const time = (seconds: number): Date => new Date(seconds * 1000);

export const person = ({ nickname, username, avatar }: MemberCard, site: string): PersonView => ({
  name: nickname,
  username,
  avatar: ownPath(avatar, site),
});

const audiences: Readonly<Record<number, Audience>> = {
  [visibility.everybody]: 'public',
  [visibility.nobody]: 'private',
  [visibility.friends]: 'friend',
  [visibility.followers]: 'following',
};

const audienceOf = ({ visibility: level }: PostCard): Audience => audiences[level]!;

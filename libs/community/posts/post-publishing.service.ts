import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { MediaObjectsService, type MediaUse } from '#community/media';
import { MembersService } from '#community/members';
import { PostAllowance } from './post-allowance.repository.js';
import { mediaUses } from './post-blocks.js';
import type { PostCard } from './post-card.js';
import type { PostDraft, PostText } from './post-drafts.js';
import { PostNews } from './post-news.js';
import { PostEditsRepository } from './post-edits.repository.js';
import { tagKey } from './post-tags.js';
import { visibility } from './post-visibility.js';
import { PostCounted, PostEdited, PostPublished, PostQuoted } from './posts.events.js';
import { type MadePost, PostsRepository, type RuledPost } from './posts.repository.js';
import { refuseReusedKey } from './request-key.js';

export type AddedPost = Omit<PostDraft, 'mentions'> & { readonly mentionedIds: readonly Id[] };

/** How a post comes to be or to say something else, with everything that follows; in the unit of work of who wants it. */
@Injectable()
export class PostPublishingService {
  constructor(
    private readonly posts: PostsRepository,
    private readonly edits: PostEditsRepository,
    private readonly members: MembersService,
    private readonly media: MediaObjectsService,
    private readonly news: PostNews,
    private readonly allowance: PostAllowance,
  ) {}

  /** Must come first: the row of a member is locked before any post. */
  async takeTurns(authorId: Id): Promise<void> {
    await this.members.lock(authorId);
  }

  /** Nothing happens a second time when the same request comes again; the answer is the same, or a refusal. */
  async add(authorId: Id, { mentionedIds, ...draft }: AddedPost): Promise<PostCard> {
    const { cover = '', attachmentPrice = 0, quotedId = null, request = null } = draft;
    const tagKeys = draft.tags.map(tagKey);
    const post = { ...draft, authorId, tagKeys, cover, attachmentPrice, quotedId, request };
    const made = await this.posts.insert(post);
    refuseReusedKey(made);
    if (!made.isNew) return made.card;
    await this.addRest(authorId, draft, made);
    const movesTopics = tagKeys.length > 0 && draft.visibility !== visibility.nobody;
    this.news.tell(new PostPublished(made.card.id, authorId, mentionedIds, movesTopics));
    if (draft.visibility === visibility.everybody) this.news.signalNew();
    if (quotedId !== null) {
      this.news.tell(new PostQuoted(made.card.id, quotedId, authorId));
      this.news.tell(new PostCounted(quotedId));
    }
    const card = draft.blocks.some(({ media }) => media) ? await this.withFiles(made.card) : made.card;
    await this.allowance.take();
    return card;
  }

  /** What the post said before is kept as a revision. Needs the post locked. */
  async rewrite({ id, authorId, ...post }: RuledPost, text: PostText): Promise<void> {
    const { blocks, tags, mentions, cover = '' } = text;
    const isPrivate = post.visibility === visibility.nobody;
    const tagKeys = tags.map(tagKey);
    const [named, blockIds] = await Promise.all([
      this.members.findIdsByUsernames(isPrivate ? [] : mentions),
      this.edits.replaceText(id, { blocks, tags, tagKeys, cover }),
    ]);
    const uses = mediaUses(blocks, blockIds);
    if (post.hasMedia || uses.length) await this.useFiles(id, authorId, uses);
    const mentionedIds = named.filter((memberId) => memberId !== authorId);
    const movesTopics = !isPrivate && !isDeepStrictEqual(new Set(tagKeys), new Set(post.tagKeys));
    this.news.tell(new PostEdited(id, authorId, mentionedIds, movesTopics));
  }

  private async addRest(authorId: Id, draft: Omit<AddedPost, 'mentionedIds'>, made: MadePost): Promise<void> {
    const { id, quotedId } = made.card;
    const uses = mediaUses(draft.blocks, made.blockIds);
    await Promise.all([
      this.members.notePosted(authorId, { isPrivate: draft.visibility === visibility.nobody }),
      quotedId !== null && this.posts.addShare(quotedId),
      uses.length > 0 && this.useFiles(id, authorId, uses),
    ]);
  }

  /** What its blocks say of their files is written when they are used. */
  private async withFiles(card: PostCard): Promise<PostCard> {
    return { ...card, blocks: await this.posts.getBlocks(card.id) };
  }

  private async useFiles(postId: Id, ownerId: Id, uses: readonly MediaUse[]): Promise<void> {
    await this.media.use({ kind: 'post', id: postId }, uses, { ownerId, refusal: 'post.not-published' });
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member, Viewer } from '#community/identity';
import { MembersService } from '#community/members';
import type { NewBlock } from './post-blocks.js';
import type { PostCard } from './post-card.js';
import { PostQuotes } from './post-quotes.js';
import { tagKey } from './post-tags.js';
import { PostTotals } from './post-totals.js';
import { visibility } from './post-visibility.js';
import { PostPublished } from './posts.events.js';
import { PostsQueries } from './posts.queries.js';
import { PostsRepository } from './posts.repository.js';

/** What `composeBlocks`, `composeTags` and `composeMentions` made of a request. */
export interface PostDraft {
  readonly blocks: readonly NewBlock[];
  readonly tags: readonly string[];
  readonly mentions: readonly string[];
  readonly visibility: number;
  readonly ip: string | null;
}

@Injectable()
export class PostsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly posts: PostsRepository,
    private readonly queries: PostsQueries,
    private readonly members: MembersService,
    private readonly outbox: Outbox,
    private readonly totals: PostTotals,
    private readonly quotes: PostQuotes,
  ) {}

  async publish(author: Member, { mentions, ...draft }: PostDraft): Promise<PostCard> {
    return this.db.transaction(async () => {
      const mentionedIds =
        draft.visibility === visibility.nobody ? [] : await this.members.findIdsByUsernames(mentions);
      const [card] = await Promise.all([
        this.posts.insert({ ...draft, tagKeys: draft.tags.map(tagKey), authorId: author.id }),
        this.members.changePostCount(author.id, 1),
      ]);
      const others = mentionedIds.filter((id) => id !== author.id);
      if (draft.visibility !== visibility.nobody) this.outbox.add(new PostPublished(card.id, author.id, others));
      this.totals.forget();
      return card;
    });
  }

  /** The post as the viewer is to see it, with what it quotes. */
  async getCard(viewer: Viewer, postId: Id): Promise<PostCard> {
    const found = await this.queries.findCard(viewer, postId);
    if (!found) throw new AppError('post.not-found');
    if (!found.visible) throw new AppError('member.forbidden');
    const [card] = await this.quotes.load(viewer, [found.card]);
    return card!;
  }
}

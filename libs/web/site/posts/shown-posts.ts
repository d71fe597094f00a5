import { Injectable } from '@nestjs/common';
import type { Viewer } from '#community/identity';
import { type PostCard, PostFavoursService } from '#community/posts';
import type { ReadingVisit } from '#web/shell';
import type { PostView } from '#web/ui';
import { PostModels } from './post-models.js';

/** Posts as a viewer sees them, with what that viewer has done with each: one statement more for a whole list. */
@Injectable()
export class ShownPosts {
  constructor(
    private readonly models: PostModels,
    private readonly favours: PostFavoursService,
  ) {}

  async list({ viewer, site }: Pick<ReadingVisit, 'viewer' | 'site'>, cards: readonly PostCard[]): Promise<PostView[]> {
    const posts = cards.map((card) => this.models.post(card, site));
    return viewer ? this.withOwn(viewer, cards, posts) : posts;
  }

  async get(visit: Pick<ReadingVisit, 'viewer' | 'site'>, card: PostCard): Promise<PostView> {
    return (await this.list(visit, [card]))[0]!;
  }

  /** What is repeated is what the marks below it are about. */
  private async withOwn(
    viewer: NonNullable<Viewer>,
    cards: readonly PostCard[],
    posts: readonly PostView[],
  ): Promise<PostView[]> {
    const quoted = cards.flatMap((card) => card.quoted ?? []);
    const done = await this.favours.listOf(
      viewer,
      [...cards, ...quoted].map(({ id }) => id),
    );
    const own = (post: PostView, card: PostCard): PostView => ({
      ...post,
      own: {
        isStarred: done.star.has(card.id),
        isCollected: done.collection.has(card.id),
        isAuthor: card.author.id === viewer.id,
        isStaff: viewer.isAdmin,
      },
    });
    return posts.map((post, index) => {
      const card = cards[index]!;
      const shown = own(post, card);
      if (!post.isRepost || !card.quoted || typeof post.quoted !== 'object') return shown;
      return { ...shown, quoted: own(post.quoted, card.quoted) };
    });
  }
}

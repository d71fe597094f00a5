import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { tenantScope } from '#kernel/scope';
import type { Viewer } from '#community/identity';
import { MediaUrls } from '#community/media';
import { type PostCard, PostFavoursService, visibility } from '#community/posts';
import type { ReadingVisit } from '#web/shell';
import { lasting, type PostView } from '#web/ui';
import { PostModels } from './post-models.js';

/** In bytes, of a process: some 3,000 posts with what was made of each. */
const mostBytes = 32 * 1024 * 1024;
/** What a view and a part of a page made of it take, beside the row that it is known by. */
const partBytes = 6_000;

/** Posts as a viewer sees them, with what that viewer has done with each: one statement more for a whole list. */
@Injectable()
export class ShownPosts {
  /** Of what guests read, by all that a row says: there is nothing to forget. */
  private readonly views = new LRUCache<string, PostView>({
    maxSize: mostBytes,
    sizeCalculation: (_, row) => 2 * row.length + partBytes,
  });

  constructor(
    private readonly models: PostModels,
    private readonly favours: PostFavoursService,
    private readonly urls: MediaUrls,
  ) {}

  async list({ viewer, site }: Pick<ReadingVisit, 'viewer' | 'site'>, cards: readonly PostCard[]): Promise<PostView[]> {
    if (!viewer) return cards.map((card) => this.asGuest(card, site));
    return this.withOwn(
      viewer,
      cards,
      cards.map((card) => this.models.post(card, site)),
    );
  }

  /** The same object as long as nothing of the post changes; but signed addresses change with time. */
  private asGuest(card: PostCard, site: string): PostView {
    const isForAll = [card, card.quoted].every((one) => !one || one.visibility === visibility.everybody);
    if (!isForAll || this.urls.signsAll()) return this.models.post(card, site);
    const row = `${tenantScope.current().id} ${site} ${saidBy(card)}`;
    const known = this.views.get(row);
    if (known) return known;
    const view = lasting(this.models.post(card, site));
    this.views.set(row, view);
    return view;
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

/** All that the row says; no text of PostgreSQL holds what stands between. */
function saidBy({ author, quoted, ...own }: PostCard): string {
  return [...valuesOf(own), ...valuesOf(author), quoted ? saidBy(quoted) : ''].join('\0');
}

const valuesOf = (row: object): unknown[] => Object.values(row);

import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { type PostCard, PostQuotes } from '#community/posts';
import { type ListedPost, type PublicPosts, PublicPostsQueries } from './public-posts.queries.js';

const inFeed = 20;
/** As many ids as one part of the list of all posts spans. */
const span = 5_000;

/** Public posts for whoever reads them elsewhere: feeds, and the lists that search engines ask for. */
@Injectable()
export class PublicPostsService {
  constructor(
    private readonly queries: PublicPostsQueries,
    private readonly quotes: PostQuotes,
  ) {}

  /** The newest, as a guest sees them. */
  async listNewest(which: PublicPosts): Promise<readonly PostCard[]> {
    return this.quotes.load(null, await this.queries.listNewest(which, inFeed));
  }

  /** After which ids the parts of the list of all posts begin. Parts of old posts stay as they are. */
  async listParts(): Promise<Id[]> {
    const newest = await this.queries.findNewestId();
    return Array.from({ length: Math.max(1, Math.ceil(newest / span)) }, (_, index) => index * span);
  }

  async listPart(after: Id): Promise<ListedPost[]> {
    return this.queries.listBetween(after, after + span);
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import type { PostCard } from './post-card.js';
import { PostPublishingService } from './post-publishing.service.js';
import { PostQuotes } from './post-quotes.js';
import { visibility } from './post-visibility.js';
import { requestKeyOf } from './request-key.js';

/** Longer than anybody waits to do it again: as long as the repeated post stands. */
const always = 100 * 365 * 24 * 60 * 60;

@Injectable()
export class PostRepostsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly publishing: PostPublishingService,
    private readonly quotes: PostQuotes,
  ) {}

  /** Shows the post to those who follow this member; once, whoever asks again gets the same. */
  async repost(member: Member, postId: Id, ip: string | null): Promise<PostCard> {
    const card = await this.db.transaction(async () => {
      await this.publishing.takeTurns(member.id);
      const { id: quotedId, visibility: level } = await this.quotes.getOriginal(member, postId);
      if (level !== visibility.everybody) throw new AppError('post.quote-refused');
      const { hash } = requestKeyOf(undefined, { repost: quotedId });
      const nothing = { blocks: [], tags: [], mentionedIds: [] };
      const request = { hash, seconds: always };
      return this.publishing.add(member.id, { ...nothing, visibility: level, quotedId, ip, request });
    });
    return this.quotes.loadOne(member, card);
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { MediaObjectsService } from '#community/media';
import { MembersService } from '#community/members';
import { PostAccessService } from './post-access.service.js';
import { PostNews } from './post-news.js';
import { PostRemovalRepository } from './post-removal.repository.js';
import { visibility } from './post-visibility.js';
import { PostCounted, PostDeleted } from './posts.events.js';

@Injectable()
export class PostRemovalService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly access: PostAccessService,
    private readonly removal: PostRemovalRepository,
    private readonly members: MembersService,
    private readonly media: MediaObjectsService,
    private readonly news: PostNews,
  ) {}

  /** The author may, and an administrator. Whoever comes second is told that there is no such post. */
  async remove(member: Member, postId: Id): Promise<void> {
    await this.db.transaction(async () => {
      const { authorId } = await this.access.get(postId);
      if (authorId !== member.id && !member.isAdmin) throw new AppError('member.forbidden');
      const [, { hasMedia, tagKeys, visibility: level }] = await Promise.all([
        this.members.lock(authorId), // before any post, as whoever publishes does
        this.access.getLocked(postId),
        this.members.noteDeleted(authorId),
      ]);
      const { commentIds, quotedId } = await this.removal.empty(postId);
      if (hasMedia) await this.media.release('post', [postId]);
      if (commentIds.length) await this.media.release('comment', commentIds);
      const movesTopics = tagKeys.length > 0 && level !== visibility.nobody;
      if (quotedId !== null) this.news.tell(new PostCounted(quotedId));
      this.news.tell(new PostDeleted(postId, authorId, member.id, movesTopics));
    });
  }
}

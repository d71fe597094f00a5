import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { PostAccessService } from './post-access.service.js';
import { composeVisibility } from './post-drafts.js';
import { type PostMark, PostMarksRepository } from './post-marks.repository.js';
import { PostNews } from './post-news.js';
import { visibility } from './post-visibility.js';
import { PostMarked, PostVisibilityChanged } from './posts.events.js';
import type { RuledPost } from './posts.repository.js';

type MissingPost = 'post.not-locked' | 'post.not-pinned' | 'post.highlight-failed';
type May = (member: Member, post: RuledPost) => boolean;

const mayManage: May = (member, { authorId }) => member.isAdmin || member.id === authorId;
const isAdministrator: May = ({ isAdmin }) => isAdmin;
const isAuthor: May = ({ id }, { authorId }) => id === authorId;

/** What is decided about a post and not said in it. Of clicks that race, each turns it round. */
@Injectable()
export class PostMarksService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly access: PostAccessService,
    private readonly marks: PostMarksRepository,
    private readonly settings: CommunitySettings,
    private readonly news: PostNews,
  ) {}

  /** A locked post takes no more comments; its author may still edit it. */
  async toggleLock(member: Member, postId: Id): Promise<boolean> {
    return this.toggle(member, postId, { mark: 'is_lock', may: mayManage, missing: 'post.not-locked' });
  }

  async toggleTop(member: Member, postId: Id): Promise<boolean> {
    return this.toggle(member, postId, { mark: 'is_top', may: isAdministrator, missing: 'post.not-pinned' });
  }

  async toggleHighlight(member: Member, postId: Id): Promise<boolean> {
    return this.toggle(member, postId, { mark: 'is_essence', may: isAuthor, missing: 'post.highlight-failed' });
  }

  /** `wire`: 0 to 3. The visibility that it has already changes nothing. */
  async setVisibility(member: Member, postId: Id, wire: number): Promise<void> {
    const level = composeVisibility(wire, await this.settings.get());
    await this.db.transaction(async () => {
      const post = await this.access.getLocked(postId, 'post.visibility-failed');
      if (!mayManage(member, post)) throw new AppError('member.forbidden');
      if (post.visibility === level) return;
      await this.marks.setVisibility(postId, level);
      const appears = [post.visibility, level].includes(visibility.nobody);
      this.news.tell(new PostVisibilityChanged(postId, appears && post.tagKeys.length > 0));
    });
  }

  private async toggle(
    member: Member,
    postId: Id,
    { mark, may, missing }: { mark: PostMark; may: May; missing: MissingPost },
  ): Promise<boolean> {
    return this.db.transaction(async () => {
      const post = await this.access.getLocked(postId, missing);
      if (!may(member, post)) throw new AppError('member.forbidden');
      const marked = await this.marks.toggle(postId, mark);
      this.news.tell(new PostMarked(postId, mark === 'is_top'));
      return marked;
    });
  }
}

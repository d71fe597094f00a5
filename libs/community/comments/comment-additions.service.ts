import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { MediaObjectsService } from '#community/media';
import { PostCommentsService, refuseReusedKey, type RuledPost } from '#community/posts';
import { CommentsRepository, type MadeComment, type NewComment } from './comments.repository.js';

/** What a new comment and a new reply have in common. */
@Injectable()
export class CommentAdditionsService {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly posts: PostCommentsService,
    private readonly media: MediaObjectsService,
  ) {}

  /**
   * In the unit of work that has the post locked. When the same request comes again, it is answered with what it made
   * the first time, and `isNew` says that nothing has changed.
   */
  async add(post: RuledPost, comment: Omit<NewComment, 'postId'>): Promise<MadeComment> {
    const made = await this.comments.insert({ ...comment, postId: post.id });
    refuseReusedKey(made);
    if (made.isNew) await Promise.all([this.posts.add(post), this.claim(made, comment.authorId)]);
    return made;
  }

  private async claim({ id, files }: MadeComment, ownerId: Id): Promise<void> {
    if (!files) return;
    const uses = files.map((block) => ({ key: block.media, blockId: block.id }));
    await this.media.use({ kind: 'comment', id }, uses, { ownerId, refusal: 'comment.not-published' });
  }
}

import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { PostDeleted } from '#community/posts';
import { CommentRemovals } from './comment-removals.service.js';

/** Nobody sees them any more; this empties them, and lets go of their files. */
@Injectable()
export class RemoveCommentsOfPost {
  constructor(private readonly removals: CommentRemovals) {}

  @On(PostDeleted, { task: 'comments.remove-of-post', class: 'maintenance' })
  async handle({ postId }: PostDeleted): Promise<void> {
    await this.removals.removeOfPost(postId);
  }
}

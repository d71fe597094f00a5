import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { On } from '#kernel/jobs';
import { CommentPublished, ReplyPublished } from '#community/comments';
import { PostDeleted, PostEdited, PostMarked, PostPublished, PostVisibilityChanged } from '#community/posts';
import { PostIndexingService } from './post-indexing.service.js';

/** What changes what a post says, who may see it or where it stands in a list. */
const changes = [
  PostPublished,
  PostEdited,
  PostVisibilityChanged,
  PostMarked,
  PostDeleted,
  CommentPublished,
  ReplyPublished,
];

@Injectable()
export class IndexPost {
  constructor(private readonly indexing: PostIndexingService) {}

  /** Reads the post as it is now, so late or reordered events still end in the right document. */
  @On(changes, { task: 'search.index-post', class: 'index' })
  async handle({ postId }: { postId: Id }): Promise<void> {
    await this.indexing.indexOne(postId);
  }
}

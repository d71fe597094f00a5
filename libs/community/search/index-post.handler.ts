import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { CommentPublished, ReplyPublished } from '#community/comments';
import {
  PostCounted,
  PostDeleted,
  PostEdited,
  PostMarked,
  PostPublished,
  PostVisibilityChanged,
} from '#community/posts';
import { SearchIndexingService } from './search-indexing.service.js';
import { indexTasks } from './search-tasks.js';

/** What changes what a post says, who may see it, where it stands in a list or how hot it is. */
const changes = [
  PostPublished,
  PostEdited,
  PostVisibilityChanged,
  PostMarked,
  PostCounted,
  PostDeleted,
  CommentPublished,
  ReplyPublished,
];

type Change = InstanceType<(typeof changes)[number]>;

@Injectable()
export class IndexPost {
  constructor(private readonly indexing: SearchIndexingService) {}

  /** Reads posts as they are now, so late or reordered events still end in the right documents. */
  @On<Change>(changes, {
    task: indexTasks.post.task,
    class: 'index',
    key: ({ postId }) => String(postId),
    inBatches: true,
    when: (event) => !(event instanceof PostMarked) || event.movesInLists,
  })
  async handle(changed: readonly Change[]): Promise<void> {
    await this.indexing.indexAll('post', [...new Set(changed.map(({ postId }) => postId))]);
  }
}

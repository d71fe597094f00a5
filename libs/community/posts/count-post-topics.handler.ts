import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { TopicCountsService } from '#community/topics';
import { PostDeleted, PostEdited, PostPublished, PostVisibilityChanged } from './posts.events.js';
import { PostsRepository } from './posts.repository.js';

type Change = PostPublished | PostEdited | PostVisibilityChanged | PostDeleted;

@Injectable()
export class CountPostTopics {
  constructor(
    private readonly posts: PostsRepository,
    private readonly topics: TopicCountsService,
  ) {}

  /** Goes by posts as they are now, and keeps them so: of two tasks that come late, the second has the last word. */
  @On([PostPublished, PostEdited, PostVisibilityChanged, PostDeleted], {
    task: 'posts.count-post-topics',
    class: 'index',
    key: ({ postId }) => String(postId),
    when: ({ movesTopics }) => movesTopics,
    inBatches: true,
  })
  async handle(changed: readonly Change[]): Promise<void> {
    await this.topics.recount(await this.posts.listTopics(changed.map(({ postId }) => postId)));
  }
}

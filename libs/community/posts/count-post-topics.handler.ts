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

  /** Goes by the post as it is now, and keeps it so: of two tasks that come late, the second has the last word. */
  @On([PostPublished, PostEdited, PostVisibilityChanged, PostDeleted], {
    task: 'posts.count-post-topics',
    class: 'index',
    key: ({ postId }) => String(postId),
    when: ({ movesTopics }) => movesTopics,
  })
  async handle({ postId }: Change): Promise<void> {
    const post = await this.posts.findTopics(postId);
    if (post) await this.topics.recount({ postId, ...post });
  }
}

import { Injectable } from '@nestjs/common';
import { On, Outbox } from '#kernel/jobs';
import { MemberRenamed } from '#community/members';
import { AuthorPostsQueries } from './author-posts.queries.js';
import { SearchIndexingService } from './search-indexing.service.js';
import { indexTasks } from './search-tasks.js';
import { AuthorPostsReached } from './search.events.js';

const batch = 500;

/** The names of their author stand in the documents of posts. */
@Injectable()
export class IndexPostsOf {
  constructor(
    private readonly posts: AuthorPostsQueries,
    private readonly indexing: SearchIndexingService,
    private readonly outbox: Outbox,
  ) {}

  @On(MemberRenamed, {
    task: indexTasks.posts.task,
    class: 'index',
    key: ({ memberId }) => String(memberId),
  })
  async begin({ memberId }: MemberRenamed): Promise<void> {
    await this.goOn({ memberId, afterId: 0 });
  }

  /** Each batch is a task of its own, which hands over to the next as it ends: what breaks off goes on from there. */
  @On(AuthorPostsReached, { task: indexTasks.morePosts.task, class: 'index' })
  async goOn({ memberId, afterId }: AuthorPostsReached): Promise<void> {
    const ids = await this.posts.listIds(memberId, afterId, batch);
    await this.indexing.indexAll('post', ids);
    if (ids.length === batch) this.outbox.add(new AuthorPostsReached(memberId, ids.at(-1)!));
  }
}

import { Global, Module } from '@nestjs/common';
import { SearchSource } from '#kernel/search-index';
import { TopicsModule } from '#community/topics';
import { DocumentsMendingService } from './documents-mending.service.js';
import { FoundMembersQueries } from './found-members.queries.js';
import { ForgetPurgedPosts } from './forget-purged-posts.handler.js';
import { AuthorPostsQueries } from './author-posts.queries.js';
import { IndexMember } from './index-member.handler.js';
import { IndexPostsOf } from './index-posts-of.handler.js';
import { IndexTopics } from './index-topics.handler.js';
import { IndexPost } from './index-post.handler.js';
import { NamesSearchService } from './names-search.service.js';
import { PostSearchService } from './post-search.service.js';
import { SearchAccessQueries } from './search-access.queries.js';
import { SearchAllowance } from './search-allowance.js';
import { SearchController } from './search.controller.js';
import { SearchDocumentsQueries } from './search-documents.queries.js';
import { SearchIndexingService } from './search-indexing.service.js';
import { SearchReconciliationRepository } from './search-reconciliation.repository.js';
import { searchReconcilers } from './search.reconcilers.js';
import { SuggestController } from './suggest.controller.js';

/** Global for what the kernel asks of it: `SearchSource`. */
@Global()
@Module({
  imports: [TopicsModule],
  controllers: [SearchController, SuggestController],
  providers: [
    ...searchReconcilers,
    { provide: SearchSource, useClass: SearchDocumentsQueries },
    DocumentsMendingService,
    SearchIndexingService,
    SearchReconciliationRepository,
    ForgetPurgedPosts,
    AuthorPostsQueries,
    IndexMember,
    IndexPost,
    IndexPostsOf,
    IndexTopics,
    FoundMembersQueries,
    NamesSearchService,
    PostSearchService,
    SearchAllowance,
    SearchAccessQueries,
  ],
  exports: [NamesSearchService, PostSearchService, SearchSource],
})
export class SearchModule {}

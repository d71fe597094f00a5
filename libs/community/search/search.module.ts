import { Module } from '@nestjs/common';
import { ForgetPurgedPosts } from './forget-purged-posts.handler.js';
import { IndexPost } from './index-post.handler.js';
import { PostDocumentsQueries } from './post-documents.queries.js';
import { PostIndexingService } from './post-indexing.service.js';
import { PostSearchService } from './post-search.service.js';
import { RebuildIndex } from './rebuild-index.handler.js';
import { SearchAccessQueries } from './search-access.queries.js';
import { SearchRebuildQueries } from './search-rebuild.queries.js';
import { SearchRebuildService } from './search-rebuild.service.js';
import { SearchController } from './search.controller.js';
import { ForeignDocumentsReconciler, SearchDocumentsReconciler } from './search.reconcilers.js';
import { SearchReconciliationRepository } from './search-reconciliation.repository.js';

@Module({
  controllers: [SearchController],
  providers: [
    ForeignDocumentsReconciler,
    SearchDocumentsReconciler,
    SearchReconciliationRepository,
    ForgetPurgedPosts,
    IndexPost,
    PostDocumentsQueries,
    PostIndexingService,
    PostSearchService,
    RebuildIndex,
    SearchAccessQueries,
    SearchRebuildQueries,
    SearchRebuildService,
  ],
  exports: [PostSearchService],
})
export class SearchModule {}

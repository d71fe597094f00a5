import { Global, Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import { OpenSearchStore } from './drivers/opensearch.search-store.js';
import { PostgresSearchIndex } from './drivers/postgres.search-index.js';
import { SearchDocumentsRepository } from './drivers/search-documents.repository.js';
import { SearchWordsReconciler } from './drivers/search-words.reconciler.js';
import { SearchWordsRepository } from './drivers/search-words.repository.js';
import { OwnSearchIndex } from './search-index.js';
import { SearchStore } from './search-store.js';

const chosen = (config: Config, log: Log): SearchStore | null =>
  config.openSearchUrl ? new OpenSearchStore(config, log) : null;

/** What is to be searched is put together from both by kernel/search-mirror. */
@Global()
@Module({
  providers: [
    SearchDocumentsRepository,
    SearchWordsReconciler,
    SearchWordsRepository,
    { provide: OwnSearchIndex, useClass: PostgresSearchIndex },
    { provide: SearchStore, useFactory: chosen, inject: [Config, Log] },
  ],
  exports: [OwnSearchIndex, SearchStore],
})
export class SearchIndexModule {}

import { Global, Module } from '@nestjs/common';
import { PostgresSearchIndex } from './drivers/postgres.search-index.js';
import { SearchDocumentsRepository } from './drivers/search-documents.repository.js';
import { SearchIndex } from './search-index.js';

@Global()
@Module({
  providers: [SearchDocumentsRepository, { provide: SearchIndex, useClass: PostgresSearchIndex }],
  exports: [SearchIndex],
})
export class SearchIndexModule {}

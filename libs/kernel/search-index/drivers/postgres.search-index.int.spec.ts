import { tenantScope } from '#kernel/scope';
import { useDatabase } from '../../../../test/support/use-database.js';
import { type IndexUnderTest, searchIndexContract } from '../search-index.contract.js';
import { PostgresSearchIndex } from './postgres.search-index.js';
import { SearchDocumentsRepository } from './search-documents.repository.js';

describe('the index in PostgreSQL', () => {
  const database = useDatabase();
  const make = (): IndexUnderTest => ({
    index: new PostgresSearchIndex(new SearchDocumentsRepository(database.tenants)),
    inside: (work) => tenantScope.run(database.ada, work),
    elsewhere: (work) => tenantScope.run(database.bob, work),
  });

  searchIndexContract('a table', make);
});

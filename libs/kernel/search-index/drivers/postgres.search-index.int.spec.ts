import { tenantScope } from '#kernel/scope';
import { useDatabase } from '../../../../test/support/use-database.js';
import { type IndexUnderTest, searchIndexContract } from '../search-index.contract.js';
import type { SearchAccess } from '../search-index.js';
import { PostgresSearchIndex } from './postgres.search-index.js';
import { searchSql, SearchDocumentsRepository } from './search-documents.repository.js';

describe('the index in PostgreSQL', () => {
  const database = useDatabase();
  const make = (): IndexUnderTest => ({
    index: new PostgresSearchIndex(new SearchDocumentsRepository(database.tenants)),
    inside: (work) => tenantScope.run(database.ada, work),
    elsewhere: (work) => tenantScope.run(database.bob, work),
  });

  searchIndexContract('a table', make);

  it('finds by its GIN index what few of many documents have', async () => {
    const { index, inside } = make();
    const document = { revision: 1, authorId: 1, visibility: 90, isTop: false, activeAt: new Date(), tags: [] };
    const many = Array.from({ length: 5000 }, (_, number) => ({
      ...document,
      id: 2_000_000 + number,
      text: `common 苍鹭 number${number % 500} 第${number}号`,
    }));
    await inside(() => index.put(many));
    // As autovacuum does: what was put lately lies in a list before the index itself.
    await inside(() => database.tenants.query(`select gin_clean_pending_list('search_document_terms')`));
    await inside(() => database.tenants.query('analyze search_document'));
    const access: SearchAccess = {
      always: [7],
      levels: [
        { visibility: 90, authors: 'anyone' },
        { visibility: 60, authors: [1, 2, 3] },
      ],
      except: [4],
    };
    for (const query of [`'number7'`, `'第1' & '17'`, `'number49':*`, `'苍鹭' & 'number499'`]) {
      const { sql, values } = searchSql({ query, access, offset: 0, limit: 20 });
      const plan = await inside(() => database.tenants.query(`explain ${sql}`, values));
      expect(plan.map((row) => row['QUERY PLAN'] as string).join('\n')).toContain('search_document_terms');
    }
  });
});

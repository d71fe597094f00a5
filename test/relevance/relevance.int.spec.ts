import { setTimeout as pause } from 'node:timers/promises';
import { tenantScope } from '#kernel/scope';
import { type SearchHits, type SearchIndex, type SearchQuery, SearchStoreUnusable } from '#kernel/search-index';
import { SearchDocumentsRepository } from '../../libs/kernel/search-index/drivers/search-documents.repository.js';
import { OpenSearchStore } from '../../libs/kernel/search-index/drivers/opensearch.search-store.js';
import { PostgresSearchIndex } from '../../libs/kernel/search-index/drivers/postgres.search-index.js';
import { describeWithService } from '../support/jest/service.js';
import { useOpenSearch } from '../support/opensearch-server.js';
import { useDatabase } from '../support/use-database.js';
import { type Answers, ask, differencesOf, listed, load, missesOf } from './answers.js';
import { judgements } from './judgements.js';
import { writtenCommunity } from './written-community.js';

const community = writtenCommunity();
const judged = judgements(community);
const database = useDatabase();
let inPostgres: Answers;

beforeAll(async () => {
  const index = new PostgresSearchIndex(new SearchDocumentsRepository(database.tenants));
  inPostgres = await tenantScope.run(database.ada, async () => {
    await load(index, community);
    return ask(index, judged);
  });
});

/** Nothing where at most this part of all judgements is among these; else a list of them, with what was found. */
const tooMany = (these: typeof judged, part: number, found: Readonly<Record<string, Answers>>): string =>
  these.length <= judged.length * part
    ? ''
    : `${these.length} of ${judged.length} queries:\n${listed(these, found, community)}`;

it('is asked by enough queries of enough posts', () => {
  expect(community.post.length).toBeGreaterThanOrEqual(1000);
  expect(new Set(community.post.map(({ line }) => line)).size).toBe(community.post.length);
  expect(new Set(judged.map(({ query, typed }) => `${query.kind} ${typed}`)).size).toBeGreaterThanOrEqual(60);
});

it('shows among the first five in PostgreSQL what a person expects, for 95 % of the queries', () => {
  expect(tooMany(missesOf(inPostgres), 0.05, { PostgreSQL: inPostgres })).toBe('');
});

describeWithService('opensearch', 'in OpenSearch', ({ url }) => {
  const search = useOpenSearch(url);
  let store: OpenSearchStore | undefined;
  let inOpenSearch: Answers;

  /** What matters here is which posts, not how soon: one that is too slow on a busy machine is asked again. */
  async function unhurried(index: SearchIndex, query: SearchQuery, attempts = 30): Promise<SearchHits> {
    try {
      return await index.search(query);
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable) || attempts === 0) throw error;
      await pause(100);
      await store!.look();
      return unhurried(index, query, attempts - 1);
    }
  }

  beforeAll(async () => {
    store = new OpenSearchStore(search().config(), database.log);
    await store.point(await store.create('main'));
    const index = store.current('main');
    inOpenSearch = await tenantScope.run(database.ada, async () => {
      await load(index, community);
      await search().refresh();
      return ask({ search: (query) => unhurried(index, query) }, judged);
    });
  }, 60_000);
  afterAll(() => store?.onApplicationShutdown());

  it('shows among the first five what a person expects, for 95 % of the queries', () => {
    expect(tooMany(missesOf(inOpenSearch), 0.05, { OpenSearch: inOpenSearch })).toBe('');
  });

  it('shows the same first five in the same order as PostgreSQL, for 90 % of the queries', () => {
    const found = { PostgreSQL: inPostgres, OpenSearch: inOpenSearch };
    expect(tooMany(differencesOf(inPostgres, inOpenSearch), 0.1, found)).toBe('');
  });
});

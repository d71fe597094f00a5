import type { Id } from '#kernel/database';
import type {
  SearchAccess,
  SearchDocument,
  SearchFilter,
  SearchHits,
  SearchIndex,
  SearchKind,
  SearchOrder,
  SearchQuery,
} from './search-index.js';

/** An index, and two tenants to use it as. */
export interface IndexUnderTest {
  readonly index: SearchIndex;
  readonly inside: <T>(work: () => Promise<T>) => Promise<T>;
  readonly elsewhere: <T>(work: () => Promise<T>) => Promise<T>;
  /** What was written is found after this; for an index that takes its time. */
  readonly refresh?: () => Promise<void>;
}

export const everything: SearchAccess = { always: 'anyone', levels: [], except: [], without: [] };
export const minute = (number: number): Date => new Date(Date.UTC(2026, 0, 1, 0, number));
export const nothing: SearchHits = { ids: [], total: 0 };

/** What a search is about, beside its words; for one page of 100 of all posts, the latest activity first. */
export type Sought = Partial<Omit<SearchQuery, 'words' | 'access'>> & { readonly access?: Partial<SearchAccess> };

export const queryOf = (words: string, { access, ...more }: Sought = {}): SearchQuery => ({
  kind: 'post',
  words,
  order: 'active' satisfies SearchOrder,
  offset: 0,
  limit: 100,
  ...more,
  access: { ...everything, ...access },
});

export const documentOf = (id: Id, more: Partial<SearchDocument> = {}): SearchDocument => ({
  kind: 'post',
  id,
  revision: 1,
  authorId: 1,
  visibility: 90,
  isTop: false,
  createdAt: minute(id),
  activeAt: minute(id),
  heat: 0,
  has: [],
  titles: [],
  texts: [],
  tags: [],
  names: [],
  ...more,
});

/** Has documents with ids and a topic of its own, so that each test finds only what it has put. */
export class Shelf {
  private static last = 0;
  readonly topic = `shelf${(Shelf.last += 1)}`;
  private lastId = Shelf.last * 1000;

  constructor(readonly test: IndexUnderTest) {}

  /** Answers the id. */
  async put(text: string, more: Partial<SearchDocument> = {}): Promise<Id> {
    return (await this.putAll([{ ...more, texts: [text] }]))[0]!;
  }

  /** Answers the ids; without one of its own, each is higher than all before. */
  async putAll(documents: readonly Partial<SearchDocument>[]): Promise<Id[]> {
    const all = documents.map(({ tags = [], ...more }) =>
      documentOf(more.id ?? (this.lastId += 1), { ...more, tags: [...tags, this.topic] }),
    );
    await this.write((index) => index.put(all));
    return all.map(({ id }) => id);
  }

  remove = (id: Id, revision: number, kind: SearchKind = 'post'): Promise<void> =>
    this.write((index) => index.remove([{ kind, id, revision }]));

  async write(work: (index: SearchIndex) => Promise<void>): Promise<void> {
    await this.test.inside(() => work(this.test.index));
    await this.test.refresh?.();
  }

  async search(words: string, { filter, ...more }: Sought = {}): Promise<SearchHits> {
    const own: SearchFilter = { ...filter, tags: [...(filter?.tags ?? []), this.topic] };
    return this.test.inside(() => this.test.index.search(queryOf(words, { ...more, filter: own })));
  }

  ids = async (words: string, more: Sought = {}): Promise<readonly Id[]> => (await this.search(words, more)).ids;
}

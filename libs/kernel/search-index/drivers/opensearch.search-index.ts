import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '#kernel/database';
import { digestOf } from '../document-digest.js';
import { isMistakable, meantBy, wordsInstead } from '../near-words.js';
import {
  type SearchDocument,
  type SearchHits,
  SearchIndex,
  type SearchKind,
  type SearchQuery,
  type Tombstone,
} from '../search-index.js';
import { SearchStoreUnusable } from '../search-store.js';
import { type WantedWords, wantedWords } from '../words.js';
import type { Analysis } from './opensearch-analysis.js';
import { type Change, writeAll } from './opensearch-bulk.js';
import type { OpenSearchConnection, Patience, Request } from './opensearch-connection.js';
import { storedDocument, storedTombstone } from './opensearch-document.js';
import type { StoredDocument } from './opensearch-layout.js';
import { builtQuery } from './opensearch-query.js';
import { Shelf } from './opensearch-shelf.js';
import { wordsNamed } from './opensearch-words.js';

/** Of the words near one, which are more than may be meant by it: also such as have two letters exchanged for others. */
const mostNear = 250;
/** OpenSearch forgets versions that are as old as a tick of its clock, of 200 ms. */
const [forgetting, attempts] = [100, 50];
const atOnce = 500;
const oldest = { version: 0, version_type: 'external_gte' };

interface Found {
  readonly hits: {
    readonly total: { readonly value: number };
    readonly hits: readonly { readonly sort: readonly unknown[]; readonly matched_queries?: readonly string[] }[];
  };
}
interface Suggested {
  readonly suggest: Readonly<Record<string, readonly [{ readonly options: readonly { readonly text: string }[] }]>>;
}
interface Read {
  readonly docs: readonly {
    readonly found?: boolean;
    readonly _version: number;
    readonly _source: { readonly digest: string };
    readonly error?: { readonly reason?: string };
  }[];
}

/** What one alias stands for; the tenant is that of the scope, at each call. */
export class OpenSearchIndex extends SearchIndex {
  constructor(
    private readonly connection: OpenSearchConnection,
    private readonly analysis: Analysis,
    private readonly alias: { readonly read: string; readonly write: string; readonly untilSeen: boolean },
  ) {
    super();
  }

  private get patience(): Patience {
    return this.connection.patience;
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    const shelf = Shelf.current();
    await this.write(
      documents.map((document) => written(shelf, document.revision, storedDocument(document, shelf, this.analysis))),
    );
  }

  async remove(tombstones: readonly Tombstone[]): Promise<void> {
    const shelf = Shelf.current();
    await this.write(
      tombstones.map((tombstone) => written(shelf, tombstone.revision, storedTombstone(tombstone, shelf))),
    );
  }

  async listDiffering(documents: readonly SearchDocument[]): Promise<Id[]> {
    const differing: Id[] = [];
    for (let first = 0; first < documents.length; first += atOnce) {
      const some = documents.slice(first, first + atOnce);
      const docs = await this.readAll(
        some[0]!.kind,
        some.map(({ id }) => id),
      );
      const differs = ({ found, _version, _source }: Read['docs'][number], one: SearchDocument) =>
        !found || _version > one.revision || _source.digest !== digestOf(one);
      differing.push(...some.filter((one, index) => differs(docs[index]!, one)).map(({ id }) => id));
    }
    return differing.sort((one, other) => one - other);
  }

  async listIds(kind: SearchKind, afterId: Id, limit: number): Promise<Id[]> {
    const behind = { filter: [{ range: { id: { gt: afterId } } }], must_not: [], should: [] };
    const more = { size: limit, sort: [{ id: 'asc' }], _source: false };
    const request = whole(Shelf.current().search(this.alias.read, kind, behind, more));
    const { hits } = await this.connection.ask<Found>(request, this.patience.change);
    return hits.hits.map(idOf);
  }

  async discard(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    if (ids.length === 0) return;
    const shelf = Shelf.current();
    const lines = ids.map((id) => ({ kind, id, line: { _id: shelf.documentId(kind, id), routing: shelf.routing } }));
    await this.write(lines.map(({ line, ...one }) => ({ ...one, action: { delete: line } })));
    // Each goes through once the version of the deleted one is forgotten, and leaves none behind that could hinder.
    let probes = lines.map(({ line, ...one }) => ({ ...one, action: { delete: { ...line, ...oldest } } }));
    for (let attempt = 0; attempt < attempts && probes.length > 0; attempt += 1) {
      if (attempt > 0) await pause(forgetting);
      await this.connection.ask({ method: 'POST', path: `/${this.alias.write}/_refresh` }, this.patience.change);
      const refused = await this.write(probes);
      probes = await this.notThere(kind, refused);
    }
    if (probes.length > 0)
      throw new SearchStoreUnusable('OpenSearch does not forget the versions of deleted documents.');
  }

  async search(query: SearchQuery): Promise<SearchHits> {
    const asking = new Asking(query, Shelf.current(), performance.now() + this.patience.search);
    const request = this.request(asking);
    if (!request) return { ids: [], total: 0 };
    const { hits } = await this.find(request, asking.left);
    const total = hits.total.value;
    return total > 0 ? { ids: hits.hits.map(idOf), total } : this.searchInstead(asking);
  }

  private async searchInstead(asking: Asking): Promise<SearchHits> {
    const meant = await this.meantBy(asking);
    const request = meant.size > 0 ? this.request(asking, meant) : null;
    if (!request) return { ids: [], total: 0 };
    const { hits } = await this.find(request, asking.left);
    const found = { ids: hits.hits.map(idOf), total: hits.total.value };
    const first = hits.hits[0];
    return first ? { ...found, instead: wordsInstead(asking.wanted, wordsNamed(first.matched_queries ?? [])) } : found;
  }

  /** Without those that somebody has put in the meantime. */
  private async notThere<T extends { readonly id: Id }>(kind: SearchKind, all: readonly T[]): Promise<T[]> {
    const docs = await this.readAll(
      kind,
      all.map(({ id }) => id),
    );
    return all.filter((_, index) => !docs[index]!.found);
  }

  private async readAll(kind: SearchKind, ids: readonly Id[]): Promise<Read['docs']> {
    if (ids.length === 0) return [];
    const request = Shelf.current().read(this.alias.write, kind, ids);
    const { docs } = await this.connection.ask<Read>(request, this.patience.change);
    const lost = docs.find(({ error }) => error);
    if (lost) throw new SearchStoreUnusable(lost.error!.reason);
    return docs;
  }

  /** For each of the words those one letter away that the tenant's documents have. */
  private async meantBy({ shelf, wanted, left }: Asking): Promise<Map<string, string[]>> {
    const words = wanted.words.filter(isMistakable);
    if (words.length === 0) return new Map();
    const near = shelf.wordsNear(this.alias.read, words, mostNear);
    const { suggest } = await this.connection.search<Suggested>(near, left);
    const meant = words.map((word, index): [string, string[]] => {
      const options = suggest[`${index}`]![0].options.map(({ text }) => text.slice(shelf.own('').length));
      return [word, meantBy(word, options)];
    });
    return new Map(meant.filter(([, others]) => others.length > 0));
  }

  private request({ query, wanted, shelf }: Asking, meant?: ReadonlyMap<string, readonly string[]>): Request | null {
    const built = builtQuery(query, wanted, { shelf, analysis: this.analysis, meant });
    return built && shelf.search(this.alias.read, query.kind, built.conditions, built.more);
  }

  private find = (request: Request, within: number): Promise<Found> =>
    this.connection.search<Found>(whole(request), within);

  /** Answers those that were not made because there is a newer version. */
  private write = <T extends Change>(changes: readonly T[]): Promise<T[]> =>
    writeAll(this.connection, { alias: this.alias.write, untilSeen: this.alias.untilSeen }, changes);
}

/** One search, which may ask several times; all of them together take no longer than one may. */
class Asking {
  readonly wanted: WantedWords;

  constructor(
    readonly query: SearchQuery,
    readonly shelf: Shelf,
    private readonly end: number,
  ) {
    this.wanted = wantedWords(query.words);
  }

  get left(): number {
    return Math.max(1, this.end - performance.now());
  }
}

/** All of it or nothing: an answer that lacks a shard's documents is none. */
export const whole = (request: Request): Request => ({
  ...request,
  query: { ...request.query, allow_partial_search_results: false },
});

const idOf = ({ sort }: { readonly sort: readonly unknown[] }): Id => sort.at(-1) as Id;

/** The same revision replaces itself, an older one is refused. */
function written(shelf: Shelf, version: number, document: StoredDocument): Change {
  const _id = shelf.documentId(document.kind, document.id);
  const index = { _id, routing: shelf.routing, version, version_type: 'external_gte' };
  return { kind: document.kind, id: document.id, action: { index }, document };
}

import type { Id } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import type { SearchKind } from '../search-index.js';
import type { Request } from './opensearch-connection.js';

/** A part of a query, as OpenSearch takes it. */
export type Clause = Readonly<Record<string, unknown>>;

/** What documents of the tenant have to have, must not have, and are the better for. */
export interface Conditions {
  readonly filter: readonly Clause[];
  readonly must_not: readonly Clause[];
  readonly should: readonly Clause[];
}

/**
 * What is one tenant's in an index that many share. Every request that finds, counts or removes documents is made
 * here, with its shard and its filter; nothing that comes from outside can widen either.
 */
export class Shelf {
  readonly routing: string;

  constructor(tenantId: number) {
    if (!Number.isSafeInteger(tenantId)) throw new Error('A tenant has a number.');
    this.routing = String(tenantId);
  }

  /** Of the tenant in scope; throws outside of one. */
  static current(): Shelf {
    return new Shelf(tenantScope.current().id);
  }

  /** A term that no other tenant's documents have. */
  own = (term: string | number): string => `${this.routing}:${term}`;

  documentId = (kind: SearchKind, id: Id): string => this.own(`${kind}:${id}`);

  /** Of what can be found; `more` says what of it, and in which order. */
  search(index: string, kind: SearchKind, { filter, must_not, should }: Conditions, more: object): Request {
    const living = { term: { living: this.own(kind) } };
    const bool = { filter: [living, ...filter], must_not, should, minimum_should_match: 0 };
    return this.request(index, '_search', { ...more, query: { bool } });
  }

  /** Of all there is, tombstones too. */
  listAll(index: string, kind: SearchKind, afterId: Id, more: object): Request {
    const behind = { range: { id: { gt: afterId } } };
    const bool = { filter: [...this.everything(), { term: { kind } }, behind] };
    return this.request(index, '_search', { ...more, sort: [{ id: 'asc' }], query: { bool } });
  }

  count = (index: string): Request => this.request(index, '_count', { query: { bool: { filter: this.everything() } } });

  removeAll(index: string, atMost: number): Request {
    const body = { query: { bool: { filter: this.everything() } }, max_docs: atMost };
    return this.request(index, '_delete_by_query', body, { conflicts: 'proceed', refresh: true });
  }

  /** The words of the tenant's documents that are one letter away from each of these, in their order. */
  wordsNear(index: string, words: readonly string[], atMost: number): Request {
    const term = {
      field: 'spelling',
      analyzer: 'keyword',
      prefix_length: this.own('').length,
      max_edits: 1,
      min_word_length: 1,
      suggest_mode: 'always',
      accuracy: 0,
      max_term_freq: 1_000_000_000, // it leaves out nothing that is frequent
      size: atMost,
      shard_size: atMost,
    };
    const suggest = words.map((word, index): [string, object] => [`${index}`, { text: this.own(word), term }]);
    return this.request(index, '_search', { size: 0, suggest: Object.fromEntries(suggest) });
  }

  read(index: string, kind: SearchKind, ids: readonly Id[]): Request {
    const docs = ids.map((id) => ({ _id: this.documentId(kind, id), routing: this.routing }));
    return { method: 'POST', path: `/${index}/_mget`, body: { docs } };
  }

  private everything = (): Clause[] => [{ term: { tenant: this.routing } }];

  private request(index: string, action: string, body: object, more: Request['query'] = {}): Request {
    return { method: 'POST', path: `/${index}/${action}`, query: { ...more, routing: this.routing }, body };
  }
}

import type { Id } from '#kernel/database';
import type { SearchIndex, SearchKind } from './search-index.js';

/**
 * `home` names what one or many tenants search in, `main` or `own-42`. Behind it stands an index of some version, whose
 * name is `<prefix>-<home>-000007`; while that is made anew, a second one beside it.
 */
export interface StoredIndex {
  readonly name: string;
  readonly home: string;
  /** Given by the store: another index of the same name has another one. */
  readonly uuid: string;
  /** Of how it cuts texts; another one than `SearchStore.layout` was made by other software, or with other settings. */
  readonly layout: string;
  /** What the home's aliases say of it: searched and written, written too while it is made, or nothing. */
  readonly role: 'current' | 'next' | 'idle';
}

/** Of all tenants, tombstones too. */
export interface StoredSize {
  readonly documents: number;
  readonly bytes: number;
}

export interface StoredDigest {
  readonly id: Id;
  readonly revision: number;
  /** Of `digestOf`; empty for a tombstone. */
  readonly digest: string;
}

/** The store cannot be used now: away, too slow, or without the index that was asked for. Nobody's mistake; try again. */
export class SearchStoreUnusable extends Error {
  override readonly name = 'SearchStoreUnusable';
}

export interface RefusedDocument {
  readonly kind: SearchKind;
  readonly id: Id;
  readonly reason: string;
}

/** The store will never have these as they are; all others that were written with them it has. */
export class DocumentsRefused extends Error {
  override readonly name = 'DocumentsRefused';

  constructor(readonly refused: readonly RefusedDocument[]) {
    const [{ kind, id, reason }] = refused as [RefusedDocument];
    super(`The store for searching refuses ${refused.length} documents; ${kind} ${id}: ${reason}`);
  }
}

export interface WriteOptions {
  readonly untilSeen?: boolean;
}

/** What a store has room for in one answer: it counts what lies behind its first so many hits, and does not show it. */
export const mostShown = 10_000;

/**
 * Documents of many tenants outside of PostgreSQL. Every call that concerns documents is for the tenant in scope, or one
 * that is named; no other call can reach them. Throws `SearchStoreUnusable`, soon: a store that hangs or is away is not
 * asked for a while.
 */
export abstract class SearchStore {
  /** Of the indexes that `create` makes. */
  abstract readonly layout: string;
  /** Whether a search is worth while: false after calls that failed, until one goes well, after some rest. */
  abstract readonly isUp: boolean;
  /** Asks whether it is there. Of searches that were late it says nothing: those go on when one is in time again. */
  abstract look(): Promise<boolean>;
  /** All indexes below the prefix of this deployment. */
  abstract list(): Promise<StoredIndex[]>;
  /** How much they have, by their names; for figures, since it is not known at once. */
  abstract sizes(): Promise<ReadonlyMap<string, StoredSize>>;
  /** A new index with the home's next number, which nothing stands for yet. */
  abstract create(home: string): Promise<StoredIndex>;
  /** Has it written beside the current one from now on, as `next`. */
  abstract addNext(index: StoredIndex): Promise<void>;
  /** Has the home's name stand for this index, and for no other, in one step; it is not `next` any more. */
  abstract point(index: StoredIndex): Promise<void>;
  abstract drop(index: Pick<StoredIndex, 'name'>): Promise<void>;
  /**
   * Of the tenant in scope, in the current index of this home: what is searched, and what is written. A write is over when
   * it cannot be lost any more; with `untilSeen` only when searches see it, half a second later. A search shows nothing
   * behind its first `mostShown` hits. A write throws `DocumentsRefused` after it has taken the others.
   */
  abstract current(home: string, options?: WriteOptions): SearchIndex;
  /** The same in the home's next index. Never made by a write: without one, a write throws `SearchStoreUnusable`. */
  abstract next(home: string, options?: WriteOptions): SearchIndex;
  /** What the index has of the tenant in scope, tombstones too, by id behind `afterId`. Sees what was written before. */
  abstract listDigests(
    index: Pick<StoredIndex, 'name'>,
    kind: SearchKind,
    afterId: Id,
    limit: number,
  ): Promise<StoredDigest[]>;
  /** Everything of one tenant; answers how many documents the index has of it after that. */
  abstract removeTenant(index: Pick<StoredIndex, 'name'>, tenantId: number): Promise<number>;
  abstract countTenant(index: Pick<StoredIndex, 'name'>, tenantId: number): Promise<number>;
}

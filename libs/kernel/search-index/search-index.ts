import type { Id } from '#kernel/database';

/** What can be found, with what decides who finds it and where it stands in a list. */
export interface SearchDocument {
  readonly id: Id;
  /** Rises with every change of what the document is made of. */
  readonly revision: number;
  readonly authorId: Id;
  readonly visibility: number;
  readonly isTop: boolean;
  readonly activeAt: Date;
  /** Of a longer one the first 10,000 characters can be found. */
  readonly text: string;
  /** Found by their words like the text, and whole with a `#` before them. */
  readonly tags: readonly string[];
}

/** A document that is no more. */
export interface Tombstone {
  readonly id: Id;
  readonly revision: number;
}

export type Authors = 'anyone' | readonly Id[];

/** Whose documents may be found, for one reader: theirs whatever the visibility, or theirs of one visibility. */
export interface SearchAccess {
  readonly always: Authors;
  readonly levels: readonly { readonly visibility: number; readonly authors: Authors }[];
  /** Nothing of these is found, whatever the rest says. */
  readonly except: readonly Id[];
}

export interface SearchQuery {
  /** As somebody typed them: of a text that is very long, what stands first. */
  readonly words: string;
  readonly access: SearchAccess;
  readonly offset: number;
  readonly limit: number;
}

/** The ids of one page, in order, and how many documents there are in all. */
export interface SearchHits {
  readonly ids: readonly Id[];
  readonly total: number;
}

/**
 * Finds documents of the tenant in scope by their words: all of them must be there, letter for letter without regard
 * to case, the last one may be the beginning of a word. It follows what it is told after a moment, so whoever shows
 * what was found asks once more who may see it. Everything in it can be made anew from the database.
 */
export abstract class SearchIndex {
  /** Puts each in place of an older revision; a newer one that is there stays, so that what comes late does no harm. */
  abstract put(documents: readonly SearchDocument[]): Promise<void>;
  /** As `put`: what is older than the tombstone does not come back. */
  abstract remove(tombstones: readonly Tombstone[]): Promise<void>;
  /** Which of these it has not at all, not as they are here, or in a newer revision than there is. */
  abstract listDiffering(documents: readonly SearchDocument[]): Promise<Id[]>;
  /** The ids of documents that can be found, in their order, from the one behind `afterId`. */
  abstract listIds(afterId: Id, limit: number): Promise<Id[]>;
  /** Forgets these, their revisions too, so that whatever is put next is taken. */
  abstract discard(ids: readonly Id[]): Promise<void>;
  /** Pinned ones first, then by activity. Words without a letter or digit find nothing. */
  abstract search(query: SearchQuery): Promise<SearchHits>;
}

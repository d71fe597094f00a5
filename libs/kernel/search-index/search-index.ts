import type { Id } from '#kernel/database';

/** Kept in rows and in indexes, so none is ever renamed. */
export const searchKinds = ['post', 'member', 'topic'] as const;
export type SearchKind = (typeof searchKinds)[number];

export type Attachment = 'image' | 'video';

/** What can be found, with what decides who finds it and where it stands in a list. */
export interface SearchDocument {
  readonly kind: SearchKind;
  readonly id: Id;
  /** Rises with every change of what the document is made of. */
  readonly revision: number;
  /** A member's own id; 0 for what is nobody's. */
  readonly authorId: Id;
  readonly visibility: number;
  readonly isTop: boolean;
  readonly createdAt: Date;
  readonly activeAt: Date;
  /** The more, the further up in the order `hot`. */
  readonly heat: number;
  readonly has: readonly Attachment[];
  /** Each of these three in pieces, which no phrase reaches across. Of a long one the first 10,000 characters can be found. */
  readonly titles: readonly string[];
  readonly texts: readonly string[];
  /** Found by their words like the text, and whole with a `#` before them. */
  readonly tags: readonly string[];
  /**
   * Of the author, of a member their own. A document with no words but in these is found as well, behind the others; of a
   * member they are also found whole, with an `@` before them.
   */
  readonly names: readonly string[];
}

/** A document that is no more. */
export interface Tombstone {
  readonly kind: SearchKind;
  readonly id: Id;
  readonly revision: number;
}

export type Authors = 'anyone' | readonly Id[];

/** What may be found, for one reader: of these authors whatever the visibility, or theirs of one visibility. */
export interface SearchAccess {
  readonly always: Authors;
  readonly levels: readonly { readonly visibility: number; readonly authors: Authors }[];
  /** Nothing of these authors is found, whatever the rest says. */
  readonly except: readonly Id[];
  /** None of these documents: the reader may not see them any more, whatever the index still has. */
  readonly without: readonly Id[];
}

/** What a document has to be beside having the words. */
export interface SearchFilter {
  readonly authorId?: Id;
  /** A topic, with or without its `#`: one of the tags, or written with a `#` in the text. */
  readonly tags?: readonly string[];
  /** Made at this moment or later. */
  readonly from?: Date;
  /** Made before this moment. */
  readonly before?: Date;
  /** All of these. */
  readonly has?: readonly Attachment[];
}

/**
 * - `active`: those on top first, then by activity.
 * - `relevance`: by the sum of what is true of a document; of posts then the newest, of all else the hottest first.
 *   - 16: the words are the name of one of its topics (as in `SearchFilter.tags`), or with an `@` before them stand in it;
 *   - 8: its titles have all the words;
 *   - 4: a title, text or tag has them together and in their order;
 *   - 11: it has the last word as a whole, and not only a longer one that begins with it;
 *   - 1: titles, texts and tags have them all, without help of the names.
 * - `newest`, `hot`: as they say.
 *
 * What is alike stands by id, the latest first.
 */
export type SearchOrder = 'active' | 'relevance' | 'newest' | 'hot';

export interface SearchQuery {
  readonly kind: SearchKind;
  /** As somebody typed them: of a text that is very long, what stands first. May be empty where there is a filter. */
  readonly words: string;
  readonly filter?: SearchFilter;
  readonly access: SearchAccess;
  readonly order: SearchOrder;
  readonly offset: number;
  readonly limit: number;
}

/** The ids of one page, in order, and how many documents there are in all. */
export interface SearchHits {
  readonly ids: readonly Id[];
  readonly total: number;
  /**
   * There where nothing has the words as they were typed: those that the first of these documents has in their place, each
   * one letter away at most.
   */
  readonly instead?: readonly string[];
}

/**
 * Finds documents of the tenant in scope by their words: all of them must be there, letter for letter without regard
 * to case or to the accents of Latin letters; the last one may be the beginning of a word. Where the reader finds no document by that, words of 4 letters or
 * more of scripts with spaces, and without digits, are taken for what is one letter away too (one more, one less, another,
 * or two neighbours exchanged), for their score as well; signs are not.
 *
 * It follows what it is told after a moment, so whoever shows what was found asks once more who may see it. Everything
 * in it can be made anew from the database.
 */
export abstract class SearchIndex {
  /** Puts each in place of an older revision; a newer one that is there stays, so that what comes late does no harm. */
  abstract put(documents: readonly SearchDocument[]): Promise<void>;
  /** As `put`: what is older than the tombstone does not come back. */
  abstract remove(tombstones: readonly Tombstone[]): Promise<void>;
  /** Which of these, all of one kind, it has not at all, not as they are here, or in a newer revision than there is. */
  abstract listDiffering(documents: readonly SearchDocument[]): Promise<Id[]>;
  /** The ids of documents that can be found, in their order, from the one behind `afterId`. */
  abstract listIds(kind: SearchKind, afterId: Id, limit: number): Promise<Id[]>;
  /** Forgets these, their revisions too, so that whatever is put next is taken. */
  abstract discard(kind: SearchKind, ids: readonly Id[]): Promise<void>;
  /** Words without a letter or digit, and no filter, find nothing. */
  abstract search(query: SearchQuery): Promise<SearchHits>;
}

/** The one in the tenant's own schema. It is always kept, also where another one is asked first. */
export abstract class OwnSearchIndex extends SearchIndex {}

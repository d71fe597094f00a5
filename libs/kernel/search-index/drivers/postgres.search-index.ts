import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { digestOf } from '../document-digest.js';
import { isMistakable, meantBy, wordsInstead } from '../near-words.js';
import {
  OwnSearchIndex,
  type SearchDocument,
  type SearchHits,
  type SearchKind,
  type SearchQuery,
  type Tombstone,
} from '../search-index.js';
import { type WantedWords, wantedWords } from '../words.js';
import { type IndexedDocument, SearchDocumentsRepository } from './search-documents.repository.js';
import { termQueryOf } from './term-query.js';
import { termVectorOf } from './term-vector.js';
import { nearQuery, vocabularyOf } from './vocabulary.js';

/** So many long texts are still a message of a few megabytes. */
const atOnce = 100;

/** In a table beside what is indexed, in the same unit of work: nothing to set up, and never behind by more than a task. */
@Injectable()
export class PostgresSearchIndex extends OwnSearchIndex {
  constructor(private readonly documents: SearchDocumentsRepository) {
    super();
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    await this.documents.inUnit(async () => {
      this.documents.putWords(vocabularyOf(documents));
      for (const some of inBatches(documents.toSorted(inOrder))) await this.documents.put(some.map(indexed));
    });
  }

  async remove(tombstones: readonly Tombstone[]): Promise<void> {
    for (const some of inBatches(tombstones.toSorted(inOrder))) await this.documents.put(some.map(gone));
  }

  async listDiffering(documents: readonly SearchDocument[]): Promise<Id[]> {
    const differing: Id[] = [];
    for (const some of inBatches(documents)) {
      differing.push(...(await this.documents.listDiffering(some.map(indexed))));
    }
    return differing;
  }

  async listIds(kind: SearchKind, afterId: Id, limit: number): Promise<Id[]> {
    return this.documents.listIds(kind, afterId, limit);
  }

  async discard(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    if (ids.length) await this.documents.remove(kind, ids);
  }

  async search(query: SearchQuery): Promise<SearchHits> {
    const wanted = wantedWords(query.words);
    const terms = termQueryOf(query, wanted);
    if (!terms) return { ids: [], total: 0 };
    const { ids, total } = await this.documents.search(query, terms);
    return total > 0 ? { ids, total } : this.searchInstead(query, wanted);
  }

  private async searchInstead(query: SearchQuery, wanted: WantedWords): Promise<SearchHits> {
    const meant = await this.meantBy(wanted.words.filter(isMistakable));
    const terms = meant.size > 0 ? termQueryOf(query, wanted, meant) : null;
    if (!terms) return { ids: [], total: 0 };
    const { ids, total } = await this.documents.search(query, terms);
    const first = ids[0];
    if (first === undefined) return { ids, total };
    return { ids, total, instead: wordsInstead(wanted, await this.documents.listTerms(query.kind, first)) };
  }

  /** For each of these words those one letter away that some document has. */
  private async meantBy(words: readonly string[]): Promise<Map<string, string[]>> {
    const known = words.length > 0 ? await this.documents.listWords(nearQuery(words)) : [];
    const meant = words.map((word): [string, string[]] => [word, meantBy(word, known)]);
    return new Map(meant.filter(([, others]) => others.length > 0));
  }
}

function indexed(document: SearchDocument): IndexedDocument {
  const { kind, id, revision, authorId, visibility, isTop, createdAt, activeAt, heat } = document;
  const row = { kind, id, revision, authorId, visibility, isTop, createdAt, activeAt, heat };
  return { ...row, digest: digestOf(document), terms: termVectorOf(document) };
}

function gone({ kind, id, revision }: Tombstone): IndexedDocument {
  const at = new Date(0);
  const nothing = {
    digest: '',
    authorId: 0,
    visibility: 0,
    isTop: false,
    createdAt: at,
    activeAt: at,
    heat: 0,
    terms: '',
  };
  return { kind, id, revision, ...nothing };
}

/** In one order, also from batch to batch, so that two who put many never wait for each other. */
const inOrder = (one: Tombstone, other: Tombstone): number => one.kind.localeCompare(other.kind) || one.id - other.id;

function* inBatches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let first = 0; first < all.length; first += atOnce) yield all.slice(first, first + atOnce);
}

import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import {
  type SearchDocument,
  type SearchHits,
  SearchIndex,
  type SearchQuery,
  type Tombstone,
} from '../search-index.js';
import { type IndexedDocument, SearchDocumentsRepository } from './search-documents.repository.js';
import { queryTermsOf, termsOf } from './terms.js';

/** So many long texts are still a message of a few megabytes. */
const atOnce = 100;

/** In a table beside what is indexed, in the same unit of work: nothing to set up, and never behind by more than a task. */
@Injectable()
export class PostgresSearchIndex extends SearchIndex {
  constructor(private readonly documents: SearchDocumentsRepository) {
    super();
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    for (let first = 0; first < documents.length; first += atOnce) {
      const some = documents.slice(first, first + atOnce);
      await this.documents.put(some.map(indexed));
    }
  }

  async remove(tombstones: readonly Tombstone[]): Promise<void> {
    const nothing = { authorId: 0, visibility: 0, isTop: false, activeAt: new Date(0), terms: [] };
    if (tombstones.length)
      await this.documents.put(tombstones.map(({ id, revision }) => ({ id, revision, ...nothing })));
  }

  async listDiffering(documents: readonly SearchDocument[]): Promise<Id[]> {
    const differing: Id[] = [];
    for (let first = 0; first < documents.length; first += atOnce) {
      const some = documents.slice(first, first + atOnce);
      differing.push(...(await this.documents.listDiffering(some.map(indexed))));
    }
    return differing;
  }

  async listIds(afterId: Id, limit: number): Promise<Id[]> {
    return this.documents.listIds(afterId, limit);
  }

  async discard(ids: readonly Id[]): Promise<void> {
    if (ids.length) await this.documents.remove(ids);
  }

  async search({ words, ...rest }: SearchQuery): Promise<SearchHits> {
    const { whole, prefix } = queryTermsOf(words);
    const conditions = [...whole.map(quoted), ...(prefix === undefined ? [] : [`${quoted(prefix)}:*`])];
    return conditions.length
      ? this.documents.search({ query: conditions.join(' & '), ...rest })
      : { ids: [], total: 0 };
  }
}

function indexed({ text, tags, ...document }: SearchDocument): IndexedDocument {
  return { ...document, terms: termsOf(text, tags) };
}

/** A term of a tsquery that means itself, whatever is in it. */
const quoted = (term: string): string => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

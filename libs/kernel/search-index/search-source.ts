import type { Id } from '#kernel/database';
import type { SearchDocument, SearchIndex, SearchKind, Tombstone } from './search-index.js';

export const isTombstone = (found: SearchDocument | Tombstone): found is Tombstone => !('texts' in found);

/** What documents are made of, in the tenant in scope; the community implements it. */
export abstract class SearchSource {
  /** As they are now; what is gone as a tombstone, and nothing for an id without a row. In the order of the ids. */
  abstract read(kind: SearchKind, ids: readonly Id[]): Promise<(SearchDocument | Tombstone)[]>;
  /** The next ones behind `afterId`, in the order of the ids, what is gone as a tombstone. */
  abstract list(kind: SearchKind, afterId: Id, limit: number): Promise<(SearchDocument | Tombstone)[]>;
}

/** Brings what a source has said into an index: documents, and tombstones of what is gone. */
export async function putFound(index: SearchIndex, found: readonly (SearchDocument | Tombstone)[]): Promise<void> {
  const documents = found.filter((one): one is SearchDocument => !isTombstone(one));
  const tombstones = found.filter(isTombstone);
  if (documents.length) await index.put(documents);
  if (tombstones.length) await index.remove(tombstones);
}

import type { Id } from '#kernel/database';
import type { SearchDocument, SearchKind, Tombstone } from './search-index.js';

export const isTombstone = (found: SearchDocument | Tombstone): found is Tombstone => !('texts' in found);

/** What documents are made of, in the tenant in scope; the community implements it. */
export abstract class SearchSource {
  /** As they are now; what is gone as a tombstone, and nothing for an id without a row. In the order of the ids. */
  abstract read(kind: SearchKind, ids: readonly Id[]): Promise<(SearchDocument | Tombstone)[]>;
  /** The next ones behind `afterId`, in the order of the ids, what is gone as a tombstone. */
  abstract list(kind: SearchKind, afterId: Id, limit: number): Promise<(SearchDocument | Tombstone)[]>;
}

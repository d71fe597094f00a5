export { digestOf } from './document-digest.js';
export { isMistakable, isOneAway, wordsInstead } from './near-words.js';
export {
  type Attachment,
  type Authors,
  OwnSearchIndex,
  type SearchAccess,
  type SearchDocument,
  type SearchFilter,
  type SearchHits,
  SearchIndex,
  type SearchKind,
  searchKinds,
  type SearchOrder,
  type SearchQuery,
  type Tombstone,
} from './search-index.js';
export { SearchIndexModule } from './search-index.module.js';
export { isTombstone, putFound, SearchSource } from './search-source.js';
export {
  DocumentsRefused,
  mostShown,
  type RefusedDocument,
  SearchStore,
  SearchStoreUnusable,
  type StoredDigest,
  type StoredIndex,
  type StoredSize,
} from './search-store.js';
export { folded, isSpaceless, type WantedWords, wantedWords } from './words.js';

export {
  type Authors,
  type SearchAccess,
  type SearchDocument,
  type SearchHits,
  SearchIndex,
  type SearchQuery,
  type Tombstone,
} from './search-index.js';
export { SearchIndexModule } from './search-index.module.js';

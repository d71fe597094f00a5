export { SearchIndexModule } from './search-index.module.js';

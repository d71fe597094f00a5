export { type FoundPosts, PostSearchService } from './post-search.service.js';
export { SearchModule } from './search.module.js';

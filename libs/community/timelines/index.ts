export type { Tab } from './member-lists.queries.js';
export { MemberPostsService } from './member-posts.service.js';
export type { PostList } from './post-lists.js';
export { foundPieces, type FoundPage, SearchPageService, type SearchResult } from './search-page.service.js';
export type { ListedPost, PublicPosts } from './public-posts.queries.js';
export { PublicPostsService } from './public-posts.service.js';
export type { Timeline } from './timeline-sources.queries.js';
export { TimelinesModule } from './timelines.module.js';
export { TimelinesService } from './timelines.service.js';

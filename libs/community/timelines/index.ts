export type { Tab } from './member-lists.queries.js';
export { MemberPostsService } from './member-posts.service.js';
export type { PostList } from './post-lists.js';
export type { Timeline } from './timeline-sources.queries.js';
export { TimelinesModule } from './timelines.module.js';
export { TimelinesService } from './timelines.service.js';

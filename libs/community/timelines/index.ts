export type { Timeline } from './timeline-sources.queries.js';
export { TimelinesModule } from './timelines.module.js';
export { type PostList, TimelinesService } from './timelines.service.js';

export { type CountedPost, TopicCountsService } from './topic-counts.service.js';
export { TopicsModule } from './topics.module.js';

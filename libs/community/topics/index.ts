export { type CountedPost, TopicCountsService } from './topic-counts.service.js';
export { tagKey } from './topic-key.js';
export { TopicsCounted } from './topics.events.js';
export { TopicsModule } from './topics.module.js';
export type { TopicList, TopicRow } from './topics.queries.js';
export { type Topic, TopicsService } from './topics.service.js';
export { TopicView, topicView } from './topics.views.js';

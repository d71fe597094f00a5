import type { TopicRow } from '#community/topics';
import type { TopicView } from './topic-row.js';

/** As its reader has it; who used it first is not told. */
export const topicView = ({ id, name, quoteCount: posts, isFollowed, isTop, isPin }: TopicRow): TopicView => ({
  ...{ id, name, posts, isFollowed, isTop, isPin },
});

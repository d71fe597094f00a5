import type { Topic, TopicRow } from '#community/topics';
import type { TopicView } from './topic-row.js';

type Shown = TopicRow & Partial<Pick<Topic, 'about'>>;

/** As its reader has it; who used it first is not told. */
export const topicView = ({ id, name, quoteCount: posts, isFollowed, isTop, isPin, about = '' }: Shown): TopicView => ({
  ...{ id, name, posts, isFollowed, isTop, isPin, about },
});

import type { Counts } from '#kernel/jobs';

/** No index finds the posts of a topic, so each batch reads all of them: few and large ones. */
export const topicCounts: Counts = {
  table: 'topic',
  where: 'true',
  order: 'key', // as whoever counts a post for several of them
  batch: 20_000,
  columns: {
    quote_count: (among) => `select topic_id as id, count(*) from post_topic where ${among('topic_id')} group by 1`,
  },
};

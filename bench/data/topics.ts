import type { Row } from './copy.js';
import { beginning, type Post } from './making.js';

interface Topic {
  readonly id: number;
  readonly name: string;
  readonly creatorId: number;
  count: number;
}

/** The topics of posts that are not private, as a task would have counted them. */
export function topicsOf(posts: readonly Post[]): { topic: Row[]; post_topic: Row[] } {
  const topics = new Map<string, Topic>();
  const uses: Row[] = [];
  for (const { id, authorId, tags } of posts.filter(({ visibility }) => visibility > 0)) {
    for (const name of tags) {
      const key = name.normalize('NFC').toLowerCase();
      const topic = topics.get(key) ?? { id: topics.size + 1, name, creatorId: authorId, count: 0 };
      topics.set(key, topic);
      topic.count += 1;
      uses.push({ post_id: id, topic_id: topic.id });
    }
  }
  const rows = [...topics].map(([key, { id, name, creatorId, count }]) => {
    const created = new Date(beginning + id * 1000);
    return { id, name, key, creator_id: creatorId, quote_count: count, revision: count, created_at: created };
  });
  return { topic: rows, post_topic: uses };
}

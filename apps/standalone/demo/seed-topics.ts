import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#community/identity';
import { type CountedPost, TopicCountsService, TopicsService } from '#community/topics';
import type { DemoContent } from './demo-content.js';

/** Topics are made by a task of each post; here at once, so that somebody can follow them. */
export async function seedTopics(
  app: INestApplicationContext,
  owner: Member,
  posts: readonly CountedPost[],
  chosen: DemoContent['topics'],
): Promise<void> {
  const counts = app.get(TopicCountsService, { strict: false });
  const topics = app.get(TopicsService, { strict: false });
  for (const post of posts) await counts.recount([post]);
  for (const { id, name } of await topics.list(owner, 'new', 1000)) {
    if (!chosen[name]) continue;
    await topics.follow(owner, id);
    if (chosen[name] === 'pinned') await topics.togglePin(owner, id);
  }
}

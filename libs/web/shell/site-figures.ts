import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { CommunityFigures } from '#community/site';
import { TimelinesService } from '#community/timelines';
import { TopicsService } from '#community/topics';
import type { Figures } from './site-layout.js';

const secondsRemembered = 5;
const mostTopics = 12;

/** What is true of the whole community, as it looks to a guest. */
@Injectable()
export class SiteFigures {
  constructor(
    private readonly community: CommunityFigures,
    private readonly timelines: TimelinesService,
    private readonly topics: TopicsService,
    private readonly cache: Cache,
  ) {}

  async read(): Promise<Figures> {
    return this.cache.get('web.figures', secondsRemembered, async () => {
      const first = { page: 1, size: 1, offset: 0 };
      const [members, { total: posts }, topics] = await Promise.all([
        this.community.members(),
        this.timelines.list(null, { style: 'newest' }, first),
        this.topics.list(null, 'hot', mostTopics),
      ]);
      return { members, posts, topics: topics.map(({ name }) => name) };
    });
  }
}

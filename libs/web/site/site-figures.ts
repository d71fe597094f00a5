import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { CommunityFigures } from '#community/site';
import { TimelinesService } from '#community/timelines';
import type { Figures } from './site-layout.js';

const secondsRemembered = 5;

/** How large the community looks to a guest. */
@Injectable()
export class SiteFigures {
  constructor(
    private readonly community: CommunityFigures,
    private readonly timelines: TimelinesService,
    private readonly cache: Cache,
  ) {}

  async read(): Promise<Figures> {
    return this.cache.get('web.figures', secondsRemembered, async () => {
      const first = { page: 1, size: 1, offset: 0 };
      const [members, { total: posts }] = await Promise.all([
        this.community.members(),
        this.timelines.list(null, { style: 'newest' }, first),
      ]);
      return { members, posts };
    });
  }
}

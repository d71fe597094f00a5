import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { CommunityFiguresQueries } from './community-figures.queries.js';

/** Nobody minds when these are late, and counting is more work than a page. */
const secondsRemembered = 10;

/** How large the community is, as it tells everybody. */
@Injectable()
export class CommunityFigures {
  constructor(
    private readonly queries: CommunityFiguresQueries,
    private readonly cache: Cache,
  ) {}

  /** Counted now, for the few who look after the community. */
  async membersNow(): Promise<number> {
    return this.queries.countMembers();
  }

  async members(): Promise<number> {
    const load = async () => ({ members: await this.queries.countMembers() });
    return (await this.cache.get('site.figures', secondsRemembered, load)).members;
  }
}

import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type CommunityStanding, CommunityStandingQueries } from './community-standing.queries.js';

const MB = 1024 * 1024;

/** Counted anew each time, for the few who look after a community: one statement. */
@Injectable()
export class CommunityStandingService {
  /** Bytes that the files of a community may have in all; null: no limit. */
  readonly room: number | null;

  constructor(
    config: Config,
    private readonly queries: CommunityStandingQueries,
  ) {
    this.room = config.mediaQuota > 0 ? config.mediaQuota * MB : null;
  }

  async read(): Promise<CommunityStanding> {
    return this.queries.read();
  }
}

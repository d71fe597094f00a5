import { Injectable } from '@nestjs/common';
import { Quotas } from '#kernel/quotas';
import { type CommunityStanding, CommunityStandingQueries } from './community-standing.queries.js';

/** Counted anew each time, for the few who look after a community: one statement. */
@Injectable()
export class CommunityStandingService {
  constructor(
    private readonly quotas: Quotas,
    private readonly queries: CommunityStandingQueries,
  ) {}

  /** Bytes that the files of the community in scope may have in all; null: no limit. */
  get room(): number | null {
    return this.quotas.limit('media_bytes');
  }

  async read(): Promise<CommunityStanding> {
    return this.queries.read();
  }
}

import { Injectable } from '@nestjs/common';
import { type BrokenLink, ChainWalk, type Head } from './audit-chain.js';
import { AuditChainQueries } from './audit-chain.queries.js';

const pageSize = 1_000;

export interface AuditVerified {
  /** Rows that were looked at: all of them, or those up to the first broken one. */
  readonly checked: number;
  /** Null: nothing was changed, removed, moved or put in. */
  readonly broken: BrokenLink | null;
  /** To be noted where whoever writes to this database cannot write. */
  readonly head: Head;
}

@Injectable()
export class AuditVerification {
  constructor(private readonly chain: AuditChainQueries) {}

  /** Along the whole chain, while it may grow. `noted`: an earlier head. */
  async verify(noted?: Head): Promise<AuditVerified> {
    const walk = new ChainWalk(noted);
    for (;;) {
      const { head, links } = await this.chain.page(walk.at, pageSize);
      const isWhole = links.every((link) => walk.step(link));
      if (isWhole && links.length === pageSize) continue;
      walk.end(head);
      return { checked: walk.checked, broken: walk.broken, head };
    }
  }
}

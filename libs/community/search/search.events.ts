import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** The posts behind `afterId` are still to be put into the index anew. */
export class SearchRebuildRequested extends DomainEvent {
  static override readonly type = 'search.rebuild-requested';
  constructor(readonly afterId: Id) {
    super();
  }
}

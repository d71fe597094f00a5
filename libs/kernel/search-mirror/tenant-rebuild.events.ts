import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';
import type { SearchKind } from '#kernel/search-index';

/** The documents of this kind behind `afterId`, and those of all kinds after it, are still to be put anew. */
export class SearchRebuildRequested extends DomainEvent {
  static override readonly type = 'search.rebuild-requested';
  constructor(
    /** None in tasks of software that knew posts only. */
    readonly kind: SearchKind | undefined,
    readonly afterId: Id,
    /** Of the run that is told how far it has come. */
    readonly runId?: Id,
  ) {
    super();
  }
}

export const rebuildTask = 'search.rebuild-index';
export const rebuildKey = (runId: Id | string): string => `run ${runId}`;

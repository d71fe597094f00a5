import { Inject, Injectable } from '@nestjs/common';
import { DerivedState, type Mended, Outbox } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { FillDue } from './mirror.events.js';
import { SearchFillsRepository } from './search-fills.repository.js';

/** What the store has. It is asked outside of units of work, so a run only has it compared and mended, by tasks. */
@Injectable()
export class MirrorReconciler extends DerivedState {
  readonly name = 'search.store';
  readonly kind = 'search';

  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly fills: SearchFillsRepository,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async mend(): Promise<Mended> {
    const indexes = this.store ? await this.fills.compareAgain() : [];
    for (const index of indexes) this.outbox.add(new FillDue(index));
    return { checked: indexes.length, repaired: 0, next: null };
  }
}

import { Injectable } from '@nestjs/common';
import { On, Outbox } from '#kernel/jobs';
import { SearchIndexingService } from './search-indexing.service.js';
import { rebuildTask } from './search-rebuild.queries.js';
import { SearchRebuildRequested } from './search.events.js';

const batch = 500;

@Injectable()
export class RebuildIndex {
  constructor(
    private readonly indexing: SearchIndexingService,
    private readonly outbox: Outbox,
  ) {}

  /** Each batch is a task of its own, which hands over to the next as it ends: what breaks off goes on from there. */
  @On(SearchRebuildRequested, { task: rebuildTask, class: 'maintenance' })
  async handle({ afterId }: SearchRebuildRequested): Promise<void> {
    const last = await this.indexing.indexNext(afterId, batch);
    if (last !== null) this.outbox.add(new SearchRebuildRequested(last));
  }
}

import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { On, Outbox } from '#kernel/jobs';
import { SearchStoreUnusable } from '#kernel/search-index';
import { FillSteps } from './fill-steps.js';
import { FillDue, fillTask } from './mirror.events.js';
import { SearchFillsRepository } from './search-fills.repository.js';

/** So long one task goes on; small communities need no other. */
const within = 1_000;

@Injectable()
export class FillIndex {
  constructor(
    private readonly steps: FillSteps,
    private readonly fills: SearchFillsRepository,
    private readonly db: TenantDatabase,
    private readonly outbox: Outbox,
  ) {}

  /**
   * How far it has come is in the row of the fill, step by step: what breaks off goes on from there. While the store
   * cannot be used this is no failure: the keeper has it go on later.
   */
  @On(FillDue, { task: fillTask, class: 'maintenance', key: ({ index }) => index, inUnit: false })
  async handle({ index }: FillDue): Promise<void> {
    try {
      await this.goOn(index);
    } catch (error) {
      if (error instanceof SearchStoreUnusable) return;
      await this.fills.noteError(index, (error as Error).name);
      throw error;
    }
  }

  private async goOn(index: string): Promise<void> {
    const end = performance.now() + within;
    while (await this.steps.take(index))
      if (performance.now() > end) return this.db.transaction(async () => this.outbox.add(new FillDue(index)));
  }
}

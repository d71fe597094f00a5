import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '#kernel/logging';
import { ObjectStore } from './object-store.js';

/** Says where files are kept, and at once when they cannot be. Nobody waits for the store: it may come later. */
@Injectable()
export class StoreNotice implements OnApplicationBootstrap {
  constructor(
    private readonly store: ObjectStore,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.log.log(`Files are kept in ${this.store.place}.`);
    void this.look();
  }

  /** Until it has, files are neither taken nor shown; each attempt says why. */
  async look(): Promise<void> {
    try {
      await this.store.check();
    } catch (error) {
      this.log.warn(`Files can be neither taken nor shown. ${(error as Error).message}`);
    }
  }
}

import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended, Outbox } from '#kernel/jobs';
import { MediaUploaded } from '../media.events.js';
import { MediaAccountsRepository } from './media-accounts.repository.js';

const batch = 500;

/** What is booked for the files of each member, and of all together. */
@Injectable()
export class UsageReconciler extends DerivedState {
  readonly name = 'media.usage';
  readonly kind = 'media';

  constructor(private readonly accounts: MediaAccountsRepository) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, wrong } = await this.accounts.compareUsage(after, batch);
    const repaired = wrong.length > 0 ? await this.accounts.settleUsage(wrong) : 0;
    return { checked, repaired, next: checked < batch ? null : last };
  }
}

/** Files that wait for their variants, and for which nobody makes them any more. */
@Injectable()
export class PendingFilesReconciler extends DerivedState {
  readonly name = 'media.pending';
  readonly kind = 'media';

  constructor(
    private readonly accounts: MediaAccountsRepository,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, wrong } = await this.accounts.listForgotten(after, batch);
    const forgotten = wrong.length > 0 ? await this.accounts.lockForgotten(wrong) : [];
    for (const id of forgotten) this.outbox.add(new MediaUploaded(id));
    return { checked, repaired: forgotten.length, next: checked < batch ? null : last };
  }
}

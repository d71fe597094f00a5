import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { type DomainEvent, Outbox } from '#kernel/jobs';
import { Signals } from '#kernel/signals';
import { newPostsSignal } from './post-signals.js';
import { PostTotals } from './post-totals.js';

/** Says in a unit of work what it changes: to those who react to it, and to the lists, which may be longer or shorter now. */
@Injectable()
export class PostNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly totals: PostTotals,
    private readonly signals: Signals,
  ) {}

  tell(event: DomainEvent & { readonly postId: Id }): void {
    this.outbox.add(event);
    this.totals.forget(event.postId);
  }

  /** There is one more that everybody may see: to those who are looking at a list. */
  signalNew(): void {
    this.signals.giveAfterCommit(newPostsSignal);
  }
}

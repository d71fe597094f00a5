import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended } from '#kernel/jobs';
import { FriendNoticesRepository } from './friend-notices.repository.js';
import { MessageCounts } from './message-counts.js';
import { MissingNoticesRepository, type NoticeBatch } from './missing-notices-reconciliation.repository.js';
import { StaleNoticesRepository } from './stale-notices-reconciliation.repository.js';

const batch = 500;
/** Each may have asked many. */
const memberBatch = 50;
/** Each is told for itself. */
const mostTold = 100;

abstract class NoticesReconciler extends DerivedState {
  readonly kind = 'message';

  constructor(protected readonly counts: MessageCounts) {
    super();
  }

  protected mended({ checked, last, changed }: NoticeBatch): Mended {
    this.counts.forgetLater([...new Set(changed)]);
    return { checked, repaired: changed.length, next: checked < batch ? null : last };
  }
}

@Injectable()
export class StaleNoticesReconciler extends NoticesReconciler {
  readonly name = 'messages.stale';

  constructor(
    counts: MessageCounts,
    private readonly notices: StaleNoticesRepository,
  ) {
    super(counts);
  }

  async mend(after: Id): Promise<Mended> {
    return this.mended(await this.notices.forgetNext(after, batch));
  }
}

@Injectable()
export class CommentNoticesReconciler extends NoticesReconciler {
  readonly name = 'messages.comments';

  constructor(
    counts: MessageCounts,
    private readonly notices: MissingNoticesRepository,
  ) {
    super(counts);
  }

  async mend(after: Id): Promise<Mended> {
    return this.mended(await this.notices.tellOfComments(after, batch));
  }
}

@Injectable()
export class QuoteNoticesReconciler extends NoticesReconciler {
  readonly name = 'messages.quotes';

  constructor(
    counts: MessageCounts,
    private readonly notices: MissingNoticesRepository,
  ) {
    super(counts);
  }

  async mend(after: Id): Promise<Mended> {
    return this.mended(await this.notices.tellOfQuotes(after, batch));
  }
}

/** Messages about friend requests: those that show something else than the request says, and those that are missing. */
@Injectable()
export class RequestNoticesReconciler extends NoticesReconciler {
  readonly name = 'messages.requests';

  constructor(
    counts: MessageCounts,
    private readonly notices: StaleNoticesRepository,
    private readonly requests: FriendNoticesRepository,
  ) {
    super(counts);
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, wrong, untold } = await this.notices.compareRequests(after, memberBatch);
    const changed = wrong.length > 0 ? await this.notices.showRequests(wrong) : [];
    const now = untold.slice(0, mostTold);
    for (const { memberId, otherId, round } of now)
      changed.push(...(await this.requests.add(memberId, otherId, round)));
    this.counts.forgetLater([...new Set(changed)]);
    if (untold.length > now.length) return { checked: 0, repaired: changed.length, next: after }; // once more, for the others
    return { checked, repaired: changed.length, next: last };
  }
}

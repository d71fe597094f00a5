import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended } from '#kernel/jobs';
import { FriendNoticesRepository } from './friend-notices.repository.js';
import { MessageCounts } from './message-counts.js';
import { MissingNoticesRepository, type NoticeBatch } from './missing-notices-reconciliation.repository.js';
import { RequestNoticesRepository } from './request-notices-reconciliation.repository.js';
import { WrongNoticesRepository } from './wrong-notices-reconciliation.repository.js';

const batch = 500;
/** Each may have asked many. */
const memberBatch = 50;
/** Each is told for itself. */
const mostTold = 100;

abstract class NoticesReconciler extends DerivedState {
  readonly kind = 'message';

  constructor(private readonly counts: MessageCounts) {
    super();
  }

  protected abstract mendNext(after: Id): Promise<NoticeBatch>;

  async mend(after: Id): Promise<Mended> {
    const { checked, last, changed } = await this.mendNext(after);
    this.counts.forgetLater([...new Set(changed)]);
    return { checked, repaired: changed.length, next: checked < batch ? null : last };
  }
}

/** By its name before those that tell: what is taken away here and had to be told, they tell anew in the same run. */
@Injectable()
export class AstrayNoticesReconciler extends NoticesReconciler {
  readonly name = 'messages.astray';

  constructor(
    counts: MessageCounts,
    private readonly notices: WrongNoticesRepository,
  ) {
    super(counts);
  }

  protected async mendNext(after: Id): Promise<NoticeBatch> {
    return this.notices.forgetAstray(after, batch);
  }
}

@Injectable()
export class StaleNoticesReconciler extends NoticesReconciler {
  readonly name = 'messages.stale';

  constructor(
    counts: MessageCounts,
    private readonly notices: WrongNoticesRepository,
  ) {
    super(counts);
  }

  protected async mendNext(after: Id): Promise<NoticeBatch> {
    return this.notices.forgetStale(after, batch);
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

  protected async mendNext(after: Id): Promise<NoticeBatch> {
    return this.notices.tellOfComments(after, batch);
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

  protected async mendNext(after: Id): Promise<NoticeBatch> {
    return this.notices.tellOfQuotes(after, batch);
  }
}

/** Messages about friend requests: those that show something else than the request says, and those that are missing. */
@Injectable()
export class RequestNoticesReconciler extends DerivedState {
  readonly name = 'messages.requests';
  readonly kind = 'message';

  constructor(
    private readonly counts: MessageCounts,
    private readonly requests: RequestNoticesRepository,
    private readonly notices: FriendNoticesRepository,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, wrong, untold } = await this.requests.compareNext(after, memberBatch);
    const changed = wrong.length > 0 ? await this.requests.show(wrong) : [];
    const now = untold.slice(0, mostTold);
    for (const { memberId, otherId, round } of now) changed.push(...(await this.notices.add(memberId, otherId, round)));
    this.counts.forgetLater([...new Set(changed)]);
    if (untold.length > now.length) return { checked: 0, repaired: changed.length, next: after }; // once more, for the others
    return { checked, repaired: changed.length, next: last };
  }
}

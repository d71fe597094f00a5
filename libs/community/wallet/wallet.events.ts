import { DomainEvent } from '#kernel/jobs';

/** Of orders that nobody paid there were more than are removed at once. */
export class UnpaidOrdersLeft extends DomainEvent {
  static override readonly type = 'wallet.unpaid-orders-left';
}

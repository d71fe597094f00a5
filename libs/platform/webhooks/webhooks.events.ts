import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** A message is to be sent; `attempt`: how often it has been before, so that no try is made twice. */
export class DeliveryDue extends DomainEvent {
  static override readonly type = 'webhook-delivery.due';

  constructor(
    readonly deliveryId: Id,
    readonly attempt: number,
  ) {
    super();
  }
}

/** After it did not for a while: what waits for it can go out. */
export class WebhookRecovered extends DomainEvent {
  static override readonly type = 'webhook.recovered';

  constructor(readonly webhookId: Id) {
    super();
  }
}

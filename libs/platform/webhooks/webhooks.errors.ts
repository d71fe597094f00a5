import { AppError } from '#kernel/http';

export class WebhookNotFound extends AppError {
  constructor() {
    super('webhook.not-found');
  }
}

export class WebhookUrlRefused extends AppError {
  constructor(reason: string) {
    super('webhook.url-refused', { reason });
  }
}

export class WebhooksTooMany extends AppError {
  constructor(most: number) {
    super('webhook.too-many', { most });
  }
}

/** Nothing is sent to it until it is active again. */
export class WebhookInactive extends AppError {
  constructor() {
    super('webhook.inactive');
  }
}

export class DeliveryNotFound extends AppError {
  constructor() {
    super('webhook.delivery-not-found');
  }
}

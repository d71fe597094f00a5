import { Injectable } from '@nestjs/common';
import { Clock, PlatformDatabase } from '#kernel/database';
import { On } from '#kernel/jobs';
import { Outbound, OutboundFailed, OutboundRefused } from '#kernel/outbound';
import type { Outcome } from './deliveries.repository.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { signed } from './webhook-signature.js';
import { WebhookRecords } from './webhook-records.js';
import { DeliveryDue } from './webhooks.events.js';
import { type Due, WebhooksQueries } from './webhooks.queries.js';

/** Sends one message, once for each attempt; twice only where a process ends between the answer and the note of it. */
@Injectable()
export class DeliverMessage {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly records: WebhookRecords,
    private readonly views: WebhooksQueries,
    private readonly secrets: WebhookSecrets,
    private readonly outbound: Outbound,
    private readonly clock: Clock,
  ) {}

  @On(DeliveryDue, {
    task: 'webhooks.deliver',
    class: 'outbound',
    inUnit: false,
    key: ({ deliveryId, attempt }: DeliveryDue) => `${deliveryId}:${attempt}`,
  })
  async handle({ deliveryId, attempt }: DeliveryDue): Promise<void> {
    const due = await this.views.findDue(deliveryId, attempt);
    if (!due) return;
    const outcome = await this.send(due);
    const tried = { id: deliveryId, attempt, webhookId: due.webhookId };
    await this.db.transaction(() => this.records.note(tried, outcome));
  }

  private async send({ url, message, body, salts }: Due): Promise<Outcome> {
    const timestamp = Math.floor(this.clock.now().getTime() / 1000);
    const secrets = salts.map((salt) => this.secrets.of(salt));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'paopao-webhooks/1',
      ...signed({ message, timestamp, body, secrets }),
    };
    try {
      const { status } = await this.outbound.send({ method: 'POST', url, headers, body });
      return { status, error: errorOf(status) };
    } catch (error) {
      if (error instanceof OutboundRefused || error instanceof OutboundFailed)
        return { status: null, error: error.message };
      throw error;
    }
  }
}

function errorOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400
    ? 'It answered with a redirect, which is not followed.'
    : `It answered ${status}.`;
}

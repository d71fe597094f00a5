import { Injectable } from '@nestjs/common';
import { Every, On } from '#kernel/jobs';
import { TenantActed } from '#platform/audit';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveriesService } from './deliveries.service.js';
import { typeOf } from './webhook-types.js';
import { WebhookRecovered } from './webhooks.events.js';

const mostRemoved = 50_000;

/** When messages are made, and when they are sent. */
@Injectable()
export class GiveDeliveries {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly rows: DeliveriesRepository,
  ) {}

  @On(TenantActed, {
    task: 'webhooks.tell',
    class: 'outbound',
    when: (event: TenantActed) => typeOf(event) !== undefined,
  })
  async tell(event: TenantActed): Promise<void> {
    await this.deliveries.tell(event);
  }

  @On(WebhookRecovered, {
    task: 'webhooks.give-waiting',
    class: 'outbound',
    key: ({ webhookId }: WebhookRecovered) => `${webhookId}`,
  })
  async giveWaiting({ webhookId }: WebhookRecovered): Promise<void> {
    await this.deliveries.giveDue(webhookId);
  }

  @Every('1 minute', { task: 'webhooks.give-due', class: 'outbound' })
  async giveDue(): Promise<void> {
    await this.rows.endOverdue();
    await this.deliveries.giveDue();
  }

  @Every('1 day', { task: 'webhooks.remove-old-deliveries', class: 'maintenance' })
  async removeOld(): Promise<void> {
    await this.rows.removeOld(mostRemoved);
  }
}

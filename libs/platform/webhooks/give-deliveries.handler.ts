import { Injectable } from '@nestjs/common';
import { Clock, PlatformDatabase } from '#kernel/database';
import { Every, On } from '#kernel/jobs';
import { QuotaNearlyUsed } from '#kernel/quotas';
import { scope, tenantScope } from '#kernel/scope';
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
    private readonly db: PlatformDatabase,
    private readonly clock: Clock,
  ) {}

  @On(TenantActed, {
    task: 'webhooks.tell',
    class: 'outbound',
    when: (event: TenantActed) => typeOf(event) !== undefined,
  })
  async tell(event: TenantActed): Promise<void> {
    await this.deliveries.tell(event);
  }

  /** A task of the community, whose messages are the platform's. The same once more is the same message. */
  @On(QuotaNearlyUsed, { task: 'webhooks.tell-quota', class: 'outbound', inUnit: false })
  async tellQuota({ quota, used, limit, day }: QuotaNearlyUsed): Promise<void> {
    const { id: tenantId } = tenantScope.current();
    const at = this.clock.now().toISOString();
    const news = { id: `quota-${tenantId}-${quota}-${day}`, at, action: 'quota.warning', tenantId };
    await scope.with({ tenant: undefined }, () =>
      this.db.transaction(() => this.deliveries.tell({ ...news, facts: { quota, used, limit } })),
    );
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

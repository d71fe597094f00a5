import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, type Id, PlatformDatabase } from '#kernel/database';
import { type CursorList, cursorList, type Stretch } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { AuditLog, type TenantActed } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { DeliveriesRepository, type Given } from './deliveries.repository.js';
import { testType, typeOf } from './webhook-types.js';
import type { DeliveryState, DeliveryView } from './webhooks.dto.js';
import { DeliveryNotFound, WebhookInactive, WebhookNotFound } from './webhooks.errors.js';
import { DeliveryDue } from './webhooks.events.js';
import { type ToldTenant, WebhooksQueries } from './webhooks.queries.js';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly tenant: ToldTenant | null;
  readonly data: object;
}

/** The messages that go to webhooks, before and after they are sent. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly deliveries: DeliveriesRepository,
    private readonly views: WebhooksQueries,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(webhookId: Id, state: DeliveryState | null, stretch: Stretch): Promise<CursorList<DeliveryView>> {
    if (!(await this.views.find(webhookId))) throw new WebhookNotFound();
    return cursorList(await this.views.listDeliveries(webhookId, state, stretch), stretch, (delivery) => delivery);
  }

  /** One message for each webhook that wants it. In a unit of work. */
  async tell({ id, at, action, tenantId, facts }: TenantActed): Promise<void> {
    const type = typeOf({ action, facts });
    const webhookIds = type ? await this.views.listConcerned(type, at) : [];
    if (!type || webhookIds.length === 0) return;
    const tenant = await this.views.findTenant(tenantId);
    const message = `msg_${id}`;
    const body = bodyOf({ id: message, type, at, tenant, data: facts });
    this.give(await this.deliveries.add(webhookIds, { message, type, tenantId, body }));
  }

  /** A message that says nothing but that it arrives. */
  async test(operator: OperatorAccount, webhookId: Id): Promise<DeliveryView> {
    return this.db.transaction(async () => {
      await this.refuseInactive(webhookId);
      const message = `msg_${randomUUID()}`;
      const told = { id: message, type: testType, at: this.clock.now().toISOString(), tenant: null, data: {} };
      const news = { message, type: testType, tenantId: null, body: bodyOf(told) };
      const given = await this.deliveries.addOne(webhookId, news);
      this.give([given]);
      await this.audit.record(operator, { action: 'webhook.test', details: { webhook: webhookId }, status: 202 });
      return (await this.views.findDelivery(given.id))!;
    });
  }

  /** The same message once more. */
  async redeliver(operator: OperatorAccount, webhookId: Id, id: Id): Promise<DeliveryView> {
    return this.db.transaction(async () => {
      await this.refuseInactive(webhookId);
      const given = await this.deliveries.giveAgain(webhookId, id);
      if (!given) throw new DeliveryNotFound();
      this.give([given]);
      const details = { webhook: webhookId, delivery: id };
      await this.audit.record(operator, { action: 'webhook.redeliver', details, status: 202 });
      return (await this.views.findDelivery(id))!;
    });
  }

  /** What is due, of one webhook or of all. In a unit of work. */
  async giveDue(webhookId: Id | null = null): Promise<void> {
    this.give(await this.deliveries.giveDue(webhookId));
  }

  private give(all: readonly Given[]): void {
    for (const { id, attempts } of all) this.outbox.add(new DeliveryDue(id, attempts));
  }

  private async refuseInactive(webhookId: Id): Promise<void> {
    const webhook = await this.views.find(webhookId);
    if (!webhook) throw new WebhookNotFound();
    if (!webhook.active) throw new WebhookInactive();
  }
}

/** Letter for letter what is signed and sent. */
const bodyOf = ({ id, type, at, tenant, data }: Told): string => JSON.stringify({ id, type, at, tenant, data });

import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { AuditLog } from '#platform/audit';
import { DeliveriesRepository, type Outcome, patience } from './deliveries.repository.js';
import { WebhookRecovered } from './webhooks.events.js';
import { WebhooksRepository } from './webhooks.repository.js';

interface Tried {
  readonly id: Id;
  readonly attempt: number;
  readonly webhookId: Id;
}

/** What became of a try, and what follows for its webhook. In a unit of work. */
@Injectable()
export class WebhookRecords {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  async note({ id, attempt, webhookId }: Tried, { status, error }: Outcome): Promise<void> {
    if (error === null) return this.noteArrived({ id, attempt, webhookId }, status!);
    const begun = await this.deliveries.noteFailed(id, attempt, { status, error });
    if (begun === null || !(await this.webhooks.noteFailure(webhookId, begun, patience))) return;
    const dead = await this.deliveries.giveUp(webhookId);
    await this.audit.recordOwn({ action: 'webhook.give-up', details: { webhook: webhookId, deliveries: dead } });
  }

  private async noteArrived({ id, attempt, webhookId }: Tried, status: number): Promise<void> {
    if (!(await this.deliveries.noteArrived(id, attempt, status))) return;
    if (await this.webhooks.noteSuccess(webhookId)) this.outbox.add(new WebhookRecovered(webhookId));
  }
}

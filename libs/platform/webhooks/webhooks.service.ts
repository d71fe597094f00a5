import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import { Outbound, OutboundRefused } from '#kernel/outbound';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { WebhookSecrets } from './webhook-secrets.js';
import { everything, type WebhookSecretView, type WebhookView } from './webhooks.dto.js';
import { WebhookNotFound, WebhooksTooMany, WebhookUrlRefused } from './webhooks.errors.js';
import { WebhooksQueries } from './webhooks.queries.js';
import { WebhooksRepository } from './webhooks.repository.js';

/** Each is asked for at each change of a community. */
const mostWebhooks = 50;
const usualOverlap = 24;

export interface WebhookWishes {
  readonly url?: string | null;
  readonly events?: readonly string[] | null;
  readonly active?: boolean | null;
}

/** Whom operators have told what happens to communities. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly webhooks: WebhooksRepository,
    private readonly views: WebhooksQueries,
    private readonly secrets: WebhookSecrets,
    private readonly outbound: Outbound,
    private readonly audit: AuditLog,
  ) {}

  async get(id: Id): Promise<WebhookView> {
    const webhook = await this.views.find(id);
    if (!webhook) throw new WebhookNotFound();
    return webhook;
  }

  /** Up to one more than the limit. */
  async list(stretch: Stretch): Promise<WebhookView[]> {
    return this.views.list(stretch);
  }

  async add(
    operator: OperatorAccount,
    url: string,
    events: readonly string[] = [everything],
  ): Promise<WebhookSecretView> {
    this.refuseUncallable(url);
    const salt = this.secrets.newSalt();
    return this.db.transaction(async () => {
      const id = await this.webhooks.add({ url, events: [...new Set(events)] }, salt, mostWebhooks);
      if (id === null) throw new WebhooksTooMany(mostWebhooks);
      await this.audit.record(operator, {
        action: 'webhook.create',
        details: { webhook: id, host: hostOf(url), events },
        status: 201,
      });
      return Object.assign(await this.get(id), { secret: this.secrets.of(salt) });
    });
  }

  async change(operator: OperatorAccount, id: Id, { url, events, active }: WebhookWishes): Promise<WebhookView> {
    if (url) this.refuseUncallable(url);
    return this.db.transaction(async () => {
      const change = { url: url ?? null, events: events ? [...new Set(events)] : null, active: active ?? null };
      if (!(await this.webhooks.change(id, change))) throw new WebhookNotFound();
      await this.audit.record(operator, {
        action: 'webhook.change',
        details: {
          webhook: id,
          ...(url && { host: hostOf(url) }),
          ...(events && { events }),
          ...(typeof active === 'boolean' && { active }),
        },
      });
      return this.get(id);
    });
  }

  /** The old secret signs as well for some hours, so that nothing is refused while the receiver gets the new one. */
  async rotate(operator: OperatorAccount, id: Id, overlapHours = usualOverlap): Promise<WebhookSecretView> {
    const salt = this.secrets.newSalt();
    return this.db.transaction(async () => {
      if (!(await this.webhooks.rotate(id, salt, overlapHours))) throw new WebhookNotFound();
      await this.audit.record(operator, { action: 'webhook.rotate', details: { webhook: id, overlapHours } });
      return Object.assign(await this.get(id), { secret: this.secrets.of(salt) });
    });
  }

  /** Answers what it was. */
  async remove(operator: OperatorAccount, id: Id): Promise<WebhookView> {
    return this.db.transaction(async () => {
      const was = await this.get(id);
      await this.webhooks.remove(id);
      await this.audit.record(operator, { action: 'webhook.delete', details: { webhook: id, host: hostOf(was.url) } });
      return was;
    });
  }

  private refuseUncallable(url: string): void {
    try {
      this.outbound.check(url);
    } catch (error) {
      if (error instanceof OutboundRefused) throw new WebhookUrlRefused(error.message);
      throw error;
    }
  }
}

/** Paths and queries of receivers may hold what is a secret. */
const hostOf = (url: string): string => new URL(url).host;

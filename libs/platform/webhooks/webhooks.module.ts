import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliverMessage } from './deliver.handler.js';
import { GiveDeliveries } from './give-deliveries.handler.js';
import { WebhookRecords } from './webhook-records.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksQueries } from './webhooks.queries.js';
import { WebhooksRepository } from './webhooks.repository.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [AuditModule, OperatorsModule],
  controllers: [WebhooksController],
  providers: [
    DeliveriesRepository,
    DeliveriesService,
    DeliverMessage,
    GiveDeliveries,
    WebhookRecords,
    WebhookSecrets,
    WebhooksQueries,
    WebhooksRepository,
    WebhooksService,
  ],
  exports: [DeliveriesService, WebhooksService],
})
export class WebhooksModule {}

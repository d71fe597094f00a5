import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Config } from '#kernel/config';
import { AuditModule } from '#platform/audit';
import { DomainsModule } from '#platform/domains';
import { PlatformJobsModule } from '#platform/jobs';
import { PlansModule } from '#platform/plans';
import { OperatorAccountsModule } from '#platform/operator-accounts';
import { OwnersModule } from '#platform/owners';
import { ProvisioningModule } from '#platform/provisioning';
import { PlatformSearchModule } from '#platform/search';
import { SignupsModule } from '#platform/signups';
import { SupportModule } from '#platform/support';
import { TenantsModule } from '#platform/tenants';
import { StatusModule } from '#platform/status';
import { WebhooksModule } from '#platform/webhooks';
import { operationId, serveDocs } from './serve-docs.js';

/** The admin API. Below `/platform/`, so on the platform's host only. */
export function servePlatformDocs(app: NestFastifyApplication): void {
  serveDocs(app, {
    path: '/platform/docs',
    jsonPath: '/platform/openapi.json',
    title: 'Paopao Cloud admin API',
    describe: () => describe(app),
  });
}

function describe(app: NestFastifyApplication): OpenAPIObject {
  const config = app.get(Config);
  const options = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Paopao Cloud admin API')
    .setDescription(
      'What an operator does: make communities, look after them, delete them. It answers on the platform’s host only. ' +
        'Refusals are RFC 9457 problems with a stable name in `error`.',
    )
    .setVersion('1')
    .addServer(config.publicUrl(config.platformHost))
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Token of an operator.' })
    .build();
  return SwaggerModule.createDocument(app, options, {
    include: [
      TenantsModule,
      DomainsModule,
      OwnersModule,
      ProvisioningModule,
      PlansModule,
      PlatformJobsModule,
      PlatformSearchModule,
      AuditModule,
      SignupsModule,
      OperatorAccountsModule,
      SupportModule,
      WebhooksModule,
      StatusModule,
    ],
    operationIdFactory: operationId,
  });
}

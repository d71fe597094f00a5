import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AuditModule } from '#platform/audit';
import { DomainsModule } from '#platform/domains';
import { ProvisioningModule } from '#platform/provisioning';
import { TenantsModule } from '#platform/tenants';

const docs = '/platform/docs';

/** The page may load nothing from elsewhere, whatever the library that makes it has in mind. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'";

/** The admin API described for programs and for people. Below `/platform/`, so on the platform's host only. */
export function servePlatformDocs(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined; // made when somebody asks for it
  SwaggerModule.setup(docs, app, () => (document ??= describe(app)), {
    jsonDocumentUrl: '/platform/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Paopao Cloud admin API',
    swaggerOptions: { validatorUrl: 'none', persistAuthorization: false },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook(
      'onSend',
      (
        request: FastifyRequest,
        reply: FastifyReply,
        payload: unknown,
        done: (error: null, payload: unknown) => void,
      ) => {
        if (request.routeOptions.url?.startsWith(docs)) {
          void reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff');
        }
        done(null, payload);
      },
    );
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
    include: [TenantsModule, DomainsModule, ProvisioningModule, AuditModule],
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}.${method}`,
  });
}

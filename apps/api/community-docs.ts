import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeWire } from '#kernel/http';
import { communityModules } from './api.module.js';
import { operationId, serveDocs } from './serve-docs.js';

/** The API of a community, the same on each of them. */
export function serveCommunityDocs(app: NestFastifyApplication): void {
  serveDocs(app, {
    path: '/docs',
    jsonPath: '/docs/openapi.json',
    title: 'Paopao community API',
    describe: () => describe(app),
  });
}

function describe(app: NestFastifyApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Paopao community API')
    .setDescription(
      'What members, guests and administrators of a community do; an existing paopao client works with it unchanged. ' +
        'Times are Unix seconds, money is cents. A refusal has a number in `code` and a stable name in `error`.',
    )
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Token of `POST /v1/auth/login`.' })
    .build();
  const document = SwaggerModule.createDocument(app, options, {
    include: communityModules,
    operationIdFactory: operationId,
  });
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/v1')));
  return describeWire(document);
}

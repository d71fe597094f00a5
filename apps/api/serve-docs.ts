import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, RouteOptions } from 'fastify';

/** The page may load nothing from elsewhere, whatever the library that makes it has in mind. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'";

export interface Docs {
  /** Of the page for people. */
  readonly path: string;
  /** Of the document for programs. */
  readonly jsonPath: string;
  readonly title: string;
  readonly describe: () => OpenAPIObject;
}

/** An API described for programs and for people. */
export function serveDocs(app: NestFastifyApplication, { path, jsonPath, title, describe }: Docs): void {
  let document: OpenAPIObject | undefined; // made when somebody asks for it
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRoute', (route) => {
    if (route.url === path || route.url.startsWith(`${path}/`)) route.onSend = sendSafely;
  });
  SwaggerModule.setup(path, app, () => (document ??= describe()), {
    jsonDocumentUrl: jsonPath,
    raw: ['json'],
    customSiteTitle: title,
    swaggerOptions: { validatorUrl: 'none', persistAuthorization: false },
  });
}

const sendSafely: RouteOptions['onSend'] = (_request, reply, payload, done) => {
  void reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff');
  done(null, payload);
};

export const operationId = (controller: string, method: string): string =>
  `${controller.replace('Controller', '').toLowerCase()}.${method}`;

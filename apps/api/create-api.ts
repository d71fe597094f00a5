import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '#kernel/config';
import { DeploymentKeyRepository } from '#kernel/crypto';
import { Clusters } from '#kernel/database';
import { HttpServer } from '#kernel/http';
import { Log } from '#kernel/logging';
import { TenantDirectory } from '#kernel/tenancy';
import { ApiModule } from './api.module.js';
import { serveCommunityDocs } from './community-docs.js';
import { servePlatformDocs } from './platform-docs.js';
import { serveQueueBoard } from './queue-board.js';

export interface Api {
  readonly app: NestFastifyApplication;
  readonly http: HttpServer;
}

export interface Deployment {
  /** Of the control cluster. */
  readonly url: string;
  readonly namespace: string;
  /** The project's folder. */
  readonly root: string;
}

/** The web application over an open control cluster, ready to listen but not listening. */
export async function createApi(
  config: Config,
  deployment: Deployment,
  create: (module: DynamicModule, http: HttpServer) => Promise<NestFastifyApplication> = fromModule,
): Promise<Api> {
  const http = new HttpServer(config);
  const app = await create(ApiModule.for(config, deployment.root), http);
  app.useLogger(app.get(Log));
  const clusters = app.get(Clusters);
  await clusters.open(clusters.control, deployment.url, deployment.namespace);
  await app.get(DeploymentKeyRepository).check();
  http.prepare(app);
  await app.init();
  servePlatformDocs(app); // after it, for these routes too shall have the filter of errors
  serveCommunityDocs(app);
  serveQueueBoard(app);
  await app.get(TenantDirectory).start();
  return { app, http };
}

const fromModule = (module: DynamicModule, http: HttpServer): Promise<NestFastifyApplication> =>
  NestFactory.create<NestFastifyApplication>(module, http.adapter, { bufferLogs: true, abortOnError: false });

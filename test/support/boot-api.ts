import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import type { HttpServer } from '#kernel/http';
import { createApi, type Api } from '../../apps/api/create-api.js';
import { testConfig, workerCluster } from './worker-cluster.js';

export type Change = (builder: TestingModuleBuilder) => TestingModuleBuilder;

/** Boots the real application over this worker's database; `change` may replace a part of it. */
export async function bootApi(change: Change = (builder) => builder): Promise<Api> {
  const create = async (module: DynamicModule, http: HttpServer): Promise<NestFastifyApplication> => {
    const compiled = await change(Test.createTestingModule({ imports: [module] })).compile();
    return compiled.createNestApplication<NestFastifyApplication>(http.adapter, { bufferLogs: true });
  };
  return createApi(testConfig(), await workerCluster(), create);
}

import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { createApi, type Api } from '../../apps/api/create-api.js';
import { Dispatcher } from '#kernel/jobs';
import type { HttpServer } from '#kernel/http';
import { Person } from './person.js';
import { makeTenant, type TestTenant } from './make-tenant.js';
import { testConfig, workerCluster } from './worker-cluster.js';

export interface TestCommunity {
  readonly api: Api;
  readonly app: NestFastifyApplication;
  readonly tenant: TestTenant;
  readonly host: string;
  readonly guest: Person;
  /** A member of this name, registered by the API; the same one each time. */
  member(username: string): Promise<Person>;
  /** Another community of the same deployment. */
  neighbour(): Promise<TestCommunity>;
  /** Delivers every pending task, and what follows from it. */
  settle(): Promise<void>;
}

export type Change = (builder: TestingModuleBuilder) => TestingModuleBuilder;

/** Boots the real application over this worker's database; `change` may replace a part of it. */
export async function bootApi(change: Change = (builder) => builder): Promise<Api> {
  const create = async (module: DynamicModule, http: HttpServer): Promise<NestFastifyApplication> => {
    const compiled = await change(Test.createTestingModule({ imports: [module] })).compile();
    return compiled.createNestApplication<NestFastifyApplication>(http.adapter, { bufferLogs: true });
  };
  return createApi(testConfig(), await workerCluster(), create);
}

/** One fresh community for this file. */
export function useCommunity(change?: Change): TestCommunity {
  let community: TestCommunity;
  beforeAll(async () => {
    const api = await bootApi(change);
    community = communityOf(api, await makeTenant());
  });
  afterAll(async () => community?.app.close());
  return new Proxy({} as TestCommunity, { get: (_, name) => community[name as keyof TestCommunity] });
}

export function communityOf(api: Api, tenant: TestTenant): TestCommunity {
  const members = new Map<string, Promise<Person>>();
  return {
    api,
    app: api.app,
    tenant,
    host: tenant.host,
    guest: new Person(api.app, tenant.host),
    member: (username) => {
      const known = members.get(username) ?? new Person(api.app, tenant.host).register(username);
      members.set(username, known);
      return known;
    },
    neighbour: async () => communityOf(api, await makeTenant()),
    settle: () => api.app.get(Dispatcher).settle(),
  };
}

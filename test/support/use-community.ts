import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Api } from '../../apps/api/create-api.js';
import { Dispatcher } from '#kernel/jobs';
import { bootApi, type Change } from './boot-api.js';
import { Person } from './person.js';
import { makeTenant, owner, type TestTenant } from './make-tenant.js';

export { bootApi, type Change } from './boot-api.js';

export interface TestCommunity {
  readonly api: Api;
  readonly app: NestFastifyApplication;
  readonly tenant: TestTenant;
  readonly host: string;
  readonly guest: Person;
  /** A member of this name, registered by the API; the same one each time. */
  member(username: string): Promise<Person>;
  /** Who administers it from its beginning. */
  owner(): Promise<Person>;
  /** Another community of the same deployment. */
  neighbour(): Promise<TestCommunity>;
  /** Delivers every pending task, and what follows from it. */
  settle(): Promise<void>;
}

/** One fresh community for this file. */
export function useCommunity(change?: Change): TestCommunity {
  let community: TestCommunity;
  beforeAll(async () => {
    const api = await bootApi(change);
    community = communityOf(api, await makeTenant(undefined, api.app));
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
    owner: () => new Person(api.app, tenant.host).login(owner.username, owner.password),
    neighbour: async () => communityOf(api, await makeTenant(undefined, api.app)),
    settle: () => api.app.get(Dispatcher).settle(),
  };
}

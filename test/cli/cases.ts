import type { PlatformAnswer, OperatorPerson } from '../support/use-platform.js';
import type { TestTenant } from '../support/make-tenant.js';

/** What a case may make for its command alone. */
export interface World {
  readonly admin: OperatorPerson;
  /** A fresh community, active. */
  readonly tenant: () => Promise<TestTenant>;
  /** Name of a further one, who may read. */
  readonly operator: () => Promise<string>;
  /** A task that was given up. */
  readonly deadJob: () => Promise<number>;
  /** A domain that it has claimed, with the record in the DNS that proves it. */
  readonly domain: (tenant: TestTenant) => Promise<string>;
  /** A name that nobody else has. */
  readonly name: () => string;
}

export type Json = Record<string, unknown>;

export interface Call {
  readonly argv: readonly string[];
  /** What the admin API answers of the same, asked afterwards. */
  readonly api?: (json: Json) => Promise<PlatformAnswer>;
  /** Only the names have to be the same: values change from one moment to the next, or are told just once. */
  readonly compare?: 'names';
  /** Names in the document of the command, where the admin API has no such answer. */
  readonly names?: readonly string[];
}

export interface CommandCase {
  done(world: World): Promise<Call>;
  /** A call that is understood and refused, and the name of the refusal. */
  readonly refused: readonly [error: string, ...argv: string[]];
  /** A call that is not understood. */
  readonly wrong: readonly string[];
  /** Where nothing is there that it needs, even `done` is refused so. */
  readonly always?: string;
}

const nobody = 'nobody-here';

/** A command that is given nothing but the slug, and answers the community. */
const ofTenant = (name: string, before: (tenant: TestTenant, world: World) => Promise<unknown>): CommandCase => ({
  async done(world) {
    const tenant = await world.tenant();
    await before(tenant, world);
    return { argv: [...name.split(' '), tenant.slug], api: () => world.admin.get(`/tenants/${tenant.id}`) };
  },
  refused: ['tenant.not-found', ...name.split(' '), nobody],
  wrong: name.split(' '),
});

/** A command about one domain of a community, which answers it as the list of them has it. */
const ofDomain = (name: string, before: (tenant: TestTenant, world: World) => Promise<string[]>): CommandCase => ({
  async done(world) {
    const tenant = await world.tenant();
    const argv = await before(tenant, world);
    const api = async (json: Json): Promise<PlatformAnswer> => {
      const answer = await world.admin.get(`/tenants/${tenant.id}/domains`);
      return { ...answer, body: answer.body.items.find(({ host }) => host === json['host'])! };
    };
    return { argv: [...name.split(' '), ...argv], api };
  },
  refused: ['tenant.not-found', ...name.split(' '), nobody, 'herons.example.org'],
  wrong: [...name.split(' '), 'tea'],
});

const nothing = async (): Promise<void> => undefined;

/** By the command's name; the suite fails for a command that is not here. */
export const cases: Readonly<Record<string, CommandCase>> = {
  'tenant create': {
    done: async ({ name, admin }) => ({
      argv: ['tenant', 'create', name(), '--name', 'Herons', '--owner', 'heron', '--password', 'herons-at-dawn'],
      api: ({ slug }) =>
        admin.creates({
          slug: `${String(slug)}b`,
          name: 'Herons',
          owner: { username: 'heron', password: 'herons-at-dawn' },
        }),
      compare: 'names',
    }),
    refused: ['tenant.slug-invalid', 'tenant', 'create', 'www', '--name', 'x', '--owner', 'camellia'],
    wrong: ['tenant', 'create', 'herons', '--name', 'Herons'],
  },
  'tenant list': {
    done: async ({ tenant, admin }) => {
      const { slug } = await tenant();
      return { argv: ['tenant', 'list', '--q', slug], api: () => admin.get(`/tenants?q=${slug}`) };
    },
    refused: ['request.invalid', 'tenant', 'list', '--state', 'gone'],
    wrong: ['tenant', 'list', '--stat', 'active'],
  },
  'tenant show': ofTenant('tenant show', nothing),
  'tenant suspend': ofTenant('tenant suspend', nothing),
  'tenant resume': ofTenant('tenant resume', ({ id }, { admin }) => admin.post(`/tenants/${id}/suspend`)),
  'tenant archive': ofTenant('tenant archive', nothing),
  'tenant delete': ofTenant('tenant delete', nothing),
  'tenant restore': ofTenant('tenant restore', ({ id }, { admin }) => admin.delete(`/tenants/${id}`)),
  'tenant migrate': {
    done: async () => ({ argv: ['tenant', 'migrate'], names: ['applied', 'latest', 'migrated', 'failed'] }),
    refused: ['not-started', 'tenant', 'migrate'],
    wrong: ['tenant', 'migrate', 'tea'],
  },
  'domain add': ofDomain('domain add', async ({ slug }) => [slug, `${slug}.example.org`]),
  'domain verify': ofDomain('domain verify', async (tenant, world) => [tenant.slug, await world.domain(tenant)]),
  'domain primary': ofDomain('domain primary', async (tenant, world) => {
    const host = await world.domain(tenant);
    await world.admin.post(`/tenants/${tenant.id}/domains/${host}/verify`);
    return [tenant.slug, host];
  }),
  'domain remove': {
    done: async (world) => {
      const tenant = await world.tenant();
      return { argv: ['domain', 'remove', tenant.slug, await world.domain(tenant)], names: ['host', 'ownership'] };
    },
    refused: ['tenant.not-found', 'domain', 'remove', nobody, 'herons.example.org'],
    wrong: ['domain', 'remove', 'tea'],
  },
  'domain list': {
    done: async ({ tenant, admin }) => {
      const { slug, id } = await tenant();
      return { argv: ['domain', 'list', slug], api: () => admin.get(`/tenants/${id}/domains`) };
    },
    refused: ['tenant.not-found', 'domain', 'list', nobody],
    wrong: ['domain', 'list'],
  },
  'job list': {
    done: async ({ admin }) => ({ argv: ['job', 'list'], api: () => admin.get('/jobs'), compare: 'names' }),
    refused: ['tenant.not-found', 'job', 'list', '--tenant', nobody],
    wrong: ['job', 'list', '--class', 'stuff'],
  },
  'job retry': {
    done: async ({ deadJob }) => ({ argv: ['job', 'retry', String(await deadJob())], names: ['id', 'kind', 'reason'] }),
    refused: ['job.not-found', 'job', 'retry', '999999999'],
    wrong: ['job', 'retry'],
  },
  'job drop': {
    done: async ({ deadJob }) => ({ argv: ['job', 'drop', String(await deadJob())], names: ['id', 'kind', 'reason'] }),
    refused: ['job.not-found', 'job', 'drop', '999999999'],
    wrong: ['job', 'drop', 'seven'],
  },
  'plan list': {
    done: async ({ admin }) => ({ argv: ['plan', 'list'], api: () => admin.get('/plans'), compare: 'names' }),
    refused: ['not-started', 'plan', 'list'],
    wrong: ['plan', 'list', 'club'],
  },
  'plan set': {
    done: async ({ tenant, admin }) => {
      const { slug, id } = await tenant();
      return { argv: ['plan', 'set', slug, 'standard'], api: () => admin.get(`/tenants/${id}`) };
    },
    refused: ['tenant.not-found', 'plan', 'set', nobody, 'standard'],
    wrong: ['plan', 'set', 'tea'],
  },
  'search status': {
    done: async ({ admin }) => ({ argv: ['search', 'status'], api: () => admin.get('/search'), compare: 'names' }),
    refused: ['not-started', 'search', 'status'],
    wrong: ['search', 'status', 'tea'],
  },
  'search rebuild': {
    done: async ({ tenant, admin }) => {
      const { slug } = await tenant();
      return {
        argv: ['search', 'rebuild', '--tenant', slug],
        api: ({ id }) => admin.get(`/search/runs/${String(id)}`),
      };
    },
    refused: ['tenant.not-found', 'search', 'rebuild', '--tenant', nobody],
    wrong: ['search', 'rebuild', 'tea'],
  },
  'search move': {
    done: async ({ tenant }) => ({ argv: ['search', 'move', (await tenant()).slug, '--to', 'own'] }),
    refused: ['tenant.not-found', 'search', 'move', nobody, '--to', 'own'],
    wrong: ['search', 'move', 'tea', '--to', 'mars'],
    always: 'search.no-store', // test/platform/search-commands.int.spec.ts moves for real
  },
  'operator create': {
    done: async ({ name }) => ({
      argv: ['operator', 'create', name(), '--role', 'read'],
      names: ['name', 'role', 'token'],
    }),
    refused: ['operator.name-taken', 'operator', 'create', 'root', '--role', 'read'],
    wrong: ['operator', 'create', 'grace', '--role', 'king'],
  },
  'operator list': {
    done: async ({ admin }) => ({
      argv: ['operator', 'list'],
      api: () => admin.get('/operators?limit=100'),
      compare: 'names',
    }),
    refused: ['operator.not-found', 'operator', 'list', nobody],
    wrong: ['operator', 'list', 'grace', 'hopper'],
  },
  'operator change': {
    done: async ({ operator }) => ({
      argv: ['operator', 'change', await operator(), '--role', 'support'],
      names: ['id', 'name', 'role'],
    }),
    refused: ['operator.not-found', 'operator', 'change', nobody, '--disable'],
    wrong: ['operator', 'change', 'grace'],
  },
  'operator token': {
    done: async ({ admin }) => ({ argv: ['operator', 'token', admin.name], names: ['name', 'role', 'token'] }),
    refused: ['operator.not-found', 'operator', 'token', nobody],
    wrong: ['operator', 'token'],
  },
  doctor: {
    done: async ({ tenant }) => ({
      argv: ['doctor', '--tenant', (await tenant()).slug],
      names: ['checked', 'differences', 'byKind', 'found'],
    }),
    refused: ['tenant.not-found', 'doctor', '--tenant', nobody],
    wrong: ['doctor', 'tea'],
  },
  reconcile: {
    done: async ({ tenant, admin }) => ({
      argv: ['reconcile', (await tenant()).slug],
      api: ({ id }) => admin.get(`/reconcile/${String(id)}`),
    }),
    refused: ['tenant.not-found', 'reconcile', nobody],
    wrong: ['reconcile', 'tea', 'pot'],
  },
  'ledger verify': {
    done: async () => ({ argv: ['ledger', 'verify'], names: ['checked', 'differences', 'found'] }),
    refused: ['not-started', 'ledger', 'verify'],
    wrong: ['ledger', 'verify', 'tea'],
  },
};

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlatformDatabase } from '#kernel/database';
import { runCli } from '../../apps/cli/cli.js';
import { commands } from '../../apps/cli/commands/index.js';
import { makeTenant, type TestTenant } from '../support/make-tenant.js';
import { useDomains } from '../support/use-domains.js';
import { newSlug, type PlatformAnswer } from '../support/use-platform.js';
import { repositoryRoot, useOwnDatabase, workerCluster } from '../support/worker-cluster.js';
import { callCli, type Called, inTurns } from '../support/call-cli.js';
import { type Call, type CommandCase, cases, type Json, type World } from './cases.js';

jest.setTimeout(900_000);
useOwnDatabase();

const atOnce = 2;
/** So often a community that is not made within two seconds is asked for again. */
const mostTries = 20;
const names = commands.map(({ name }) => name);
/** One whose other ends are looked at in processes too; those of all others in this one. */
const sample = 'tenant create';

/** What the processes of one command said. */
interface Said {
  readonly call: Call;
  readonly json: Called;
  readonly help: Called;
  readonly api?: PlatformAnswer;
}

describe('every command of the operator', () => {
  const domains = useDomains();
  const { platform } = domains;
  const environment = { ...process.env };
  const said = new Map<string, Said>();
  const failures = new Map<string, unknown>();
  let ends: { wrong: Called; refused: Called };
  const world: World = {
    get admin() {
      return platform.admin;
    },
    tenant: freshTenant,
    deadJob: async () => {
      const [row] = await platform.app.get(PlatformDatabase).query<{ id: number }>(
        `insert into jobs.task (tenant_role, kind, class, state, attempts, last_error, dead_at)
         values ('gone', 'x.y', 'notify', 'dead', 20, 'Error', now()) returning id`,
      );
      return row!.id;
    },
    operator: async () => (await platform.operator('read')).name,
    domain: async (tenant) => {
      const claimed = await domains.claim(tenant, domains.newHost());
      domains.enter(claimed);
      return claimed.host;
    },
    name: newSlug,
  };

  /** A busy machine takes longer than the answer waits; the same request again gets the same community. */
  async function freshTenant(): Promise<TestTenant> {
    const slug = newSlug();
    for (let tries = 1; ; tries += 1) {
      try {
        return await makeTenant(slug, platform.app);
      } catch (error) {
        if (tries === mostTries) throw error;
      }
    }
  }

  const settings = async () => ({
    DATABASE_URL: (await workerCluster()).url,
    SECRET_KEY: 'a key that only the tests know, 32+ characters',
    PASSWORD_COST: 'lowest',
    DATABASE_CONNECTIONS: '3',
    DNS_SERVERS: domains.dns.address,
    DATA_DIR: join(tmpdir(), `paopao-data-${process.env['TEST_DATABASE_MARK']}`),
  });
  const settingsFor = async ([error]: CommandCase['refused']) => ({
    ...(await settings()),
    ...(error === 'not-started' && { PORT: 'none' }),
  });

  async function say(name: string): Promise<void> {
    const call = await cases[name]!.done(world);
    const help = await callCli([...name.split(' '), '--help'], await settings());
    const json = await callCli([...call.argv, '--json'], await settings());
    const api = await call.api?.(JSON.parse(json.out) as Json);
    said.set(name, { call, help, json, ...(api && { api }) });
  }
  /** What went wrong for one command is not said of all. */
  const noting = (name: string, work: () => Promise<void>) => (): Promise<void> =>
    work().catch((error: unknown) => void failures.set(name, error));
  async function sayOfSample(): Promise<void> {
    const { wrong, refused } = cases[sample]!;
    const [, ...argv] = refused;
    ends = {
      wrong: await callCli(wrong, await settings()),
      refused: await callCli([...argv, '--json'], await settingsFor(refused)),
    };
  }
  /** The same function that the process runs, in this one: an application is not loaded anew for each. */
  async function here(argv: readonly string[], more: NodeJS.ProcessEnv): Promise<Called> {
    Object.assign(process.env, more);
    let [out, err] = ['', ''];
    const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    try {
      return { code: await runCli(argv, repositoryRoot, terminal), out, err };
    } finally {
      process.env = { ...environment };
    }
  }

  beforeAll(async () => {
    const known = names.filter((name) => cases[name]);
    const ofAll = known.map((name) => noting(name, () => say(name)));
    await inTurns(atOnce, [...ofAll, sayOfSample]);
  });

  it('has its case here', () => {
    expect(Object.keys(cases).toSorted()).toEqual(names.toSorted());
  });

  it('is known by a name that is kept for it, and none of what comes later', () => {
    const kept = ['tenant export', 'tenant import', 'tenant backup', 'tenant clone', 'tenant move', 'tenant run'];
    expect(names.filter((name) => [...kept, 'import paopao', 'moderation bulk'].includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  describe.each(names.filter((name) => cases[name]))('%s', (name) => {
    const of = (): Said => {
      if (failures.has(name)) throw failures.get(name);
      return said.get(name)!;
    };
    const { always, refused, wrong } = cases[name]!;

    it('does its work, and says it as one JSON document', () => {
      const { code, out, err } = of().json;
      expect({ code, err: code === 0 || always ? '' : err }).toEqual({ code: always ? 1 : 0, err: '' });
      expect(out.trimEnd().split('\n')).toHaveLength(1);
      const json = JSON.parse(out) as Json;
      expect(json).toMatchObject(always ? { error: always } : {});
      for (const wanted of of().call.names ?? []) expect(json).toHaveProperty(wanted);
    });

    it('answers as the admin API does', () => {
      const { call, json, api } = of();
      const told = JSON.parse(json.out) as Json;
      const { status, body } = api ?? { status: 200, body: told };
      const seen = call.compare === 'names' ? shapeOf : (value: unknown) => value;
      expect(status).toBeLessThan(300);
      expect(seen(told)).toEqual(seen(body));
      expect(Boolean(api ?? call.names ?? always)).toBe(true);
    });

    it('explains itself, with every argument and option', () => {
      const { code, out, err } = of().help;
      expect([code, err]).toEqual([0, '']);
      const { summary, args = [], optionalArg, options = {} } = commands.find((one) => one.name === name)!;
      expect(out.split('\n')[0]).toContain(`npm run cli -- ${name}`);
      for (const arg of [...args, ...(optionalArg === undefined ? [] : [optionalArg])]) {
        expect(out.split('\n')[0]).toContain(`<${arg}>`);
      }
      const plain = out.replace(/\s+/g, ' ');
      expect(plain).toContain(summary.replace(/\s+/g, ' '));
      for (const option of [...Object.keys(options), 'json', 'help']) expect(out).toMatch(lineOf(option));
      for (const { about } of Object.values(options)) expect(plain).toContain(about.replace(/\s+/g, ' '));
    });

    it('refuses in words and as JSON, with code 1', async () => {
      const [error, ...argv] = refused;
      const { code, out, err } = await here([...argv, '--json'], await settingsFor(refused));
      expect([code, JSON.parse(out)]).toMatchObject([1, { error }]);
      expect(err).toContain((JSON.parse(out) as { title: string }).title);
    });

    it('says that it is not called so, with code 2', async () => {
      const { code, out, err } = await here(wrong, await settings());
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`See \`npm run cli -- ${name} --help\`.`);
    });
  });

  it('end as processes with the same codes where they refuse', () => {
    const { wrong, refused } = ends;
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toContain('--help');
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([1, { error: cases[sample]!.refused[0] }]);
  });
});

const lineOf = (option: string): RegExp => new RegExp(`^ +(-h, )?--${option}\\b`, 'm');

/** The names in it, without the values; of a list those of its first entry. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (value === null || typeof value !== 'object') return null;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PlatformDatabase } from '#kernel/database';
import { OperatorsService } from '#platform/operators';
import { OperationsRunner, ProvisioningService } from '#platform/provisioning';
import type { Errand } from '../support/provision-child.js';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { repositoryRoot, workerCluster } from '../support/worker-cluster.js';

jest.setTimeout(300_000); // each process takes a second to start, or many on a busy machine

const owner = { username: 'camellia', password: 'green and black' };
const template = 'club';

/** What a kind of operation is begun by, and what has to be so in the end. A saga that is not here fails the suite. */
interface Scenario {
  /** Answers what the child is told. */
  begin(slug: string): Promise<Pick<Errand, 'work'>>;
  check(slug: string): Promise<void>;
}

describe('a server that is killed by SIGKILL after a step of', () => {
  const platform = usePlatform();
  const sql = <R extends object>(text: string, values: unknown[] = []): Promise<R[]> =>
    platform.app.get(PlatformDatabase).query(text, values) as Promise<never[]>;
  const steps = (kind: string) =>
    platform.app
      .get(OperationsRunner)
      .all()
      .find((saga) => saga.kind === kind)!
      .steps.map(({ name }) => name);

  async function send(errand: Pick<Errand, 'slug' | 'work' | 'killAfter' | 'template'>): Promise<string> {
    const loader = join(repositoryRoot, 'test/support/typescript.mjs');
    const code = `void require(${JSON.stringify(join(repositoryRoot, 'test/support/provision-child.ts'))}).run(JSON.parse(process.argv[1]))`;
    const words = JSON.stringify({ ...(await workerCluster()), killAt: 0, ...errand });
    const child = spawn(process.execPath, ['-C', 'paopao-source', '--import', loader, '-e', code, words], {
      cwd: repositoryRoot,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    return signal ?? `lived, and ended with ${status}: ${said}`;
  }

  async function recover(): Promise<void> {
    await sql(`update platform.operation set lease_until = now() - interval '1 second' where state = 'running'`);
    await platform.app.get(OperationsRunner).resume();
  }

  async function countsOf(slug: string): Promise<Record<string, number>> {
    const [row] = await sql<Record<string, number>>(
      `select count(*)::int as records,
              (select count(*)::int from platform.host where host = $2) as hosts,
              (select count(*)::int from platform.audit where action = 'tenant.create' and details ->> 'slug' = $1) as made,
              (select count(*)::int from platform.audit where action = 'tenant.purge' and details ->> 'slug' = $1) as purged,
              (select count(*)::int from pg_namespace where nspname in (select schema from platform.tenant where slug = $1)) as schemas,
              (select count(*)::int from platform.operation where state = 'running') as running
         from platform.tenant where slug = $1`,
      [slug, `${slug}.localhost`],
    );
    return row!;
  }

  const scenarios: Readonly<Record<string, Scenario>> = {
    provision: {
      begin: async () => ({ work: 'create' }),
      check: async (slug) => {
        expect(await countsOf(slug)).toEqual({ records: 1, hosts: 1, made: 1, purged: 0, schemas: 1, running: 0 });
        const root = await platform.app.get(OperatorsService).root();
        const request = { slug, name: 'Tea', owner, template } as const;
        const made = await platform.app.get(ProvisioningService).create(root, slug, request);
        expect(made).toMatchObject({ tenant: { slug, state: 'active' } });
        const person = await platform.visitor(`${slug}.localhost`).login(owner.username, owner.password);
        expect(await person.timeline()).toHaveLength(1); // the welcome post, once
      },
    },
    purge: {
      begin: async (slug) => {
        const { body } = await platform.admin.creates({ slug, name: 'Tea', owner, template });
        await platform.admin.delete(`/tenants/${body.id}`);
        await sql('update platform.tenant set delete_after = now() where id = $1', [body.id]);
        return { work: 'resume' };
      },
      check: async (slug) => {
        expect(await countsOf(slug)).toEqual({ records: 1, hosts: 0, made: 1, purged: 1, schemas: 0, running: 0 });
        const [tenant] = (await platform.admin.get(`/tenants?q=${slug}&state=deleted`)).body.items;
        const { before, after } = tenant!['certificate'] as Record<'before' | 'after', { rows: number }>;
        expect([before.rows > 5, after.rows]).toEqual([true, 0]);
      },
    },
  };

  it('each kind of operation that there is', () => {
    const kinds = platform.app
      .get(OperationsRunner)
      .all()
      .map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(Object.keys(scenarios).toSorted());
  });

  it.each(Object.keys(scenarios))(
    '%s: the next one brings it to its end, with nothing doubled or left',
    async (kind) => {
      const scenario = scenarios[kind]!;
      const killed: string[] = [];
      for (const step of steps(kind)) {
        const slug = newSlug();
        const errand = await scenario.begin(slug);
        expect([step, await send({ slug, ...errand, template, killAfter: { kind, step } })]).toEqual([step, 'SIGKILL']);
        await recover();
        await scenario.check(slug);
        killed.push(step);
      }
      expect(killed.length).toBeGreaterThan(2);
    },
  );
});

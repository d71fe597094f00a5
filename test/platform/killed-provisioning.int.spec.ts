import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PlatformDatabase } from '#kernel/database';
import { TenantSetup } from '#kernel/tenancy';
import { OperatorsService } from '#platform/operators';
import { OperationsRunner, ProvisioningService } from '#platform/provisioning';
import type { Errand } from '../support/provision-child.js';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { repositoryRoot, workerCluster } from '../support/worker-cluster.js';

const owner = { username: 'camellia', password: 'green and black' };

describe('a server that is killed by SIGKILL', () => {
  const platform = usePlatform();
  const database = () => platform.app.get(PlatformDatabase);

  /** Answers the number of points passed when the process lived to the end. */
  async function send(errand: Pick<Errand, 'slug' | 'work' | 'killAt'>): Promise<number | 'killed'> {
    const loader = join(repositoryRoot, 'test/support/typescript.mjs');
    const code = `void require(${JSON.stringify(join(repositoryRoot, 'test/support/provision-child.ts'))}).run(JSON.parse(process.argv[1]))`;
    const words = JSON.stringify({ ...(await workerCluster()), ...errand });
    const child = spawn(process.execPath, ['-C', 'paopao-source', '--import', loader, '-e', code, words], {
      cwd: repositoryRoot,
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal === 'SIGKILL') return 'killed';
    if (status !== 0) throw new Error(`The child failed: ${said}`);
    return Number(said);
  }

  /** After the lease of the dead process: what any other server does. */
  async function recover(): Promise<void> {
    await database().query(
      `update platform.operation set lease_until = now() - interval '1 second' where state = 'running'`,
    );
    await platform.app.get(OperationsRunner).resume();
  }

  async function leftOf(slug: string) {
    const [row] = await database().query<
      Record<'tenants' | 'hosts' | 'audits' | 'running' | 'keys' | 'orphans', number>
    >(
      `select (select count(*) from platform.tenant where slug = $1 and state <> 'failed') as tenants,
              (select count(*) from platform.host where host = $2) as hosts,
              (select count(*) from platform.audit where action = 'tenant.create' and details ->> 'slug' = $1) as audits,
              (select count(*) from platform.operation where state = 'running') as running,
              (select count(*) from platform.idempotency_key where key = $1) as keys,
              (select count(*) from pg_namespace n where n.nspname like $3
                  and not exists (select from platform.tenant t where t.schema = n.nspname and t.state <> 'deleted')) as orphans`,
      [slug, `${slug}.localhost`, `${(await workerCluster()).namespace}\\_%`],
    );
    return row!;
  }

  async function replay(slug: string): Promise<void> {
    const root = await platform.app.get(OperatorsService).root();
    const made = await platform.app.get(ProvisioningService).create(root, slug, { slug, name: 'Tea', owner });
    if (!('tenant' in made)) throw new Error(`${slug} is not there.`);
    const person = await platform.visitor(made.tenant.hosts[0]!.host).login(owner.username, owner.password);
    expect(await person.get('/v1/user/info')).toMatchObject({ username: owner.username, is_admin: true });
  }

  /** Two at a time, because each takes a second to start; until one passes fewer points, and lives. */
  async function killEach(work: 'create' | 'fail', from = 1): Promise<string[]> {
    const slugs: string[] = [];
    let [next, over] = [from, false];
    const worker = async () => {
      while (!over) {
        const [slug, killAt] = [newSlug(), next++];
        slugs.push(slug);
        over ||= (await send({ slug, work, killAt })) !== 'killed';
      }
    };
    await Promise.all([worker(), worker()]);
    return slugs;
  }

  it('while it makes a community, at any point: the next one finishes it, or nothing is left of it', async () => {
    const slugs = await killEach('create');
    expect(slugs.length).toBeGreaterThan(9);
    await recover();
    const outcomes = { finished: 0, nothing: 0 };
    for (const slug of slugs) {
      const { tenants, hosts, audits, running, keys, orphans } = await leftOf(slug);
      expect({ running, orphans }).toEqual({ running: 0, orphans: 0 });
      expect([0, 1]).toContain(tenants);
      expect({ slug, hosts, audits, keys }).toEqual({ slug, hosts: tenants, audits: tenants, keys: tenants });
      outcomes[tenants === 1 ? 'finished' : 'nothing'] += 1;
      await replay(slug); // whoever asked asks again, as they had no answer
      expect(await leftOf(slug)).toMatchObject({ tenants: 1, hosts: 1, audits: 1, running: 0 });
    }
    expect(outcomes.finished).toBeGreaterThan(4);
    expect(outcomes.nothing).toBeGreaterThan(0);
  }, 300_000);

  it('while it takes back what can never succeed: nothing is left of it', async () => {
    const points = Number(await send({ slug: newSlug(), work: 'fail', killAt: 0 }));
    const slugs = await killEach('fail', points - 6);
    const setup = platform.app.get<{ setUp: unknown }>(TenantSetup);
    const { setUp } = setup;
    setup.setUp = () => Promise.reject(new TypeError('A bug.'));
    await recover();
    setup.setUp = setUp;
    for (const slug of slugs) {
      expect(await leftOf(slug)).toEqual({ tenants: 0, hosts: 0, audits: 0, running: 0, keys: 0, orphans: 0 });
    }
    await replay(slugs[0]!);
  }, 300_000);

  it('while it removes a community: the next one removes the rest', async () => {
    const due = async () => {
      const { body } = await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner });
      await platform.admin.delete(`/tenants/${body.id}`);
      await database().query('update platform.tenant set delete_after = now() where id = $1', [body.id]);
      return body;
    };
    await due();
    const points = Number(await send({ slug: '', work: 'resume', killAt: 0 }));
    expect(points).toBeGreaterThan(6);
    for (let killAt = 1; killAt < points; killAt++) {
      const { id, slug } = await due();
      expect(await send({ slug, work: 'resume', killAt })).toBe('killed');
      await recover();
      expect(await leftOf(slug)).toMatchObject({ tenants: 1, hosts: 0, running: 0, orphans: 0 });
      expect((await platform.admin.get(`/tenants/${id}`)).body.state).toBe('deleted');
    }
  }, 300_000);
});

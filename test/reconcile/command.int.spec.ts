import { withOwnerConnection } from '#kernel/database';
import { ScratchDatabase } from '../support/scratch-database.js';
import { repositoryRoot } from '../support/worker-cluster.js';
import { runCli } from '../../apps/cli/cli.js';

jest.setTimeout(60_000);

const settings = { SECRET_KEY: 'a key that only the tests know, 32+ characters', PASSWORD_COST: 'lowest' };

describe('reconcile, where no server runs', () => {
  let database: ScratchDatabase;
  let environment: NodeJS.ProcessEnv;

  async function cli(...argv: string[]) {
    let [out, err] = ['', ''];
    const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    const code = await runCli(argv, repositoryRoot, terminal);
    return { code, out, err };
  }
  const asOwner = (sql: string) => withOwnerConnection(database.url, (client) => client.query(sql));
  const member = () => `${database.namespace}_000001.member`;

  beforeAll(async () => {
    environment = { ...process.env };
    database = await ScratchDatabase.create();
    Object.assign(process.env, settings, { DATABASE_URL: database.url, DATABASE_NAMESPACE: database.namespace });
    await cli('tenant', 'migrate');
    for (const slug of ['tea', 'pot']) await cli('tenant', 'create', slug, '--name', slug, '--owner', 'camellia');
  });
  afterAll(async () => {
    process.env = environment;
    await database.drop();
  });

  it('does the work itself, and says what it was', async () => {
    await asOwner(`update ${member()} set post_count = 5`);
    const { code, out } = await cli('reconcile');
    expect(out).toMatch(/^run 1, 2 of 2 communities\ncounter +\d+ checked, 1 repaired, 0 failed\n/);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^\d+ checked, 1 repaired, 0 failed$/);
    expect(code).toBe(0);
    expect((await asOwner(`select post_count from ${member()}`)).rows).toEqual([{ post_count: 0 }]);
  });

  it('goes through one community, and says by its exit code that something is left wrong', async () => {
    await asOwner(`update ${member()} set balance = 7`);
    const other = await cli('reconcile', 'pot', '--json');
    expect(other.code).toBe(0);
    expect(JSON.parse(other.out)).toMatchObject({
      id: 2,
      by: 'root',
      state: 'finished',
      tenants: 1,
      done: 1,
      failed: 0,
    });
    const bad = await cli('reconcile', 'tea', '--json');
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({ repaired: 0, failed: 1, by_kind: { counter: { failed: 1 } } });
    expect((await cli('reconcile', 'tea')).out).toMatch(
      /\ntea +wallet.balances +1 +wrong, and never mended: see doctor\n/,
    );
    expect((await asOwner(`select balance from ${member()}`)).rows).toEqual([{ balance: 7 }]);
  });

  it('names what failed and why, and lets the log be heard', async () => {
    await asOwner(`update ${member()} set balance = 0`);
    const rename = (from: string, to: string) =>
      asOwner(`alter table ${database.namespace}_000001.${from} rename to ${to}`);
    await rename('search_document', 'elsewhere');
    try {
      const { code, out, err } = await cli('reconcile', 'tea');
      expect(code).toBe(1);
      expect(out).toMatch(/^run \d+, 1 of 1 community\n/);
      expect(out).toMatch(/\ntea +search\.\S+ +1 +\w+, code 42P01/);
      expect(err).toContain('"msg":"Derived state could not be mended."');
    } finally {
      await rename('elsewhere', 'search_document');
    }
    expect((await cli('reconcile', 'tea')).code).toBe(0);
  });

  it('refuses a community that is not at work', async () => {
    await cli('tenant', 'suspend', 'tea');
    const { code, out, err } = await cli('reconcile', 'tea', '--json');
    const all = await cli('reconcile', '--json');
    await cli('tenant', 'resume', 'tea');
    expect([code, JSON.parse(out)]).toMatchObject([1, { error: 'tenant.state-conflict' }]);
    expect(err).toBe('The community is suspended: only one that is active or read_only is gone through.\n');
    expect([all.code, JSON.parse(all.out)]).toMatchObject([0, { tenants: 1, done: 1 }]);
  });

  it('does not wait for one that cannot go on, and does not pass for done', async () => {
    const setVersion = (by: string) =>
      asOwner(`update cluster.tenant_schema set version = version ${by} where role = '${database.namespace}_000001'`);
    await setVersion('- 1');
    try {
      const { code, out } = await cli('reconcile', '--json');
      expect([code, JSON.parse(out)]).toMatchObject([
        1,
        { state: 'running', tenants: 2, done: 1, waiting: 1, failed: 0 },
      ]);
      const plain = await cli('reconcile', 'tea');
      expect(plain.code).toBe(1);
      expect(plain.out).toMatch(
        /^run \d+, 0 of 1 community\n1 community not at work any more, or behind \(tenant migrate\)/,
      );
    } finally {
      await setVersion('+ 1');
    }
  });

  it('knows which communities there are', async () => {
    const { code, out } = await cli('reconcile', 'nobody', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([1, { error: 'tenant.not-found' }]);
    expect((await cli('reconcile', 'tea', 'pot')).code).toBe(2);
  });
});

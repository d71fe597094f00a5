import { withOwnerConnection } from '#kernel/database';
import { ScratchDatabase } from '../support/scratch-database.js';
import { repositoryRoot } from '../support/worker-cluster.js';
import { runCli } from '../../apps/cli/cli.js';

const settings = { SECRET_KEY: 'a key that only the tests know, 32+ characters', PASSWORD_COST: 'lowest' };

describe('the operator’s commands', () => {
  let database: ScratchDatabase;
  let environment: NodeJS.ProcessEnv;

  async function cli(...argv: string[]) {
    let [out, err] = ['', ''];
    const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    const code = await runCli(argv, repositoryRoot, terminal);
    return { code, out, err };
  }
  async function json(...argv: string[]) {
    const { code, out } = await cli(...argv, '--json');
    return { code, body: JSON.parse(out) as Record<string, unknown> };
  }
  const asOwner = (sql: string) => withOwnerConnection(database.url, (client) => client.query(sql));

  beforeAll(async () => {
    environment = { ...process.env };
    database = await ScratchDatabase.create();
    Object.assign(process.env, settings, { DATABASE_URL: database.url, DATABASE_NAMESPACE: database.namespace });
  });
  afterAll(async () => {
    process.env = environment;
    await database.drop();
  });

  it('ask for the migrations first, and make them', async () => {
    const refused = await cli('tenant', 'list');
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('tenant migrate');
    const { code, body } = await json('tenant', 'migrate');
    expect(code).toBe(0);
    expect(body).toMatchObject({
      applied: expect.arrayContaining([expect.stringMatching(/^migrations\/platform\/0001/)]),
      failed: [],
    });
    expect((await json('tenant', 'migrate')).body).toMatchObject({ applied: [], migrated: 0, skipped: 0 });
  });

  it('make a community, once for one key, and show it', async () => {
    const words = [
      'tenant',
      'create',
      'tea',
      '--name',
      'The tea room',
      '--owner',
      'camellia',
      '--locale',
      'en',
      '--key',
      'one',
    ];
    const { code, body } = await json(...words);
    expect(code).toBe(0);
    expect(body).toMatchObject({
      slug: 'tea',
      state: 'active',
      owner: { username: 'camellia', invite: expect.stringMatching(/^http:/) },
    });
    expect((await json(...words)).body).toEqual(body);
    const shown = (await json('tenant', 'show', 'tea')).body;
    expect(shown).toMatchObject({
      id: body['id'],
      name: 'The tea room',
      locale: 'en',
      owner: { username: 'camellia' },
    });
    expect((await json('tenant', 'show', String(body['id']))).body).toEqual(shown);
    expect((await json('tenant', 'list', '--q', 'tea')).body).toEqual({ items: [shown], next: null });
    expect((await cli('tenant', 'list', '--limit', '1')).out).toMatch(/^id +slug +state .*\n\d+ +tea +active/);
    expect((await json('domain', 'list', 'tea')).body).toMatchObject({ items: shown['hosts'], next: null });
  });

  it('close, open, delete and restore it', async () => {
    const states = [];
    for (const verb of ['suspend', 'resume', 'delete', 'restore'])
      states.push((await json('tenant', verb, 'tea')).body['state']);
    expect(states).toEqual(['suspended', 'active', 'deleting', 'active']);
  });

  it('give operators their tokens', async () => {
    const made = await json('operator', 'create', 'grace', '--role', 'support');
    expect(made.body).toMatchObject({
      name: 'grace',
      role: 'support',
      token: expect.stringMatching(/^ppo_[\w-]{43}$/),
    });
    const again = await json('operator', 'create', 'grace', '--role', 'read');
    expect([again.code, again.body['error']]).toEqual([1, 'operator.name-taken']);
    const further = await json('operator', 'token', 'grace');
    expect(further.body['token']).not.toBe(made.body['token']);
    expect((await json('operator', 'token', 'nobody')).body['error']).toBe('operator.not-found');
  });

  it('limit tokens, take them away, and close the accounts of operators', async () => {
    await json('operator', 'token', 'grace', '--for', 'backups', '--scopes', 'tenants:read,jobs:read', '--days', '30');
    const [limited, ...others] = (await json('operator', 'list', 'grace')).body['items'] as Record<string, unknown>[];
    expect(limited).toMatchObject({ name: 'backups', scopes: ['tenants:read', 'jobs:read'], created_by: 'root' });
    expect(others).toHaveLength(2);
    const gone = await json('operator', 'token', 'grace', '--revoke', String(limited!['id']));
    expect(gone).toMatchObject({ code: 0, body: { name: 'backups' } });
    expect((await json('operator', 'token', 'grace', '--revoke', '999999')).body['error']).toBe(
      'operator.token-not-found',
    );
    const closed = await json('operator', 'change', 'grace', '--disable');
    expect(closed.body).toMatchObject({ name: 'grace', disabled: true, tokens: 2 });
    expect((await json('operator', 'token', 'grace')).body['error']).toBe('operator.disabled');
    expect((await cli('operator', 'list')).out).toMatch(/grace +support +2 +\d{4}-/);
    expect((await json('operator', 'change', 'root', '--role', 'read')).body['error']).toBe('operator.last-admin');
    expect((await cli('operator', 'token', 'grace', '--scopes', 'all')).code).toBe(2);
  }, 120_000);

  it('walk the audit log, from what was noted before', async () => {
    const good = await json('ledger', 'verify');
    const audit = good.body['audit'] as { checked: number; broken: null; head: { id: number; hash: string } };
    expect([good.code, audit.broken]).toEqual([0, null]);
    expect(audit.checked).toBeGreaterThan(8);
    const head = `${audit.head.id}:${audit.head.hash}`;
    expect((await cli('ledger', 'verify')).out).toContain(`unbroken. Head ${head}`);
    expect((await cli('ledger', 'verify', '--head', head)).code).toBe(0);
    await asOwner(`update platform.audit set details = '{"slug": "coffee"}' where id = ${audit.head.id}`);
    const bad = await json('ledger', 'verify', '--head', head);
    expect(bad).toMatchObject({ code: 1, body: { audit: { broken: { id: audit.head.id, what: 'changed' } } } });
    expect((await cli('ledger', 'verify', '--head', 'x')).code).toBe(2);
  });

  it('find what differs, and say so by their exit code', async () => {
    const none = { counter: 0, search: 0, message: 0, media: 0, task: 0, schema: 0 };
    const good = await json('doctor');
    expect(good).toMatchObject({ code: 0, body: { differences: 0, byKind: none, found: [] } });
    expect(good.body['checked']).toBeGreaterThan(3);
    await asOwner(`update ${database.namespace}_000001.member set post_count = 5, follow_count = 1`);
    await asOwner(
      `insert into jobs.task (tenant_role, kind, class, state) values ('${database.namespace}_000001', 'x.y', 'notify', 'dead')`,
    );
    await asOwner(`update cluster.tenant_schema set version = version - 1 where false`);
    const bad = await json('doctor');
    expect(bad).toMatchObject({ code: 1, body: { differences: 3, byKind: { ...none, counter: 2, task: 1 } } });
    const { code, out } = await cli('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/tea +counter +member.post_count +1/);
    await asOwner('update cluster.tenant_schema set version = version - 1');
    expect((await json('doctor')).body).toMatchObject({ byKind: { ...none, task: 1, schema: 1 } });
    await asOwner('update cluster.tenant_schema set version = version + 1');
  });

  it.each([
    [['tenant', 'show', 'nobody'], 'tenant.not-found'],
    [['tenant', 'create', 'www', '--name', 'x', '--owner', 'camellia'], 'tenant.slug-invalid'],
    [['tenant', 'create', 'tea', '--name', 'x', '--owner', 'camellia'], 'tenant.slug-taken'],
    [['tenant', 'create', 'pot', '--name', 'x', '--owner', 'c'], 'tenant.owner-invalid'],
    [['tenant', 'create', 'pot', '--name', 'x', '--owner', 'camellia', '--locale', 'fr'], 'request.invalid'],
    [['tenant', 'list', '--limit', '0'], 'request.invalid'],
    [['tenant', 'list', '--state', 'gone'], 'request.invalid'],
  ])('refuse %j, in words and as JSON', async (argv, error) => {
    const plain = await cli(...argv);
    expect([plain.code, plain.out]).toEqual([1, '']);
    expect(plain.err).not.toBe('');
    const { code, body } = await json(...argv);
    expect([code, body['error']]).toEqual([1, error]);
  });

  it.each([
    [['tenant', 'show']],
    [['tenant', 'show', 'a', 'b']],
    [['tenant', 'create', 'tea']],
    [['tenant', 'list', '--unknown']],
    [['tenant', 'frobnicate']],
    [['operator', 'create', 'grace', '--role', 'king']],
    [['operator', 'create', 'Grace H', '--role', 'read']],
    [['--json']],
  ])('say that %j is no way to call them', async (argv) => {
    const { code, out, err } = await cli(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--help');
  });

  it('explain themselves', async () => {
    const all = await cli('--help');
    expect(all.code).toBe(0);
    for (const name of ['tenant create', 'tenant migrate', 'operator token', 'domain list', 'doctor'])
      expect(all.out).toContain(name);
    expect((await cli()).out).toBe(all.out);
    expect((await cli('operator', '--help')).out).not.toContain('tenant create');
    expect((await cli('tenant', 'create', '--help')).out).toContain('--owner <username>');
  });
});

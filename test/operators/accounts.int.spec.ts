import { PlatformDatabase } from '#kernel/database';
import { OperatorsService } from '#platform/operators';
import { bootApi } from '../support/boot-api.js';
import {
  newSlug,
  OperatorPerson,
  type PlatformAnswer,
  platformOf,
  type TestPlatform,
  usePlatform,
} from '../support/use-platform.js';
import { useOwnDatabase } from '../support/worker-cluster.js';

describe('accounts of operators', () => {
  useOwnDatabase(); // who is the last admin is a question to all of them
  const platform = usePlatform();
  let elsewhere: TestPlatform;
  beforeAll(async () => {
    elsewhere = await platformOf(await bootApi());
    const { id } = (await platform.admin.get('/operators')).body.items[0]!;
    await platform.admin.patch(`/operators/${id}`, { disabled: true }); // of the second process: not needed
  });
  afterAll(async () => elsewhere?.app.close());

  const idOf = async ({ name }: OperatorPerson) =>
    (await platform.admin.get('/operators?limit=100')).body.items.find((one) => one['name'] === name)!.id;
  const person = (token: unknown, on = platform) => on.stranger(token as string);
  const secretOf = ({ body }: PlatformAnswer) => body['token'] as string;
  const noted = async (action: string) =>
    (await platform.admin.get(`/audit?action=${action}&limit=1`)).body.items[0]!['details'];
  /** How long it takes until both processes answer so. */
  const until = async (token: string, status: number, path = '/tenants?limit=1') => {
    const since = Date.now();
    for (const on of [platform, elsewhere]) {
      while ((await person(token, on).get(path)).status !== status)
        if (Date.now() - since > 5_000) throw new Error('It takes too long.');
    }
    return Date.now() - since;
  };

  it('are made, shown and changed by admins', async () => {
    const name = newSlug();
    const made = await platform.admin.post('/operators', { name, role: 'support' });
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: expect.any(Number),
        ...{ name, role: 'support', disabled: false, tokens: 0, disabled_at: null },
        created_at: expect.stringMatching(/Z$/),
      },
    ]);
    expect(await noted('operator.create')).toEqual({ operator: name, role: 'support' });
    expect((await platform.admin.post('/operators', { name, role: 'read' })).body.error).toBe('operator.name-taken');
    const changed = await platform.admin.patch(`/operators/${made.body.id}`, { role: 'read' });
    expect(changed.body).toMatchObject({ name, role: 'read', disabled: false });
    expect(await noted('operator.change')).toEqual({
      operator: name,
      from: { role: 'support', disabled: false },
      to: { role: 'read', disabled: false },
    });
    const first = (await platform.admin.get('/operators?limit=1')).body;
    expect(first).toMatchObject({ items: [{ name }], next: expect.any(String) });
    expect((await platform.admin.get(`/operators?limit=1&cursor=${first.next}`)).body.items).toHaveLength(1);
  });

  it.each([
    ['POST', '', { name: 'With Space', role: 'read' }, 400],
    ['POST', '', { name: 'x', role: 'owner' }, 400],
    ['POST', '', {}, 400],
    ['PATCH', '/1', {}, 400],
    ['PATCH', '/1', { role: 'owner' }, 400],
    ['PATCH', '/1', { disabled: 'yes' }, 400],
    ['PATCH', '/999999999', { role: 'read' }, 404],
    ['PATCH', '/x', { role: 'read' }, 404],
    ['POST', '/me/tokens', { scopes: [] }, 400],
    ['POST', '/me/tokens', { scopes: ['everything'] }, 400],
    ['POST', '/me/tokens', { scopes: 'tenants:read' }, 400],
    ['POST', '/me/tokens', { expires_in_days: 0 }, 400],
    ['POST', '/me/tokens', { expires_in_days: 366 }, 400],
    ['POST', '/me/tokens', { expires_at: '2020-01-01T00:00:00Z' }, 400],
    ['POST', '/me/tokens', { expires_at: '2999-01-01T00:00:00Z' }, 400],
    ['POST', '/me/tokens', { expires_at: 'tomorrow' }, 400],
    ['POST', '/me/tokens', { expires_in_days: 2, expires_at: new Date(Date.now() + 86_400_000).toISOString() }, 400],
    ['POST', '/me/tokens', { name: 'x'.repeat(81) }, 400],
    ['POST', '/999999999/tokens', {}, 404],
    ['DELETE', '/me/tokens/999999999', undefined, 404],
    ['DELETE', '/me/tokens/x', undefined, 404],
  ] as const)('refuse %s /operators%s %j with %d', async (method, path, body, status) => {
    const before = await platform.app.get(PlatformDatabase).query('select count(*) from platform.operator_token');
    expect((await platform.admin.request(method, `/operators${path}`, body)).status).toBe(status);
    expect(await platform.app.get(PlatformDatabase).query('select count(*) from platform.operator_token')).toEqual(
      before,
    );
  });

  it('always have an admin among them, however many are changed at once', async () => {
    const me = await idOf(platform.admin);
    for (const change of [{ role: 'support' }, { disabled: true }])
      expect((await platform.admin.patch(`/operators/${me}`, change)).body.error).toBe('operator.last-admin');
    for (let round = 0; round < 5; round++) {
      const second = await platform.operator('admin');
      const other = await idOf(second);
      const answers = await Promise.all([
        platform.admin.patch(`/operators/${other}`, round % 2 ? { disabled: true } : { role: 'read' }),
        person(second.token, elsewhere).patch(`/operators/${me}`, round % 2 ? { role: 'support' } : { disabled: true }),
      ]);
      const admins = await platform.app
        .get(PlatformDatabase)
        .query<{ id: number }>(`select id from platform.operator where role = 'admin' and disabled_at is null`);
      expect(admins).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      await platform.app
        .get(PlatformDatabase)
        .query(`update platform.operator set role = 'admin', disabled_at = null where id = $1`, [me]);
      await platform.app
        .get(PlatformDatabase)
        .query('update platform.operator set disabled_at = now() where id = $1', [other]);
      await until(platform.admin.token!, 200, '/operators');
    }
  });

  it('lose what was taken from them in every process within two seconds', async () => {
    const grace = await platform.operator('support');
    const id = await idOf(grace);
    const further = secretOf(await platform.admin.post(`/operators/${id}/tokens`, { name: 'laptop' }));
    await until(further, 200);
    const { items } = (await platform.admin.get(`/operators/${id}/tokens`)).body;
    expect(items.map((token) => token['name'])).toEqual(['laptop', '']);
    const revoked = await platform.admin.delete(`/operators/${id}/tokens/${items[0]!.id}`);
    expect(revoked.body).toMatchObject({ name: 'laptop', hint: further.slice(0, 10) });
    expect(await until(further, 401)).toBeLessThan(2_000);
    expect(await noted('operator.token-revoke')).toMatchObject({ operator: grace.name, name: 'laptop' });
    await platform.admin.patch(`/operators/${id}`, { role: 'read' });
    expect(await until(grace.token!, 403, '/tenants/1/support')).toBeLessThan(2_000);
    await platform.admin.patch(`/operators/${id}`, { disabled: true });
    expect(await until(grace.token!, 401)).toBeLessThan(2_000);
    await platform.admin.patch(`/operators/${id}`, { disabled: false });
    await until(grace.token!, 200);
  });

  it('have tokens that are shown once, known by how they begin, and run out', async () => {
    const made = await platform.admin.post('/operators/me/tokens', { name: 'backups', scopes: ['tenants:read'] });
    const secret = secretOf(made);
    expect(secret).toMatch(/^ppo_[\w-]{43}$/);
    expect(made.body).toMatchObject({
      name: 'backups',
      hint: secret.slice(0, 10),
      scopes: ['tenants:read'],
      source: 'issued',
    });
    expect(made.body).toMatchObject({ created_by: platform.admin.name, last_used_at: null });
    const days = (new Date(made.body['expires_at'] as string).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
    const kept = await platform.app.get(PlatformDatabase).query('select * from platform.operator_token');
    expect(JSON.stringify([kept, await noted('operator.token-create')])).not.toContain(secret);
    expect(JSON.stringify((await platform.admin.get('/operators/me/tokens')).body)).not.toContain(secret);
    await until(secret, 200);
    await platform.app
      .get(PlatformDatabase)
      .query('update platform.operator_token set expires_at = now() where id = $1', [made.body.id]);
    expect(await until(secret, 401)).toBeLessThan(2_000);
    const end = new Date(Date.now() + 5 * 86_400_000).toISOString();
    expect((await platform.admin.post('/operators/me/tokens', { expires_at: end })).body['expires_at']).toBe(end);
  });

  it('have noted when a token was used last, to ten minutes and not by each request', async () => {
    const { body } = await platform.admin.post('/operators/me/tokens', {});
    const used = async () =>
      (
        await platform.app
          .get(PlatformDatabase)
          .query<{ at: Date | null; version: string }>(
            'select last_used_at as at, xmin::text as version from platform.operator_token where id = $1',
            [body.id],
          )
      )[0]!;
    expect((await used()).at).toBeNull();
    const find = (on: TestPlatform) => on.app.get(OperatorsService).findByToken(body['token'] as string);
    await find(platform);
    const first = await used();
    expect(Date.now() - first.at!.getTime()).toBeLessThan(10_000);
    for (const on of [elsewhere, platform, elsewhere]) await find(on);
    expect(await used()).toEqual(first);
    await platform.app
      .get(PlatformDatabase)
      .query(`update platform.operator_token set last_used_at = now() - interval '11 minutes' where id = $1`, [
        body.id,
      ]);
    await until(body['token'] as string, 200);
    await new Promise((done) => setTimeout(done, 1_600)); // until the process has forgotten that it knows the token
    await find(platform);
    expect(Date.now() - (await used()).at!.getTime()).toBeLessThan(10_000);
  });

  it('make no token or operator that may do more than they do', async () => {
    const limited = person(
      secretOf(await platform.admin.post('/operators/me/tokens', { scopes: ['operators:write', 'operators:read'] })),
    );
    const target = await platform.operator('read');
    const id = await idOf(target);
    for (const [path, body] of [
      ['/operators/me/tokens', {}],
      ['/operators/me/tokens', { scopes: ['operators:write', 'tenants:read'] }],
      [`/operators/${id}/tokens`, {}],
      ['/operators', { name: newSlug(), role: 'read' }],
    ] as const)
      expect((await limited.post(path, body)).body.error).toBe('operator.beyond-own');
    for (const change of [{ role: 'admin' }, { role: 'support' }])
      expect((await limited.patch(`/operators/${id}`, change)).body.error).toBe('operator.beyond-own');
    expect((await limited.post('/operators/me/tokens', { scopes: ['operators:read'] })).status).toBe(201);
    expect((await limited.patch(`/operators/${id}`, { disabled: true })).status).toBe(200);
    expect((await limited.patch(`/operators/${id}`, { disabled: false })).body.error).toBe('operator.beyond-own');
    const missing = (await limited.post('/operators/me/tokens', { scopes: ['tenants:read'] })).body['missing'];
    expect(missing).toEqual(['tenants:read']);
  });

  it('look after their own tokens, whatever the role, and after nobody else’s', async () => {
    const [reader, other] = [await platform.operator('read'), await platform.operator('read')];
    const own = await reader.post('/operators/me/tokens', { name: 'next' });
    expect(own.status).toBe(201);
    expect((await reader.get('/operators/me/tokens')).body.items).toHaveLength(2);
    const id = await idOf(other);
    for (const answer of [
      await reader.get(`/operators/${id}/tokens`),
      await reader.post(`/operators/${id}/tokens`, {}),
      await reader.delete(`/operators/${id}/tokens/1`),
      await reader.get('/operators'),
    ])
      expect(answer.body.error).toBe('operator.role-insufficient');
    expect((await reader.delete(`/operators/me/tokens/${own.body.id}`)).status).toBe(200);
    await platform.admin.patch(`/operators/${id}`, { disabled: true });
    expect((await platform.admin.post(`/operators/${id}/tokens`, {})).body.error).toBe('operator.disabled');
  });

  it('let the machine in also where root is closed, and then print no token at a start', async () => {
    const operators = platform.app.get(OperatorsService);
    const { id } = await operators.root();
    await platform.admin.patch(`/operators/${id}`, { disabled: true });
    expect(await operators.ensureFirst()).toEqual({});
    expect(await operators.root()).toMatchObject({ id, name: 'root' });
    await platform.admin.patch(`/operators/${id}`, { disabled: false });
    expect(await operators.ensureFirst()).toEqual({ token: expect.stringMatching(/^ppo_/) });
    expect(await operators.ensureFirst()).toEqual({});
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { PlatformDatabase } from '#kernel/database';
import { TenantSetup } from '#kernel/tenancy';
import { bootApi } from '../../../test/support/boot-api.js';
import { newSlug, platformOf, usePlatform } from '../../../test/support/use-platform.js';

const owner = { username: 'camellia', password: 'green and black' };
const request = (slug = newSlug()) => ({ slug, name: 'The tea room', locale: 'en', owner });

describe('making a community', () => {
  const platform = usePlatform();
  const count = async (sql: string, values: unknown[]) =>
    (await platform.app.get(PlatformDatabase).query<{ count: number }>(sql, values))[0]!.count;
  const tenants = (slug: string) => count('select count(*) from platform.tenant where slug = $1', [slug]);

  it('answers with a community that works, whose owner signs in and administers it', async () => {
    const slug = newSlug();
    const { status, body } = await platform.admin.creates({ ...request(slug), name: ' The tea room ' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.any(Number),
      slug,
      name: 'The tea room',
      state: 'active',
      hosts: [{ host: `${slug}.localhost`, kind: 'subdomain', primary: true }],
      url: `http://${slug}.localhost:3000`,
      owner,
    });
    const person = await platform.visitor(body.hosts[0]!.host).login(owner.username, owner.password);
    expect(await person.get('/v1/user/info')).toMatchObject({ username: owner.username, is_admin: true });
    expect(await person.timeline()).toEqual([]);
  });

  it('is known at once where its host was asked for in vain just before', async () => {
    const slug = newSlug();
    const visitor = platform.visitor(`${slug}.localhost`);
    expect((await visitor.request('GET', '/v1/posts?style=newest')).status).toBe(404);
    await platform.admin.creates(request(slug));
    expect((await visitor.request('GET', '/v1/posts?style=newest')).status).toBe(200);
  });

  it('takes an invitation in place of a password, the same link each time it is asked', async () => {
    const slug = newSlug();
    const body = { slug, name: 'By invitation', owner: { username: 'oolong', email: 'oolong@example.org' } };
    const [first, again] = [await platform.admin.creates(body, slug), await platform.admin.creates(body, slug)];
    expect(first.body.owner).toEqual({
      username: 'oolong',
      invite: expect.stringMatching(`^http://${slug}.localhost:3000/`),
    });
    expect(again.body).toEqual(first.body);
    const stored = await platform.app
      .get(PlatformDatabase)
      .query('select payload, result from platform.operation where tenant_id = $1', [first.body.id]);
    expect(JSON.stringify(stored)).not.toContain(new URL(first.body.owner.invite!).pathname.split('/').at(-1));
  });

  describe('asked for again with the same key', () => {
    it('gives the same answer, and does it once', async () => {
      const body = request();
      const first = await platform.admin.creates(body, body.slug);
      const again = await platform.admin.creates(body, body.slug);
      expect(again.status).toBe(201);
      expect(again.body).toEqual(first.body);
      expect(await tenants(body.slug)).toBe(1);
    });

    it('does it once when both calls run at the same time, also on two servers', async () => {
      const second = await platformOf(await bootApi());
      try {
        const body = request();
        const call = ({ app }: { app: typeof platform.app }) =>
          app.inject({
            method: 'POST',
            url: '/platform/v1/tenants',
            headers: { host: 'platform.localhost', authorization: `Bearer ${token}`, 'idempotency-key': body.slug },
            payload: body,
          });
        const { token } = platform.admin;
        const answers = await Promise.all([platform, second, platform, second].map(call));
        expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
        expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
        expect(await tenants(body.slug)).toBe(1);
      } finally {
        await second.app.close();
      }
    });

    it('refuses another body', async () => {
      const body = request();
      await platform.admin.creates(body, body.slug);
      for (const other of [{ name: 'Other' }, { locale: 'zh-CN' }, { owner: { ...owner, password: 'another one' } }]) {
        const refused = await platform.admin.creates({ ...body, ...other }, body.slug);
        expect([refused.status, refused.body.error]).toEqual([422, 'idempotency.key-reused']);
      }
    });

    it('belongs to one operator: the same key of another is another request', async () => {
      const other = await platform.operator('admin');
      const [one, two] = [request(), request()];
      expect((await platform.admin.creates(one, one.slug)).status).toBe(201);
      expect((await other.creates(two, one.slug)).body.slug).toBe(two.slug);
    });
  });

  it('is refused when the name is taken, and the key stays free', async () => {
    const taken = request();
    await platform.admin.creates(taken);
    const key = newSlug();
    const refused = await platform.admin.creates({ ...request(taken.slug), name: 'Late' }, key);
    expect([refused.status, refused.body.error]).toEqual([409, 'tenant.slug-taken']);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect((await platform.admin.creates(request(), key)).status).toBe(201);
  });

  it('goes to one of several who want the same name at the same time', async () => {
    const slug = newSlug();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((name) => platform.admin.creates({ ...request(slug), name: `${name}` })),
    );
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409, 409, 409]);
    expect(await tenants(slug)).toBe(1);
  });

  it('is refused for want of room, and leaves nothing', async () => {
    const database = platform.app.get(PlatformDatabase);
    const [before] = await database.query<{ most: number }>('select max_tenants as most from platform.cluster');
    await database.query('update platform.cluster set max_tenants = tenants');
    const body = request();
    const refused = await platform.admin.creates(body);
    await database.query('update platform.cluster set max_tenants = $1', [before!.most]);
    expect([refused.status, refused.body.error]).toEqual([503, 'tenant.capacity']);
    expect(await tenants(body.slug)).toBe(0);
  });

  it.each([
    ['no slug', { slug: undefined }, 400, 'request.invalid'],
    ['a number for a slug', { slug: 17 }, 400, 'request.invalid'],
    ['a reserved slug', { slug: 'www' }, 422, 'tenant.slug-invalid'],
    ['punycode', { slug: 'xn--fiq228c' }, 422, 'tenant.slug-invalid'],
    ['capital letters', { slug: 'TeaRoom' }, 422, 'tenant.slug-invalid'],
    ['no name', { name: '  ' }, 400, 'request.invalid'],
    ['a long name', { name: 'x'.repeat(81) }, 400, 'request.invalid'],
    ['an unknown locale', { locale: 'fr' }, 400, 'request.invalid'],
    ['no owner', { owner: undefined }, 400, 'request.invalid'],
    ['a list for an owner', { owner: [] }, 400, 'request.invalid'],
    ['an owner without a name', { owner: { password: 'long enough' } }, 400, 'request.invalid'],
    ['an owner with a name no member could have', { owner: { username: 'a b' } }, 422, 'tenant.owner-invalid'],
    ['a password no member could have', { owner: { username: 'tea1', password: 'x' } }, 422, 'tenant.owner-invalid'],
    ['an address that is none', { owner: { username: 'tea1', email: 'nowhere' } }, 400, 'request.invalid'],
    ['NUL in a name', { name: 'tea\u0000' }, 400, 'request.invalid'],
  ])('is refused with %s', async (_, change, status, error) => {
    const refused = await platform.admin.creates({ ...request(), ...change });
    expect([refused.status, refused.body.error]).toEqual([status, error]);
  });

  it('is refused without a key, or with one that is none', async () => {
    const without = await platform.admin.post('/tenants', request());
    expect([without.status, without.body.error]).toEqual([400, 'idempotency.key-missing']);
    expect((await platform.admin.creates(request(), 'x'.repeat(201))).status).toBe(400);
  });

  it('can be followed as an operation', async () => {
    const { body: made } = await platform.admin.creates(request());
    const [row] = await platform.app
      .get(PlatformDatabase)
      .query<{ id: number; payload: object }>('select id, payload from platform.operation where tenant_id = $1', [
        made.id,
      ]);
    const { status, body } = await platform.admin.get(`/operations/${row!.id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: row!.id,
      kind: 'provision',
      tenant: made.id,
      state: 'succeeded',
      step: '',
      done: 3,
      total: 3,
      attempts: 1,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
      result: expect.objectContaining({ slug: made.slug, owner: { username: 'camellia' } }),
    });
    expect(row!.payload).toEqual({ invited: false }); // no hash of the password is left
    for (const id of ['0', '999999999', 'x', '1e3']) {
      const unknown = await platform.admin.get(`/operations/${id}`);
      expect([unknown.status, unknown.body.error]).toEqual([404, 'operation.not-found']);
    }
  });

  describe('that takes its time, or cannot be', () => {
    type Setup = Pick<TenantSetup, 'setUp'>;
    const setup = () => platform.app.get<Setup>(TenantSetup);
    let real: Setup['setUp'];
    beforeEach(() => (real = setup().setUp));
    afterEach(() => void (setup().setUp = real));

    it('is promised after two seconds, and is there when its operation has ended', async () => {
      setup().setUp = async function (this: Setup, ...given) {
        await pause(2_300);
        return real.apply(this, given);
      };
      const body = request();
      const promised = await platform.admin.creates(body, body.slug);
      const operation = promised.body['operation'] as { id: number };
      expect([promised.status, operation]).toEqual([
        202,
        expect.objectContaining({ kind: 'provision', state: 'running' }),
      ]);
      expect(promised.headers['location']).toBe(`/platform/v1/operations/${operation.id}`);
      expect((await platform.visitor(`${body.slug}.localhost`).request('GET', '/v1/user/info')).status).toBe(404);
      const again = await platform.admin.creates(body, body.slug); // waits for the same operation
      expect([again.status, again.body.owner]).toEqual([201, owner]);
      expect((await platform.admin.get(`/operations/${operation.id}`)).body).toMatchObject({
        state: 'succeeded',
        done: 3,
        result: { id: again.body.id },
      });
      expect(await tenants(body.slug)).toBe(1);
    });

    it('is refused when it can never succeed; its record says why, and name and key are free', async () => {
      setup().setUp = () => Promise.reject(new TypeError('A bug.'));
      const body = request();
      const refused = await platform.admin.creates(body, body.slug);
      expect([refused.status, refused.body.error]).toEqual([500, 'tenant.provisioning-failed']);
      const operation = await platform.admin.get(`/operations/${String(refused.body['operation'])}`);
      expect(operation.body).toMatchObject({ state: 'failed', step: 'schema', error: 'A bug.' });
      const failed = async () => (await platform.admin.get(`/tenants?q=${body.slug}&state=failed`)).body.items;
      const record = (await failed())[0]!;
      expect(record).toMatchObject({
        slug: body.slug,
        hosts: [],
        failure: { operation: refused.body['operation'], step: 'schema', error: 'A bug.' },
      });
      expect((await platform.admin.get(`/tenants?q=${body.slug}`)).body.items).toEqual([record]);
      expect((await platform.visitor(`${body.slug}.localhost`).request('GET', '/v1/posts')).status).toBe(404);
      for (const [method, path] of [
        ['POST', '/suspend'],
        ['POST', '/restore'],
        ['DELETE', ''],
      ] as const)
        expect((await platform.admin.request(method, `/tenants/${record.id}${path}`)).status).toBe(409);
      setup().setUp = real;
      expect((await platform.admin.creates(body, body.slug)).status).toBe(201);
      expect(await failed()).toEqual([]);
      expect(await tenants(body.slug)).toBe(1);
    });
  });
});

import { randomBytes } from 'node:crypto';
import { PlatformDatabase } from '#kernel/database';
import { RemoveOldSignups } from '#platform/signups';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { Visitor } from '../support/visitor.js';
import { fieldsOf, newEmail, signUpAt, wanted } from './signing-up.js';

describe('signing up by the API', () => {
  const platform = usePlatform();
  const signUp = signUpAt(platform);
  const query = (sql: string, ...values: unknown[]) => platform.app.get(PlatformDatabase).query(sql, values);

  it('needs no token, and makes a community that its owner can use at once', async () => {
    const { status, body } = await signUp(wanted({ slug: 'the-tea-room-1', name: '  The  tea room ' }));
    expect(status).toBe(201);
    expect(body).toEqual({
      state: 'ready',
      slug: 'the-tea-room-1',
      name: 'The tea room',
      url: 'http://the-tea-room-1.localhost:3000',
      enter_url: expect.stringMatching(/^http:\/\/the-tea-room-1\.localhost:3000\/enter\/[\w-]{43}$/) as string,
      status_url: expect.stringMatching(/^http:\/\/platform\.localhost:3000\/created\/\d+-[\w-]{43}$/) as string,
      reason: '',
    });
    const person = await platform.visitor('the-tea-room-1.localhost').login('camellia', 'green and black');
    expect(await person.get('/v1/user/info')).toMatchObject({ username: 'camellia', is_admin: true });
    const [tenant] = await query(
      `select plan, is_unverified, owner_email, (select operator_name from platform.audit a
         where a.tenant_id = t.id and action = 'tenant.create') as actor from platform.tenant t where slug = $1`,
      'the-tea-room-1',
    );
    expect(tenant).toMatchObject({ plan: 'free', is_unverified: true, actor: 'sign-up' });
  });

  it('lets in whoever follows the link, once, and only there', async () => {
    const { body } = await signUp(wanted());
    const path = new URL(body.enter_url!).pathname;
    const host = new URL(body.url!).host.split(':')[0]!;
    const other = await signUp(wanted());
    const stranger = new Visitor(platform.app, new URL(other.body.url!).hostname);
    expect((await stranger.open(path)).path).toBe('/sign-in');
    const looked = await platform.app.inject({ method: 'HEAD', url: path, headers: { host } });
    expect(looked.headers.location).toBe('/sign-in');
    const owner = new Visitor(platform.app, host);
    const page = await owner.open(path);
    expect([page.status, page.path]).toEqual([200, '/welcome']);
    expect(owner.texts('.own-name .muted')).toContain('@camellia');
    const second = new Visitor(platform.app, host);
    expect((await second.open(path)).path).toBe('/sign-in');
    expect(second.cookie('session')).toBeUndefined();
  });

  it('lets in one of two who follow the link at the same time', async () => {
    const { body } = await signUp(wanted());
    const { hostname, pathname } = new URL(body.enter_url!);
    const visitors = Array.from({ length: 6 }, () => new Visitor(platform.app, hostname));
    const pages = await Promise.all(visitors.map((visitor) => visitor.open(pathname)));
    expect(pages.filter(({ path }) => path === '/welcome')).toHaveLength(1);
  });

  it('is done once, however often and however fast the same request comes', async () => {
    const [request, key] = [wanted(), randomBytes(8).toString('hex')];
    const answers = await Promise.all(Array.from({ length: 12 }, () => signUp(request, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await signUp(request, key)).toEqual(expect.objectContaining({ body: answers[0]!.body }));
    expect(await query('select id from platform.tenant where slug = $1', request.slug)).toHaveLength(1);
    expect(await query('select id from platform.signup where slug = $1', request.slug)).toHaveLength(1);
    const changed = await signUp({ ...request, name: 'Another' }, key);
    expect([changed.status, changed.body.error]).toEqual([422, 'idempotency.key-reused']);
  });

  it('gives one of two who want the same address that address', async () => {
    const slug = newSlug();
    const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(wanted({ slug, email: newEmail() }))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201))
      expect([status, fieldsOf(body)]).toEqual([422, ['slug: This name is taken.']]);
    expect(await query('select from platform.signup where slug = $1', slug)).toHaveLength(1);
  });

  it('says all that is wrong at once', async () => {
    const { status, body } = await signUp({
      name: 'a\u202eb',
      slug: 'Tea Room',
      locale: 'fr',
      template: 'casino',
      username: 'c-a',
      email: 'a@b\r\nBcc: everybody@example.org',
      password: '12345',
    });
    expect([status, body.error]).toEqual([422, 'signup.invalid']);
    expect(fieldsOf(body).map((field) => field.split(':')[0])).toEqual([
      'name',
      'slug',
      'locale',
      'template',
      'username',
      'email',
      'password',
    ]);
    expect(JSON.stringify(body)).not.toContain('12345');
  });

  it.each([
    ['mixed scripts', 'pаypal', 'A name has small letters a to z, digits and hyphens only.'],
    ['punycode', 'xn--80ak6aa92e', 'A name has no two hyphens in a row.'],
    ['a reserved name', 'admin', 'This name is reserved.'],
    ['a path', '../etc', 'A name has small letters a to z, digits and hyphens only.'],
    ['a statement', `a'; drop table x`, 'A name has small letters a to z, digits and hyphens only.'],
    ['nothing', '', 'A name has 3 to 40 characters.'],
    ['the host of the platform', 'platform', 'This name is reserved.'],
  ])('refuses %s as an address', async (_, slug, why) => {
    const { status, body } = await signUp(wanted({ slug }));
    expect([status, fieldsOf(body)]).toEqual([422, [`slug: ${why}`]]);
  });

  it.each([
    ['1ocal-brew', 'local-brew'],
    ['c0rner', 'corner'],
    ['rnodern', 'modern'],
    ['vvave', 'wave'],
  ])('refuses %s where %s is there: it looks the same', async (slug, other) => {
    expect((await platform.admin.creates({ slug: other, name: other, owner: { username: 'owner' } })).status).toBe(201);
    const { status, body } = await signUp(wanted({ slug }));
    expect([status, fieldsOf(body)]).toEqual([422, ['slug: This name looks too much like another one.']]);
    expect((await platform.admin.creates({ slug, name: slug, owner: { username: 'owner' } })).status).toBe(201);
  });

  it('leaves no password anywhere', async () => {
    const password = `secret-${randomBytes(6).toString('hex')}`;
    const { status } = await signUp(wanted({ password }));
    expect(status).toBe(201);
    const [found] = await query(
      `select (select count(*)::int from platform.signup s where s::text like $1) + (select count(*)::int from platform.operation o where o::text like $1)
            + (select count(*)::int from platform.audit a where a::text like $1) as found`,
      `%${password}%`,
    );
    expect(found).toEqual({ found: 0 });
    const [kept] = await query(
      `select password_hash is not null as kept from platform.signup order by id desc limit 1`,
    );
    expect(kept).toEqual({ kept: false });
  });

  it.each([
    ['no key', undefined, 'idempotency.key-missing'],
    ['a key of 201 characters', 'x'.repeat(201), 'request.invalid'],
    ['a key with a line break in it', 'a\u0007', 'request.invalid'],
  ])('refuses %s', async (_, key, error) => {
    const { username, email, password, ...community } = wanted();
    const request = { ...community, owner: { username, email, password } };
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const { status, body } = await platform.stranger().request('POST', '/signups', request, headers);
    expect([status, body.error]).toEqual([400, error]);
  });

  it.each([
    ['no body', undefined],
    ['a list', []],
    ['no owner', { name: 'x', slug: newSlug() }],
    ['numbers', { name: 1, slug: 2, owner: { username: 3, email: 4, password: 5 } }],
    ['texts without end', { name: 'x', slug: 'x'.repeat(5000), owner: { username: 'a', email: 'b', password: 'c' } }],
  ])('refuses %s as what it is', async (_, body) => {
    const { status, body: answer } = await platform
      .stranger()
      .request('POST', '/signups', body, { 'idempotency-key': randomBytes(8).toString('hex') });
    expect([status, answer.error]).toEqual([400, 'request.invalid']);
  });

  it('is listed for operators', async () => {
    const { slug } = wanted();
    await signUp(wanted({ slug }));
    const { body } = await (await platform.operator('read')).get('/signups?limit=1');
    expect(body.items).toEqual([expect.objectContaining({ slug, state: 'ready', plan: 'free', decided_by: null })]);
    expect(JSON.stringify(body)).not.toMatch(/hash/i);
    expect((await platform.stranger().get('/signups')).status).toBe(401);
    expect((await platform.admin.get('/signups?state=lost')).status).toBe(400);
  });

  it('is forgotten after a month', async () => {
    const { slug } = wanted();
    await signUp(wanted({ slug }));
    await query(`update platform.signup set expires_at = now() - interval '1 second' where slug = $1`, slug);
    await platform.app.get(RemoveOldSignups).handle();
    expect(await query('select from platform.signup where slug = $1', slug)).toEqual([]);
    expect(await query('select from platform.tenant where slug = $1', slug)).toHaveLength(1);
  });
});

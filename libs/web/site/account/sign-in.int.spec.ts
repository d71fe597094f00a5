import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('signing in with a browser', () => {
  const community = useCommunity();
  const visitor = (host = community.host) => new Visitor(community.app, host);

  it('leads back to where one wanted to go, and says so once', async () => {
    const ada = await community.member('ada');
    const reader = visitor();
    await reader.open('/sign-in?next=%2Fabout');
    const page = await reader.submit('/sign-in', { username: ada.username, password: ada.password });
    expect([page.status, page.path]).toEqual([200, '/about']);
    expect(reader.texts('.toast')).toEqual(['You are signed in.']);
    await reader.open('/about');
    expect(reader.texts('.toast')).toEqual([]);
    expect(page.body).toContain('href="/@ada"');
  });

  it('is over at once for who has done it already', async () => {
    const ada = await community.member('ada');
    const reader = visitor();
    await reader.signIn(ada.username, ada.password);
    expect((await reader.open('/sign-in')).path).toBe('/');
    expect((await reader.open('/sign-in?next=%2Fabout')).path).toBe('/about');
    expect((await reader.open('/sign-in?next=%2F%2Fexample.org')).path).toBe('/');
  });

  it('never leads to another site', async () => {
    const ada = await community.member('ada');
    for (const next of ['//example.org', 'https://example.org', '/\\example.org', 'javascript:alert(1)']) {
      const reader = visitor();
      await reader.open(`/sign-in?next=${encodeURIComponent(next)}`);
      expect((await reader.submit('/sign-in', { username: ada.username, password: ada.password })).path).toBe('/');
    }
  });

  it('keeps the name and says what is wrong, never the password', async () => {
    const ada = await community.member('ada');
    const reader = visitor();
    await reader.open('/sign-in');
    const page = await reader.submit('/sign-in', { username: ada.username, password: 'not hers' });
    expect(page.status).toBe(422);
    expect(page.root.querySelector('#username')!.getAttribute('value')).toBe('ada');
    expect(page.root.querySelector('#password')!.getAttribute('value')).toBeUndefined();
    expect(reader.texts('.field .wrong')).toEqual(['Wrong account or password.']);
    expect(page.body).not.toContain('not hers');
  });

  it('is closed for a while after too many guesses, and for who was banned', async () => {
    const [fay, gil] = [await community.member('fay'), await community.member('gil')];
    const reader = visitor();
    await reader.open('/sign-in');
    for (let guess = 0; guess < 10; guess += 1)
      await reader.submit('/sign-in', { username: fay.username, password: 'guess' });
    const page = await reader.submit('/sign-in', { username: fay.username, password: fay.password });
    expect([page.status, reader.texts('.alert p')]).toEqual([422, ['Too many attempts. Try again in 60 minutes.']]);
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const db = community.app.get(TenantDatabase);
    const wait = (minutes: number) =>
      tenantScope.run(tenant!, async () => {
        await db.query(`update member set last_failed_login_at = last_failed_login_at - $1 * interval '1 minute'`, [
          minutes,
        ]);
        await db.query(`update access_code set expires_at = expires_at - $1 * interval '1 minute'`, [minutes]);
      });
    await wait(42);
    await reader.submit('/sign-in', { username: fay.username, password: fay.password });
    expect(reader.texts('.alert p')).toEqual(['Too many attempts. Try again in 18 minutes.']);
    await tenantScope.run(tenant!, async () => {
      await db.query(`delete from access_code where purpose = 'login'`);
      await db.query('update member set status = 2 where id = $1', [gil.id]);
    });
    await reader.submit('/sign-in', { username: gil.username, password: gil.password });
    expect(reader.texts('.alert p')).toEqual(['This account has been suspended.']);
  });

  it('is over with the session, wherever that ends', async () => {
    const ada = await community.member('ada');
    const [one, other] = [visitor(), visitor()];
    for (const reader of [one, other]) await reader.signIn(ada.username, ada.password);
    await one.submit('/sign-out');
    expect(one.cookie('session')).toBeUndefined();
    expect((await other.open('/about')).body).toContain('href="/@ada"');
    expect((await one.open('/about')).body).not.toContain('href="/@ada"');
  });

  it('holds in one community, and not for programs', async () => {
    const ada = await community.member('ada');
    const neighbour = await community.neighbour();
    await neighbour.member('ada');
    const reader = visitor();
    await reader.signIn(ada.username, ada.password);
    const cookie = `session=${reader.cookie('session')}`;
    const ask = (host: string, url: string, headers: Record<string, string>) =>
      community.app.inject({ url, headers: { host, ...headers } });
    expect((await ask(neighbour.host, '/about', { cookie })).body).not.toContain('href="/@ada"');
    expect((await ask(community.host, '/v1/user/info', { cookie })).statusCode).toBe(401);
    const authorization = `Bearer ${reader.cookie('session')}`;
    expect((await ask(community.host, '/v1/user/info', { authorization })).statusCode).toBe(200);
    expect((await ask(community.host, '/about', { authorization })).body).not.toContain('href="/@ada"');
  });

  it.each([
    ['from elsewhere', { origin: 'https://example.org' }, 'This form was sent from another website'],
    ['from a frame without an origin', { origin: 'null' }, 'This form was sent from another website'],
    ['by a page elsewhere', { 'sec-fetch-site': 'cross-site' }, 'This form was sent from another website'],
    ['by a neighbour', { 'sec-fetch-site': 'same-site' }, 'This form was sent from another website'],
    ['without its token', { 'sec-fetch-site': 'same-origin' }, 'This page has been open for too long'],
  ])('is refused %s', async (_, headers, said) => {
    const ada = await community.member('ada');
    const answer = await community.app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: {
        host: community.host,
        'content-type': 'application/x-www-form-urlencoded',
        'accept-language': 'en',
        ...headers,
      },
      payload: `username=${ada.username}&password=${ada.password}`,
    });
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([403, undefined]);
    expect(answer.body).toContain(said);
  });
});

import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type Data, WireError } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('joining a community', () => {
  const community = useCommunity();
  let calls = 0;
  const register = (username: unknown, password: unknown) =>
    community.guest.post('/v1/auth/register', { username, password });
  /** Each time from another address, so that none of them is closed. */
  const login = async (username: unknown, password: unknown) => {
    const answer = await community.app.inject({
      method: 'POST',
      url: '/v1/auth/login',
      remoteAddress: `10.0.${(calls += 1) >> 8}.${calls & 255}`,
      headers: { host: community.host },
      payload: { username, password },
    });
    const { code, error, data } = answer.json<{ code: number; error?: string; data?: Data }>();
    if (code !== 0) throw new WireError(answer.statusCode, code, error, answer.json());
    return data!;
  };

  /** The passing of time, which nobody brings about. */
  const sql = async (text: string, values: unknown[] = []) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };

  it('takes a name and a password, and signs in with them', async () => {
    const registered = await register('Heron', 'a long password');
    expect(registered).toEqual({ id: expect.any(Number), username: 'Heron' });
    const { token } = await login('hERON', 'a long password');
    const [, claims] = String(token).split('.');
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toEqual({
      uid: registered['id'],
      username: 'Heron',
      aud: String(community.tenant.id),
      sid: expect.any(Number),
      exp: expect.any(Number),
    });
  });

  it.each([
    ['a short name', 'ab', 'secret-1', 20002],
    ['a long name', 'abcdefghijklm', 'secret-1', 20002],
    ['a huge name', 'a'.repeat(100_000), 'secret-1', 20002],
    ['a name of two words', 'name with', 'secret-1', 20003],
    ['an accent', 'Zoë', 'secret-1', 20003],
    ['other letters', '苍鹭鸟', 'secret-1', 20003],
    ['a short password', 'wren', '12345', 20004],
    ['a long password', 'wren', 'x'.repeat(129), 20004],
    ['a long password of pictures', 'wren', '🐦'.repeat(129), 20004],
    ['a taken name', 'heron', 'secret-1', 20001],
    ['a taken name before a short password', 'heron', '1', 20001],
    ['NUL in the name', 'wr\u0000en', 'secret-1', 10001],
    ['half a character in the password', 'wren', 'secret\ud83d', 10001],
    ['an empty name', '', 'secret-1', 10001],
    ['an empty password', 'wren', '', 10001],
    ['no name', undefined, 'secret-1', 10001],
    ['no password', 'wren', undefined, 10001],
    ['null', 'wren', null, 10001],
    ['a number for a name', 12345, 'secret-1', 10001],
    ['a number for a password', 'wren', 12345678, 10001],
    ['a list', ['wren'], 'secret-1', 10001],
    ['an object', { $ne: '' }, 'secret-1', 10001],
  ])('refuses %s', async (_, username, password, code) => {
    await expect(register(username, password)).rejects.toMatchObject({ code });
  });

  it.each([
    ['short', 'owl', '123456'],
    ['long', 'Pelican12345', 'x'.repeat(128)],
    ['of pictures', 'emu', '🐦'.repeat(128)],
  ])('takes what is as %s as may be', async (_, username, password) => {
    await register(username, password);
    expect(await login(username, password)).toEqual({ token: expect.any(String) });
  });

  it('gives a name to one of twenty who ask at the same time', async () => {
    const names = Array.from({ length: 20 }, (_, index) => (index % 2 ? 'kestrel' : 'KESTREL'));
    const answers = await Promise.allSettled(names.map((name) => register(name, 'secret-1')));
    const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason as object);
    expect(refused).toHaveLength(19);
    for (const reason of refused) expect(reason).toMatchObject({ code: 20001, status: 409 });
  });

  it('does not tell an unknown account from a wrong password', async () => {
    await register('stork', 'secret-1');
    const wrong = await login('stork', 'secret-2').catch((error: unknown) => error);
    const unknown = await login('nobody', 'secret-2').catch((error: unknown) => error);
    expect(wrong).toMatchObject({ status: 401, code: 10004 });
    expect(unknown).toEqual(wrong);
  });

  it.each([
    ['nothing', undefined, undefined],
    ['an empty password', 'stork', ''],
    ['an empty name', '', 'secret-1'],
    ['null', 'stork', null],
    ['a number', 1, 'secret-1'],
    ['a list', 'stork', ['secret-1']],
    ['NUL', 'sto\u0000rk', 'secret-1'],
    ['half a character', 'stork', '\udc00'],
  ])('refuses a login with %s by 10001', async (_, username, password) => {
    await expect(login(username, password)).rejects.toMatchObject({ status: 400, code: 10001 });
  });

  it.each([
    ['a huge name', 'x'.repeat(500_000), 'secret-1'],
    ['a huge password', 'stork', 'x'.repeat(500_000)],
    ['a wildcard', 'stork%', 'secret-1'],
    ['a quote', "stork' or 1=1 --", 'secret-1'],
  ])('knows no account by %s', async (_, username, password) => {
    await expect(login(username, password)).rejects.toMatchObject({ status: 401, code: 10004 });
  });

  it.each(['[]', '"text"', '7', 'null', '{', ''])('answers the body %p with 10001', async (payload) => {
    for (const url of ['/v1/auth/login', '/v1/auth/register']) {
      const headers = { host: community.host, 'content-type': 'application/json' };
      const answer = await community.app.inject({ method: 'POST', url, headers, payload });
      expect([answer.statusCode, answer.json<{ code: number }>().code]).toEqual([400, 10001]);
    }
  });

  it('closes an account for an hour after ten failures, also when they come at once', async () => {
    await register('curlew', 'secret-1');
    const guesses = Array.from({ length: 30 }, () => login('curlew', 'wrong-guess'));
    const codes = (await Promise.allSettled(guesses)).map((guess) =>
      guess.status === 'rejected' ? (guess.reason as { code: number }).code : 0,
    );
    expect(codes.filter((code) => code === 10004)).toHaveLength(10);
    expect(codes.filter((code) => code === 20014)).toHaveLength(20);
    await expect(login('CURLEW', 'secret-1')).rejects.toMatchObject({ status: 429, code: 20014 });

    await sql(`update member set last_failed_login_at = now() - interval '61 minutes' where username = 'curlew'`);
    expect(await login('curlew', 'secret-1')).toEqual({ token: expect.any(String) });
    await expect(login('curlew', 'wrong-guess')).rejects.toMatchObject({ code: 10004 });
  });

  it('forgets failures with a good login', async () => {
    await register('plover', 'secret-1');
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 4; guess += 1) {
        await expect(login('plover', 'wrong-guess')).rejects.toMatchObject({ code: 10004 });
      }
      expect(await login('plover', 'secret-1')).toEqual({ token: expect.any(String) });
    }
  });

  it('lets many sign in to one account at once', async () => {
    await register('gull', 'secret-1');
    const answers = await Promise.all(Array.from({ length: 20 }, () => login('gull', 'secret-1')));
    expect(new Set(answers.map(({ token }) => token)).size).toBe(20);
  });

  it('tells a banned member so, after the right password only', async () => {
    await register('cuckoo', 'secret-1');
    await sql(`update member set status = 2 where username = 'cuckoo'`);
    await expect(login('cuckoo', 'secret-2')).rejects.toMatchObject({ code: 10004 });
    await expect(login('cuckoo', 'secret-1')).rejects.toMatchObject({ status: 403, code: 20006 });
  });

  it('takes nobody while the community has closed its registration', async () => {
    const owner = await community.owner();
    const save = (value: boolean) =>
      owner.post('/v1/admin/settings/save', { items: [{ key: 'web_profile.allow_user_register', value }] });
    await save(false);
    for (const name of ['egret', 'heron', 'x']) {
      await expect(register(name, 'secret-1')).rejects.toMatchObject({ status: 403, code: 20023 });
    }
    await expect(register('egret', '')).rejects.toMatchObject({ code: 10001 });
    expect(await login('heron', 'a long password')).toEqual({ token: expect.any(String) });
    await save(true);
    expect(await register('egret', 'secret-1')).toMatchObject({ username: 'egret' });
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'username=avocet&password=secret-1'],
    [
      'a form of many parts',
      'multipart/form-data; boundary=edge',
      ['username', 'password']
        .map(
          (name, part) =>
            `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${['bittern', 'secret-1'][part]}\r\n`,
        )
        .join('') + '--edge--\r\n',
    ],
  ])('takes %s, to join and to sign in', async (_, type, payload) => {
    const headers = { host: community.host, 'content-type': type };
    for (const url of ['/v1/auth/register', '/v1/auth/login']) {
      const answer = await community.app.inject({ method: 'POST', url, headers, payload });
      expect([url, answer.statusCode, answer.json<{ code: number }>().code]).toEqual([url, 200, 0]);
    }
  });

  it('knows nobody of another community', async () => {
    await register('dove', 'secret-1');
    const neighbour = await community.neighbour();
    const credentials = { username: 'dove', password: 'secret-1' };
    await expect(neighbour.guest.post('/v1/auth/login', credentials)).rejects.toMatchObject({ code: 10004 });
    expect(await neighbour.guest.post('/v1/auth/register', credentials)).toMatchObject({ username: 'dove' });
  });
});

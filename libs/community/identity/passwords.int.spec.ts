import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type Data, Person, WireError } from '../../../test/support/person.js';
import { bootApi, useCommunity } from '../../../test/support/use-community.js';
import { type Member, MemberAuthentication, MemberRolesService } from './index.js';

describe('changing the password', () => {
  const community = useCommunity();
  let calls = 0;
  /** Each time from another address, so that it is the account that is closed. */
  const elsewhere = () => `10.0.0.${(calls += 1)}`;
  const post = async (url: string, payload: object, { token }: Person, remoteAddress: string) => {
    const headers = { host: community.host, ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await community.app.inject({ method: 'POST', url, remoteAddress, headers, payload });
    const { code, error, data } = answer.json<{ code: number; error?: string; data?: Data }>();
    if (code !== 0) throw new WireError(answer.statusCode, code, error, answer.json());
    return data ?? {};
  };
  const change = (person: Person, old_password: unknown, password: unknown, from = elsewhere()) =>
    post('/v1/user/password', { old_password, password }, person, from);
  const inside = async (work: () => Promise<void>) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const code = async (person: Person) =>
    (JSON.parse((await person.request('GET', '/v1/user/info')).body) as { code: number }).code;
  let names = 0;
  const somebody = () => community.member(`member${(names += 1)}`);

  it('makes the new one good and the old one not', async () => {
    const ada = await somebody();
    expect(await change(ada, ada.password, 'a new password')).toEqual({});
    const login = (password: string) => community.guest.post('/v1/auth/login', { username: ada.username, password });
    await expect(login(ada.password)).rejects.toMatchObject({ code: 10004 });
    expect(await login('a new password')).toEqual({ token: expect.any(String) });
  });

  it.each([
    ['a short one', '12345', 400, 20004],
    ['a long one', 'x'.repeat(129), 400, 20004],
    ['nothing', undefined, 400, 10001],
    ['an empty one', '', 400, 10001],
    ['a number', 12345678, 400, 10001],
    ['NUL', 'secret\u0000', 400, 10001],
  ])('refuses %s', async (_, password, status, refused) => {
    const ada = await community.member('ada');
    await expect(change(ada, ada.password, password)).rejects.toMatchObject({ status, code: refused });
    await expect(change(ada, 'not the old one', password)).rejects.toMatchObject({ status, code: refused });
  });

  it('needs the old one', async () => {
    const bob = await community.member('bob');
    await expect(change(bob, 'not the old one', 'a new password')).rejects.toMatchObject({ status: 403, code: 20011 });
    await expect(change(bob, undefined, 'a new password')).rejects.toMatchObject({ code: 10001 });
    expect(await code(bob)).toBe(0);
  });

  it('is closed for an hour by ten wrong guesses, and so is signing in', async () => {
    const cleo = await community.member('cleo');
    const guesses = Array.from({ length: 20 }, (_, index) =>
      change(cleo, `guess number ${index}`, 'a new password').catch((error: { code: number }) => error.code),
    );
    const codes = await Promise.all(guesses);
    expect(codes.filter((one) => one === 20011)).toHaveLength(10);
    expect(codes.filter((one) => one === 20014)).toHaveLength(10);
    await expect(change(cleo, cleo.password, 'a new password')).rejects.toMatchObject({ status: 429, code: 20014 });
    const login = { username: 'cleo', password: cleo.password };
    await expect(community.guest.post('/v1/auth/login', login)).rejects.toMatchObject({ code: 20014 });
    expect(await code(cleo)).toBe(0);
  });

  it('counts wrong guesses against the address as well', async () => {
    const dan = await community.member('dan');
    const from = elsewhere();
    for (let guess = 0; guess < 10; guess += 1) {
      const unknown = { username: `nobody${guess}`, password: 'wrong-guess' };
      await expect(post('/v1/auth/login', unknown, community.guest, from)).rejects.toMatchObject({ code: 10004 });
    }
    await expect(change(dan, dan.password, 'a new password', from)).rejects.toMatchObject({ status: 429, code: 20014 });
    expect(await change(dan, dan.password, 'a new password')).toEqual({});
  });

  it('is for who is signed in', async () => {
    const body = { old_password: 'a', password: 'a new password' };
    await expect(community.guest.post('/v1/user/password', body)).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it('is refused to who is banned', async () => {
    const [owner, eve] = [await community.owner(), await community.member('eve')];
    await inside(async () => {
      const admin = await community.app.get(MemberAuthentication).authenticate(`Bearer ${owner.token}`);
      await community.app.get(MemberRolesService).setStatus(admin as Member, eve.id, 2);
    });
    await expect(change(eve, eve.password, 'a new password')).rejects.toMatchObject({ status: 403, code: 20006 });
  });

  it('is refused for its token before its body is read', async () => {
    const headers = { host: community.host, 'content-type': 'application/json', authorization: 'Bearer a.b.c' };
    const change = (more: object) =>
      community.app.inject({
        method: 'POST',
        url: '/v1/user/password',
        headers: { ...headers, ...more },
        payload: '{',
      });
    expect((await change({})).json()).toMatchObject({ code: 10005 });
    const { token } = await community.member('ada');
    expect((await change({ authorization: `Bearer ${token}` })).json()).toMatchObject({ code: 10001 });
  });
});

describe('a new password', () => {
  const community = useCommunity();
  let elsewhere: Awaited<ReturnType<typeof bootApi>>;
  beforeAll(async () => {
    elsewhere = await bootApi();
  });
  afterAll(async () => elsewhere.app.close());

  const code = async (person: Person) =>
    (JSON.parse((await person.request('GET', '/v1/user/info')).body) as { code: number }).code;

  it('ends every session, here at once and elsewhere within two seconds', async () => {
    const ada = await community.member('ada');
    const phone = await new Person(community.app, community.host).login('ada', ada.password);
    const far = await new Person(elsewhere.app, community.host).login('ada', ada.password);
    expect([await code(ada), await code(phone), await code(far)]).toEqual([0, 0, 0]);

    await ada.post('/v1/user/password', { old_password: ada.password, password: 'a new password' });
    expect([await code(ada), await code(phone)]).toEqual([10006, 10006]);
    const changed = Date.now();
    while ((await code(far)) === 0 && Date.now() - changed < 2_000);
    expect(await code(far)).toBe(10006);
  });

  it('is one, of twenty that are asked for at the same time', async () => {
    const bob = await community.member('bob');
    const asked = Array.from({ length: 20 }, (_, index) => `password ${index}`);
    const answers = await Promise.all(
      asked.map((password) =>
        bob.post('/v1/user/password', { old_password: bob.password, password }).then(
          () => password,
          (error: { code: number }) => error.code,
        ),
      ),
    );
    const [made, ...more] = answers.filter((answer) => typeof answer === 'string');
    expect(more).toEqual([]);
    for (const answer of answers.filter((one) => one !== made)) expect([20011, 10006, 20014]).toContain(answer);
  });
});

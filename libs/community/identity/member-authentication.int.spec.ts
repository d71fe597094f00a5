import jwt from 'jsonwebtoken';
import { MasterKey } from '#kernel/crypto';
import { Clock, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { MemberAuthentication, SessionsService } from './index.js';

class MovableClock extends Clock {
  ahead = 0;
  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

const refused = { status: 401, body: expect.stringContaining('"code":10005') as string };

describe('the token of a member', () => {
  const clock = new MovableClock();
  const community = useCommunity((builder) => builder.overrideProvider(Clock).useValue(clock));
  const inside = async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const sql = (text: string, values: unknown[] = []) =>
    inside(() => community.app.get(TenantDatabase).query(text, values));
  const info = (authorization: string) => community.guest.request('GET', '/v1/user/info', undefined, { authorization });
  const authenticate = (person: Person) =>
    inside(() => community.app.get(MemberAuthentication).authenticate(`Bearer ${person.token}`));
  const follow = (authorization: string, user_id: unknown) =>
    community.guest.request('POST', '/v1/user/follow', { user_id }, { authorization });
  /** As after the time for which a session is remembered. */
  const forget = ({ token }: Person) =>
    inside(async () => {
      const { uid } = jwt.decode(token!) as { uid: number };
      community.app.get(MemberAuthentication).forget(uid);
    });

  it('is good for its member', async () => {
    const ada = await community.member('ada');
    expect((await info(`Bearer ${ada.token}`)).status).toBe(200);
    expect(await authenticate(ada)).toMatchObject({ id: ada.id, username: 'ada', isAdmin: false, isBanned: false });
  });

  it('is asked for, in exactly one form', async () => {
    const { token } = await community.member('ada');
    expect(await community.guest.request('GET', '/v1/user/info')).toMatchObject(refused);
    expect(await community.guest.request('GET', `/v1/user/info?token=${token}`)).toMatchObject(refused);
    expect(await follow('Bearer null', 1)).toMatchObject(refused);
    const forms = ['', 'Bearer', 'Bearer ', 'Bearer null', `Bearer  ${token}`, `bearer ${token}`, `Bearer\t${token}`];
    const others = [`${token}`, `Basic ${token}`, `Bearer ${token}x`, 'Bearer a.b.c', `Bearer ${'x'.repeat(8_000)}`];
    for (const form of [...forms, ...others]) {
      expect([form, await info(form)]).toEqual([form, expect.objectContaining(refused)]);
    }
  });

  it('is not taken from another hand, algorithm, community or time', async () => {
    const ada = await community.member('ada');
    const { exp, ...rest } = jwt.decode(ada.token!) as jwt.JwtPayload;
    const key = community.app.get(MasterKey).derive('member-token', community.tenant.id);
    const claims = { ...rest, exp };
    const forged = [
      jwt.sign(claims, 'some other secret'),
      jwt.sign(claims, key, { algorithm: 'HS512' }),
      jwt.sign(claims, null, { algorithm: 'none' }),
      jwt.sign({ ...claims, aud: String(community.tenant.id + 1) }, key),
      jwt.sign(rest, key),
      jwt.sign({ ...claims, uid: String(ada.id) }, key),
      jwt.sign({ ...claims, sid: undefined }, key),
      jwt.sign({ ...claims, exp: 1 }, key),
      jwt.sign('text', key),
    ];
    for (const token of forged) expect(await info(`Bearer ${token}`)).toMatchObject(refused);
    expect((await info(`Bearer ${jwt.sign(claims, key)}`)).status).toBe(200);
  });

  it('is none in another community, where a member has the same name and id', async () => {
    const neighbour = await community.neighbour();
    const twin = await neighbour.member('ada');
    const ada = await community.member('ada');
    expect(twin.id).toBe(ada.id);
    expect(await info(`Bearer ${twin.token}`)).toMatchObject(refused);
    expect((await twin.request('GET', '/v1/user/info')).status).toBe(200);
  });

  it('ends after a day, also where it was seen before', async () => {
    const bob = await community.member('bob');
    expect((await info(`Bearer ${bob.token}`)).status).toBe(200);
    clock.ahead = 24 * 3600 * 1000 + 1000;
    expect(await info(`Bearer ${bob.token}`)).toMatchObject(refused);
    clock.ahead = 0;
    await sql('update session set expires_at = now() where member_id = $1', [bob.id]);
    await forget(bob);
    expect(await info(`Bearer ${bob.token}`)).toMatchObject(refused);
  });

  it('ends with its session, here at once', async () => {
    const cleo = await community.member('cleo');
    const elsewhere = await community.guest.post('/v1/auth/login', { username: 'cleo', password: cleo.password });
    const member = await authenticate(cleo);
    if (member instanceof AppError) throw member;
    await inside(() => community.app.get(SessionsService).end(member));
    expect(await info(`Bearer ${cleo.token}`)).toMatchObject({
      status: 401,
      body: expect.stringContaining('10006') as string,
    });
    expect((await info(`Bearer ${String(elsewhere['token'])}`)).status).toBe(200);
    expect(await follow(`Bearer ${cleo.token}`, 1)).toMatchObject(refused);
  });

  it('ends with the password it was given for', async () => {
    const dan = await community.member('dan');
    await sql('update member set credentials_version = credentials_version + 1 where id = $1', [dan.id]);
    await forget(dan);
    expect(await info(`Bearer ${dan.token}`)).toMatchObject({
      status: 401,
      body: expect.stringContaining('10006') as string,
    });
  });

  it('lets a banned member read and no more, within two seconds', async () => {
    const [eve, ada] = [await community.member('eve'), await community.member('ada')];
    expect(await eve.get('/v1/user/info')).toMatchObject({ status: 1 });
    await sql('update member set status = 2 where id = $1', [eve.id]);
    const follow = () => eve.request('POST', '/v1/user/follow', { user_id: ada.id });
    const banned = Date.now();
    while ((await follow()).status === 200 && Date.now() - banned < 2_000);
    expect(await follow()).toMatchObject({ status: 403, body: expect.stringContaining('"code":20006') as string });
    await expect(eve.post('/v1/user/unfollow', { user_id: ada.id })).rejects.toMatchObject({ code: 20006 });
    expect(await eve.get('/v1/user/info')).toMatchObject({ status: 2 });
  });

  it('ends with its member', async () => {
    const fay = await community.member('fay');
    await sql('update member set deleted_at = now(), revision = revision + 1 where id = $1', [fay.id]);
    await forget(fay);
    expect(await info(`Bearer ${fay.token}`)).toMatchObject({
      status: 401,
      body: expect.stringContaining('10003') as string,
    });
    await expect(
      community.guest.post('/v1/auth/login', { username: 'fay', password: fay.password }),
    ).rejects.toMatchObject({
      code: 10004,
    });
    await expect(
      community.guest.post('/v1/auth/register', { username: 'fay', password: 'secret-1' }),
    ).rejects.toMatchObject({
      code: 20001,
    });
  });

  it('is known without waiting once it has been asked for', async () => {
    const gil = await community.member('gil');
    await forget(gil);
    const peek = () => inside(async () => community.app.get(MemberAuthentication).peek(`Bearer ${gil.token}`));
    expect(await peek()).toBeUndefined();
    await authenticate(gil);
    expect(await peek()).toMatchObject({ id: gil.id });
  });
});

import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';

interface Told {
  readonly status: number;
  readonly code: number;
  readonly cookie: unknown;
}

describe('signing in from one address', () => {
  const community = useCommunity();
  const sql = async (text: string, values: unknown[] = []) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };
  const login = async (remoteAddress: string, username: string, password: string): Promise<Told> => {
    const answer = await community.app.inject({
      method: 'POST',
      url: '/v1/auth/login',
      remoteAddress,
      headers: { host: community.host, 'user-agent': `Heron/1.0 ${'x'.repeat(400)}` },
      payload: { username, password },
    });
    const { code } = answer.json<{ code: number }>();
    return { status: answer.statusCode, code, cookie: answer.headers['set-cookie'] };
  };
  const failures = async (count: number, address: (index: number) => string) => {
    for (let index = 0; index < count; index += 1) {
      expect(await login(address(index), `nobody${index}`, 'wrong-guess')).toMatchObject({ code: 10004 });
    }
  };
  const locked = { status: 429, code: 20014 };

  beforeAll(async () => {
    await community.member('ada');
  });

  it('ends for an hour after ten failures, whoever was asked for', async () => {
    await failures(10, () => '198.51.100.1');
    expect(await login('198.51.100.1', 'ada', 'ada-password')).toMatchObject(locked);
    expect(await login('198.51.100.1', 'nobody', 'wrong-guess')).toMatchObject(locked);
    expect(await login('198.51.100.2', 'ada', 'ada-password')).toMatchObject({ status: 200 });
    await sql(`update access_code set expires_at = now() - interval '1 minute' where subject = '198.51.100.1'`);
    expect(await login('198.51.100.1', 'ada', 'ada-password')).toMatchObject({ status: 200 });
    expect(await login('198.51.100.1', 'ada', 'wrong-guess')).toMatchObject({ code: 10004 });
  });

  it('opens an hour after the last failure, not after the first', async () => {
    await failures(5, () => '198.51.100.3');
    await sql(`update access_code set expires_at = expires_at - interval '59 minutes' where subject = '198.51.100.3'`);
    await failures(5, () => '198.51.100.3');
    const [row] = await sql(
      `select purpose, uses, expires_at > now() + interval '59 minutes' as late from access_code where subject = '198.51.100.3'`,
    );
    expect(row).toEqual({ purpose: 'login', uses: 10, late: true });
  });

  it('counts exactly, also twenty at once', async () => {
    const guesses = Array.from({ length: 20 }, (_, index) => login('198.51.100.4', `nobody${index}`, 'wrong-guess'));
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(codes.filter((code) => code === 10004)).toHaveLength(10);
    expect(codes.filter((code) => code === 20014)).toHaveLength(10);
  });

  it('is not opened by a good login', async () => {
    await failures(5, () => '198.51.100.5');
    expect(await login('198.51.100.5', 'ada', 'ada-password')).toMatchObject({ status: 200 });
    await failures(5, () => '198.51.100.5');
    expect(await login('198.51.100.5', 'ada', 'ada-password')).toMatchObject(locked);
  });

  it('takes the /64 of an IPv6 address for one, and IPv4 within IPv6 for itself', async () => {
    await failures(10, (index) => `2001:db8:0:1::${index + 1}`);
    expect(await login('2001:db8:0:1:ffff::9', 'ada', 'ada-password')).toMatchObject(locked);
    expect(await login('2001:db8:0:2::1', 'ada', 'ada-password')).toMatchObject({ status: 200 });
    await failures(10, () => '::ffff:198.51.100.6');
    expect(await login('198.51.100.6', 'ada', 'ada-password')).toMatchObject(locked);
    expect(await login('::ffff:198.51.100.7', 'ada', 'ada-password')).toMatchObject({ status: 200 });
  });

  it('is counted by each community for itself', async () => {
    const neighbour = await community.neighbour();
    await neighbour.member('ada');
    await failures(10, () => '127.0.0.1');
    await expect(
      community.guest.post('/v1/auth/login', { username: 'ada', password: 'ada-password' }),
    ).rejects.toMatchObject(locked);
    expect(await neighbour.guest.post('/v1/auth/login', { username: 'ada', password: 'ada-password' })).toEqual({
      token: expect.any(String),
    });
  });

  it('notes where and with what', async () => {
    await login('2001:db8::7', 'ada', 'ada-password');
    const [session] = await sql('select host(ip) as ip, user_agent from session order by id desc limit 1');
    expect(session).toEqual({ ip: '2001:db8::7', user_agent: `Heron/1.0 ${'x'.repeat(290)}` });
  });

  it('gives a pass for pictures where only members may see them', async () => {
    expect((await login('192.0.2.1', 'ada', 'ada-password')).cookie).toBeUndefined();
    const neighbour = await community.neighbour();
    const owner = await neighbour.owner();
    await owner.post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value: true }] });
    const credentials = { username: 'bob', password: 'secret-1' };
    await neighbour.guest.post('/v1/auth/register', credentials);
    const { headers, body } = await neighbour.guest.request('POST', '/v1/auth/login', credentials);
    const { token } = (JSON.parse(body) as { data: { token: string } }).data;
    expect(headers['set-cookie']).toBe(`paopao_media=${token}; Path=/media; Max-Age=86400; HttpOnly; SameSite=Lax`);

    const signedOut = await neighbour.guest.request('POST', '/v1/auth/logout', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(signedOut.headers['set-cookie']).toBe('paopao_media=; Path=/media; Max-Age=0; HttpOnly; SameSite=Lax');
  });
});

import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { usePlatform } from '../support/use-platform.js';
import { testConfig, useOwnDatabase } from '../support/worker-cluster.js';
import { newEmail, type SignedUp, signUpAt, untilMade, wanted, type Wanted } from './signing-up.js';

useOwnDatabase();

describe('how many communities somebody may make in a day', () => {
  const config = testConfig(3000, { RATE_LIMITS: '1' });
  const platform = usePlatform((builder) => builder.overrideProvider(Config).useValue(config));
  const limitless = usePlatform();
  const query = (sql: string) => platform.app.get(PlatformDatabase).query(sql);
  beforeEach(() => query('delete from platform.signup_count'));

  const from = async (address: string, more: Partial<Wanted> = {}): Promise<SignedUp> => {
    const { username, email, password, ...community } = wanted(more);
    const key = Math.random().toString(36);
    return untilMade(async () => {
      const answer = await platform.app.inject({
        method: 'POST',
        url: '/platform/v1/signups',
        remoteAddress: address,
        headers: { host: 'platform.localhost', 'idempotency-key': key },
        payload: { ...community, owner: { username, email, password } },
      });
      return { status: answer.statusCode, body: answer.json() };
    });
  };
  const limit = (per: string) => ({ status: 429, body: { error: 'signup.limit', per } });
  const perOf = ({ body }: SignedUp) => body['per'];

  it('is three from one address, also when they come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 7 }, () => from('192.0.2.7')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429).map(perOf)).toEqual(Array(4).fill('address'));
    expect(await from('192.0.2.8')).toMatchObject({ status: 201 });
  });

  it('is three from one household with IPv6, whatever its addresses', async () => {
    for (const host of ['1', '2', '3']) expect((await from(`2001:db8:1:2::${host}`)).status).toBe(201);
    expect(await from('2001:db8:1:2:ffff::9')).toMatchObject(limit('address'));
    expect((await from('2001:db8:1:3::1')).status).toBe(201);
  });

  it('is ten from one network', async () => {
    for (let host = 1; host <= 10; host += 1) expect((await from(`198.51.100.${host}`)).status).toBe(201);
    expect(await from('198.51.100.11')).toMatchObject(limit('network'));
    expect((await from('198.51.101.1')).status).toBe(201);
  });

  it('is three for one e-mail address, however it is written', async () => {
    for (const [index, email] of ['ada@example.org', 'ADA@Example.org', ' ada@EXAMPLE.ORG '].entries())
      expect((await from(`203.0.113.${index}`, { email })).status).toBe(201);
    expect(await from('203.0.112.9', { email: 'ada@example.org' })).toMatchObject(limit('email'));
  });

  it('counts nothing that was refused, and begins anew after a day', async () => {
    for (let index = 0; index < 5; index += 1) expect((await from('192.0.2.9', { slug: 'admin' })).status).toBe(422);
    for (let index = 0; index < 3; index += 1) expect((await from('192.0.2.9')).status).toBe(201);
    expect((await from('192.0.2.9')).status).toBe(429);
    await query(`update platform.signup_count set expires_at = now()`);
    expect((await from('192.0.2.9')).status).toBe(201);
  });

  it('shows nobody’s address in its rows', async () => {
    const email = newEmail();
    await from('192.0.2.77', { email });
    const rows = JSON.stringify(await query('select hash::text, uses, expires_at from platform.signup_count'));
    expect(rows).not.toMatch(/192\.0\.2|example\.org/);
  });

  it('is not counted by address where such limits are switched off; by e-mail address it is', async () => {
    const email = newEmail();
    for (let index = 0; index < 3; index += 1) expect((await signUpAt(limitless)(wanted({ email }))).status).toBe(201);
    expect(await signUpAt(limitless)(wanted({ email }))).toMatchObject(limit('email'));
    for (let index = 0; index < 3; index += 1) expect((await signUpAt(limitless)(wanted())).status).toBe(201);
  });
});

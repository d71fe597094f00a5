import { Config } from '#kernel/config';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';
import { testConfig } from '../../../test/support/worker-cluster.js';
import { AddressLimits } from './address-limits.js';

const limited = Object.create(testConfig(), { rateLimits: { value: true } }) as Config;

describe('from one address', () => {
  const community = useCommunity((builder) => builder.overrideProvider(Config).useValue(limited));
  const inside = async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const sql = (text: string) => inside(() => community.app.get(TenantDatabase).query(text));
  const call = async (remoteAddress: string, method: 'GET' | 'POST', url: string, payload?: object) => {
    const headers = { host: community.host };
    const answer = await community.app.inject({ method, url, remoteAddress, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, code: answer.json<{ code: number }>().code };
  };
  const register = (address: string, username: string) =>
    call(address, 'POST', '/v1/auth/register', { username, password: 'secret-1' });
  const refused = { status: 429, code: 10008 };

  it('thirty can join in an hour', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => register('192.0.2.1', `many${index}`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(answers.filter(({ code }) => code === 10008)).toHaveLength(10);
    expect(await register('192.0.2.1', 'onemore')).toEqual(refused);
    expect(await register('192.0.2.1', 'x')).toMatchObject({ code: 20002 });
    expect(await register('192.0.2.2', 'onemore')).toMatchObject({ status: 200 });
    await sql(`update access_code set expires_at = now() where purpose = 'register-from'`);
    expect(await register('192.0.2.1', 'another')).toMatchObject({ status: 200 });
  });

  it('thirty pictures are drawn in a minute', async () => {
    const draw = (address: string) => call(address, 'GET', '/v1/captcha');
    const answers = await Promise.all(Array.from({ length: 35 }, () => draw('192.0.2.3')));
    expect(answers.filter(({ code }) => code === 10008)).toHaveLength(5);
    expect(await draw('192.0.2.4')).toMatchObject({ status: 200 });
  });

  it('is counted from the first, not from the last', async () => {
    const limit = { purpose: 'test', most: 2, seconds: 60 };
    const take = () => inside(() => community.app.get(AddressLimits).take(limit, '192.0.2.5'));
    await take();
    await sql(`update access_code set expires_at = expires_at - interval '30 seconds' where purpose = 'test'`);
    await take();
    await expect(take()).rejects.toMatchObject({ code: 'request.too-many' });
    const [row] = await sql(
      `select uses, expires_at < now() + interval '31 seconds' as early from access_code where purpose = 'test'`,
    );
    expect(row).toEqual({ uses: 2, early: true });
  });
});

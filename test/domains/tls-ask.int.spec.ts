import { useDomains } from '../support/use-domains.js';

describe('GET /tls/ask', () => {
  const domains = useDomains();
  const ask = async (domain: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => {
    const url = `/tls/ask?domain=${domain}`;
    const asked = { url, remoteAddress, headers: { host: '127.0.0.1:3000', ...headers } };
    return (await domains.platform.app.inject(asked)).statusCode;
  };

  it('knows the hosts of communities, and their own domains while they are proven', async () => {
    const tenant = await domains.tenant();
    const claimed = await domains.claim(tenant, domains.newHost());
    const { host } = claimed;
    expect([await ask(tenant.host), await ask(host), await ask('platform.localhost')]).toEqual([200, 404, 200]);
    await domains.own(tenant, host);
    expect(await ask(host)).toBe(200);
    await domains.platform.admin.post(`/tenants/${tenant.id}/suspend`);
    await domains.refresh();
    expect([await ask(tenant.host), await ask(host)]).toEqual([200, 200]); // so that visitors can be told
    await domains.platform.admin.delete(`/tenants/${tenant.id}`);
    await domains.refresh();
    expect([await ask(tenant.host), await ask(host)]).toEqual([404, 404]);
  });

  it('answers whoever asks from the machine itself, on any host, and nobody else', async () => {
    const { host } = await domains.tenant();
    for (const asked of ['127.0.0.1:3000', 'localhost', 'platform.localhost', host, 'nobody.org'])
      expect(await ask(host, { host: asked })).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded']) expect(await ask(host, { [header]: '192.0.2.1' })).toBe(404);
    expect(await ask(host, {}, '192.0.2.1')).toBe(404);
    expect(await ask(host, { host: 'platform.localhost' }, '192.0.2.1')).toBe(404);
  });
});

describe('GET /tls/ask, where there is a management port', () => {
  const domains = useDomains({ MANAGEMENT_PORT: '65000' });

  it('is answered there only', async () => {
    const { host } = await domains.tenant();
    const answer = await domains.platform.app.inject({
      url: `/tls/ask?domain=${host}`,
      headers: { host: 'localhost' },
    });
    expect(answer.statusCode).toBe(404);
  });
});

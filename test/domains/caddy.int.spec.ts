import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { BuiltProcess } from '../support/built-process.js';
import { Caddy, type CaddyAnswer } from '../support/caddy.js';
import { DnsServer } from '../support/dns-server.js';
import { describeWithService } from '../support/jest/service.js';
import { freePort, pause } from '../support/npm-start.js';
import { newSlug } from '../support/use-platform.js';
import type { DomainBody } from '../support/use-domains.js';
import { useOwnDatabase } from '../support/worker-cluster.js';

useOwnDatabase();

const token = 'an operator of the caddy suite'.replaceAll(' ', '-');
const base = 'communities.org';

describeWithService('caddy', 'a domain of one’s own behind Caddy, by the file of docs/domains.md', () => {
  let dns: DnsServer;
  let server: BuiltProcess;
  let caddy: Caddy;
  const slug = newSlug();
  const host = `${newSlug()}.org`;
  let domains = '';

  /** Past the proxy, as an operator on the machine. */
  const call = async <Body = DomainBody>(method: string, path: string, body?: object) => {
    const outgoing = request({
      host: '127.0.0.1',
      port: server.port,
      method,
      path: `/platform/v1${path}`,
      headers: {
        host: `platform.${base}`,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': slug,
      },
    });
    outgoing.end(body && JSON.stringify(body));
    const [answer] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    return JSON.parse(await text(answer)) as Body;
  };
  /** What is changed is seen in every process in less than two seconds. */
  const soon = async (holds: (answer: CaddyAnswer) => boolean, asked = host, path = '/'): Promise<CaddyAnswer> => {
    for (const until = Date.now() + 2_000; ; await pause(50)) {
      const answer = await caddy.get(asked, path).catch((error: Error) => error);
      if (!(answer instanceof Error) && holds(answer)) return answer;
      if (Date.now() > until) throw new Error(`${asked}: ${answer instanceof Error ? answer.message : answer.status}`);
    }
  };

  beforeAll(async () => {
    dns = await DnsServer.start();
    const https = await freePort();
    server = await BuiltProcess.start('api', {
      BASE_DOMAIN: base,
      PLATFORM_HOST: `platform.${base}`,
      PUBLIC_PORT: String(https),
      TRUSTED_PROXIES: '127.0.0.1',
      DNS_SERVERS: dns.address,
      OPERATOR_TOKEN: token,
      PASSWORD_COST: 'lowest',
    });
    caddy = await Caddy.start({ https, server: server.port, ask: server.managementPort });
    const owner = { username: 'camellia', password: 'green and black' };
    const { id } = await call<{ id: number }>('POST', '/tenants', { slug, name: 'The heron room', owner });
    domains = `/tenants/${id}/domains`;
  }, 60_000);
  afterAll(async () => {
    await caddy?.stop();
    server?.kill('SIGTERM');
    await server?.ended;
    await dns?.stop();
  });

  it('gets a certificate for the names of the platform', async () => {
    const answer = await soon(({ status }) => status === 200, `${slug}.${base}`);
    expect(answer.names).toBe(`DNS:${slug}.${base}`);
    expect(answer.body).toContain('The heron room');
    expect((await caddy.get(`platform.${base}`, '/platform/v1/tenants')).status).toBe(401);
  });

  it('gets none for names that nobody has, or that nobody has proven', async () => {
    await expect(caddy.get('nobody.org')).rejects.toThrow('alert');
    await expect(caddy.get(`nobody.${base}`)).rejects.toThrow('alert');
    expect(await call('POST', domains, { host })).toMatchObject({ ownership: 'unverified', certificate: 'none' });
    await expect(caddy.get(host)).rejects.toThrow('alert');
    expect(await call('POST', `${domains}/${host}/verify`)).toMatchObject({ ownership: 'unverified' });
    await expect(caddy.get(host)).rejects.toThrow('alert');
  });

  it('gets one as soon as the domain is proven, and the community is there by that name', async () => {
    const claimed = await call('POST', domains, { host });
    dns.set(claimed.records[0]!.name, { TXT: [claimed.records[0]!.value] });
    expect(await call('POST', `${domains}/${host}/verify`)).toMatchObject({
      ownership: 'verified',
      certificate: 'pending',
    });
    const first = await soon(({ status }) => status === 308);
    expect(first.location).toBe(`https://${slug}.${base}:${caddy.httpsPort}/`);
    await call('POST', `${domains}/${host}/primary`);
    const { names, body } = await soon(({ status }) => status === 200);
    expect(names).toBe(`DNS:${host}`);
    expect(body).toContain('The heron room');
    expect(body).toContain(`https://${host}:${caddy.httpsPort}`);
    expect(await caddy.get(`${slug}.${base}`, '/topics?type=new')).toMatchObject({
      status: 308,
      location: `https://${host}:${caddy.httpsPort}/topics?type=new`,
    });
    expect(await caddy.getPlain(host, '/rules')).toMatchObject({ status: 308, location: `https://${host}/rules` });
    const { items } = await call<{ items: DomainBody[] }>('GET', domains);
    expect(items.map((domain) => [domain.host, domain.certificate])).toEqual([
      [host, 'issued'],
      [`${slug}.${base}`, 'issued'],
    ]);
  });

  it('does not pass questions about certificates on', async () => {
    expect((await caddy.get(host, `/tls/ask?domain=${host}`)).status).toBe(404);
    expect((await caddy.get(`platform.${base}`, `/tls/ask?domain=${host}`)).status).toBe(404);
  });

  it('serves nothing there any more once the domain is given back', async () => {
    expect(await call('DELETE', `${domains}/${host}`)).toMatchObject({ host });
    await soon(({ status }) => status === 404);
    expect((await soon(({ status }) => status === 200, `${slug}.${base}`)).body).toContain('The heron room');
  });
});

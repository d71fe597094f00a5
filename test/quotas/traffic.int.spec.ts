import { connect, type Socket } from 'node:net';
import { Config } from '#kernel/config';
import { TenantTraffic, UsageMeter } from '#kernel/quotas';
import { listenAnywhere, rawRequest } from '../support/raw-request.js';
import { type TestCommunity, useCommunity } from '../support/use-community.js';
import { testConfig } from '../support/worker-cluster.js';

const most = 4;
const perSecond = 5;
const settings = {
  tenantInFlight: { value: most },
  tenantRequestsPerSecond: { value: perSecond },
};

const configOf = (more: PropertyDescriptorMap) => Object.create(testConfig(), { ...settings, ...more }) as Config;

describe('requests of one community at once', () => {
  const config = configOf({});
  const busy = useCommunity((builder) => builder.overrideProvider(Config).useValue(config));
  let other: TestCommunity;
  let port: number;
  const open: Socket[] = [];
  beforeAll(async () => {
    port = await listenAnywhere(busy.app);
    other = await busy.neighbour();
  });
  afterAll(() => open.forEach((socket) => socket.destroy()));

  const inFlight = () => busy.app.get(TenantTraffic).countInFlight(busy.tenant.id);
  /** Asked, and not told to the end: whoever answers it has to wait. */
  const begin = (host: string) => {
    const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined);
    socket.write(
      `POST /v1/auth/login HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    open.push(socket);
    return socket;
  };
  const until = async (condition: () => boolean) => {
    for (let turn = 0; turn < 500 && !condition(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(condition()).toBe(true);
  };
  const ask = async (at: TestCommunity) => {
    const { status, headers, body } = await at.guest.request('GET', '/v1/posts?style=newest');
    return { status, error: (JSON.parse(body) as { error?: string }).error, again: headers['retry-after'] };
  };
  const fine = { status: 200, error: undefined, again: undefined };

  it('are no more than it may have, while others are answered; and as many again once they have ended', async () => {
    const sockets = Array.from({ length: 20 }, () => begin(busy.host));
    await until(() => inFlight() === most);
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await ask(busy)).toEqual({ status: 503, error: 'server.busy', again: '1' });
      expect(await ask(other)).toEqual(fine);
      expect(inFlight()).toBe(most);
    }
    for (const socket of sockets) socket.destroy();
    await until(() => inFlight() === 0);
    for (let turn = 0; turn < 3 * most; turn += 1) expect(await ask(busy)).toEqual(fine);
    await until(() => inFlight() === 0);
  });

  it('are counted out however they end', async () => {
    const paths = ['/', '/nowhere', '/v1/nowhere', '/v1/posts?page=x', '/media/nothing', '/robots.txt'];
    for (const path of paths) await busy.guest.request('GET', path);
    await busy.guest.request('POST', '/v1/post', { contents: [] });
    await busy.guest.request('HEAD' as 'GET', '/');
    expect(inFlight()).toBe(0);
  });

  it('are counted with the bytes that come and go', async () => {
    const meter = busy.app.get(UsageMeter);
    meter.take();
    const sent = '{"username":"nobody","password":"nothing"}';
    const { status, body } = await rawRequest(
      port,
      `POST /v1/auth/login HTTP/1.1\r\nHost: ${busy.host}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${sent.length}\r\n\r\n${sent}`,
    );
    expect(status).toBe(401);
    await until(() => inFlight() === 0);
    const [counted] = meter.take().filter(({ tenantId }) => tenantId === busy.tenant.id);
    expect(counted?.figures).toMatchObject({ requests: 1, writes: 1, bytes_in: sent.length });
    expect(counted?.figures.bytes_out).toBe(Buffer.byteLength(body));
  });
});

describe('requests of one community in a second', () => {
  const limited = configOf({ rateLimits: { value: true }, tenantInFlight: { value: 1_000 } });
  const busy = useCommunity((builder) => builder.overrideProvider(Config).useValue(limited));
  const ask = async (at: TestCommunity) => {
    const { status, headers } = await at.guest.request('GET', '/v1/posts?style=newest');
    return status === 200 ? 'fine' : `${status} ${String(headers['retry-after'])}`;
  };

  it('are so many, and twice as many after a pause; others have their own', async () => {
    const other = await busy.neighbour();
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(busy)));
    const fine = answers.filter((answer) => answer === 'fine').length;
    expect(fine).toBeGreaterThanOrEqual(2 * perSecond);
    expect(fine).toBeLessThan(50);
    expect(new Set(answers)).toEqual(new Set(['fine', '429 1']));
    expect(await ask(other)).toBe('fine');
  });
});

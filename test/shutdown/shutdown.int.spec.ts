import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeTenant, type TestTenant } from '../support/make-tenant.js';
import { freePort, until } from '../support/npm-start.js';
import { repositoryRoot, workerCluster } from '../support/worker-cluster.js';

jest.setTimeout(60_000);

describe('an api process that is asked to stop', () => {
  let api: ChildProcess;
  let output = '';
  let port = 0;
  let managementPort = 0;
  let tenant: TestTenant;
  let ended: Promise<number | null>;

  beforeEach(async () => {
    tenant = await makeTenant();
    [port, managementPort] = [await freePort(), await freePort()];
    const { url } = await workerCluster();
    const settings = {
      PORT: port,
      MANAGEMENT_PORT: managementPort,
      DATABASE_URL: url,
      LISTEN_HOST: '127.0.0.1',
      SECRET_KEY: 'a key that only the tests know, 32+ characters',
      LOG_LEVEL: 'fatal',
    };
    output = '';
    api = spawn(process.execPath, [join(repositoryRoot, 'dist', 'apps', 'api', 'main.js')], {
      env: {
        ...process.env,
        NODE_ENV: '',
        ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
      },
    });
    for (const stream of [api.stdout!, api.stderr!]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    ended = new Promise((resolve) => api.once('close', resolve));
    await until(
      () => output.includes('Ready in'),
      20_000,
      () => output,
    );
  });
  afterEach(async () => {
    api.kill('SIGKILL');
    await ended;
  });

  const body = JSON.stringify({ username: 'nobody', password: 'no password of anybody' });
  const head = () =>
    `POST /v1/auth/login HTTP/1.1\r\nHost: ${tenant.host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const open = async (): Promise<{ socket: Socket; read: () => string }> => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.on('error', reject); // afterwards without effect: a socket that was closed answers nothing
    });
    return { socket, read: () => text };
  };
  const readiness = async (): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${managementPort}/readyz`).catch(() => null);
    return answer?.status ?? 0;
  };

  it('finishes the request it has begun, takes no new one, and ends with 0', async () => {
    expect(await readiness()).toBe(200);
    const { socket, read } = await open();
    socket.write(head() + body.slice(0, 10));
    await pause(200);
    api.kill('SIGTERM');
    await pause(500);
    await expect(open()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect([0, 503]).toContain(await readiness());
    socket.write(body.slice(10));
    await until(() => read().includes('10004'), 5_000, read);
    expect(await ended).toBe(0);
  });

  it('does not wait longer than 10 s for a request that does not go on', async () => {
    const { socket } = await open();
    socket.write(head() + body.slice(0, 10));
    await pause(200);
    const from = Date.now();
    api.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
  });
});

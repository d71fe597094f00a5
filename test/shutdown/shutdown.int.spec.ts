import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Ear } from '../support/ear.js';
import { makeTenant, type TestTenant } from '../support/make-tenant.js';
import { BuiltProcess } from '../support/built-process.js';
import { until } from '../support/npm-start.js';

jest.setTimeout(60_000);

describe('an api process that is asked to stop', () => {
  let api: BuiltProcess;
  let tenant: TestTenant;

  beforeEach(async () => {
    tenant = await makeTenant();
    api = await BuiltProcess.start('api');
  });
  afterEach(async () => {
    api.kill('SIGKILL');
    await api.ended;
  });

  const body = JSON.stringify({ username: 'nobody', password: 'no password of anybody' });
  const head = () =>
    `POST /v1/auth/login HTTP/1.1\r\nHost: ${tenant.host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const open = async (): Promise<{ socket: Socket; read: () => string }> => {
    let text = '';
    const socket = connect({ port: api.port, host: '127.0.0.1' });
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.on('error', reject); // afterwards without effect: a socket that was closed answers nothing
    });
    return { socket, read: () => text };
  };
  const readiness = async (): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${api.managementPort}/readyz`).catch(() => null);
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
    expect(await api.ended).toBe(0);
  });

  it('lets go at once whoever only stays connected', async () => {
    const ear = await Ear.open({ port: api.port, host: tenant.host });
    await ear.hears('hello');
    const from = Date.now();
    api.kill('SIGTERM');
    expect(await api.ended).toBe(0);
    expect(Date.now() - from).toBeLessThan(3_000);
    await ear.ends();
  });

  it('does not wait longer than 10 s for a request that does not go on', async () => {
    const { socket } = await open();
    socket.write(head() + body.slice(0, 10));
    await pause(200);
    const from = Date.now();
    api.kill('SIGTERM');
    expect(await api.ended).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
  });
});

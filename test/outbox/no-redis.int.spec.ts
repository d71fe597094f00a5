import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, NpmStart, pause } from '../support/npm-start.js';

jest.setTimeout(180_000);

const token = 'a-token-of-sixteen';

interface Answer {
  readonly url?: string;
  readonly code?: number;
  readonly data?: Record<string, unknown>;
}

describe('npm start with a REDIS_URL at which', () => {
  let folder = '';
  let calls = 0;
  let port = 0;
  let started: NpmStart | undefined;
  let silent: Server | undefined;
  const sockets = new Set<Socket>();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'no-redis-'));
    chmodSync(folder, 0o755);
    port = await freePort();
  });
  afterEach(async () => {
    await started?.end();
    for (const socket of sockets) socket.destroy();
    silent?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = (host: string, method: string, path: string, bearer = '', body?: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        host,
        'content-type': 'application/json',
        'idempotency-key': String((calls += 1)),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      };
      const sent = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve(JSON.parse(text) as Answer));
      });
      sent.on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
  const member = async (host: string, username: string): Promise<string> => {
    const account = { username, password: 'a-long-password' };
    await call(host, 'POST', '/v1/auth/register', '', account);
    return (await call(host, 'POST', '/v1/auth/login', '', account)).data!['token'] as string;
  };
  const says = (content: string) => [{ content, type: 2, sort: 100 }];
  const portOfSilence = async (): Promise<number> => {
    silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent!.listen(0, '127.0.0.1', resolve));
    return (silent.address() as { port: number }).port;
  };

  it.each([
    ['nobody listens', freePort],
    ['somebody takes connections and never answers', portOfSilence],
  ])('%s starts, says so once, works, and stops', async (_, wrong) => {
    const environment = {
      DEMO: '0',
      OPERATOR_TOKEN: token,
      RATE_LIMITS: '0',
      REDIS_URL: `redis://127.0.0.1:${await wrong()}`,
    };
    started = new NpmStart({ port, dataDir: join(folder, 'data'), environment });
    await started.ready();
    const owner = { username: 'keeper', password: 'keeper-password' };
    await call('platform.localhost', 'POST', '/platform/v1/tenants', token, { slug: 'club', name: 'Club', owner });
    const [ada, bob] = [await member('club.localhost', 'ada'), await member('club.localhost', 'bob')];
    const post = { contents: says('herons'), tags: [], users: [] };
    const { data } = await call('club.localhost', 'POST', '/v1/post', ada, post);
    for (let number = 0; number < 3; number += 1) {
      const comment = { post_id: data!['id'], contents: says(`heron ${number}`), users: [] };
      await call('club.localhost', 'POST', '/v1/post/comment', bob, comment);
    }
    const unread = async () =>
      (await call('club.localhost', 'GET', '/v1/user/msgcount/unread', ada)).data!['count'] as number;
    for (let looks = 0; looks < 600 && (await unread()) < 3; looks += 1) await pause(50);
    expect(await unread()).toBe(3);

    const from = Date.now();
    started.interrupt();
    expect(await started.ended).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
    const log = readFileSync(join(folder, 'data', 'server.log'), 'utf8');
    expect(log.match(/Redis does not answer/g)).toHaveLength(1);
    expect(log).not.toMatch(/Redis answers again|BullMQ has a complaint/);
    expect(started.output).not.toMatch(/ioredis|ECONNREFUSED|MaxListeners|Warning/);
  });
});

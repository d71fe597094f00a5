import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseProcess, freePort, isRunning, NpmStart, pause, until } from '../support/npm-start.js';
import { childrenOf, Line } from './line.js';

jest.setTimeout(180_000);

describe('npm start with several web processes', () => {
  let folder = '';
  let port = 0;
  let started: NpmStart | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'web-standalone-'));
    chmodSync(folder, 0o755);
    port = await freePort();
  });
  afterAll(async () => {
    await started?.end();
    const database = databaseProcess(folder);
    if (database) process.kill(database, 'SIGINT');
    await until(() => databaseProcess(folder) === undefined, 10_000);
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<{ screen: string; server: number; webs: number[] }> => {
    started = new NpmStart({ port, dataDir: folder, environment: { DEMO: '0', WEB_CONCURRENCY: '2' } });
    const screen = await started.ready();
    const server = childrenOf(started.pid).find((pid) => childrenOf(pid).length > 0)!;
    return { screen, server, webs: childrenOf(server) };
  };
  const owner = { username: 'keeper', password: 'keeper-password' };

  it('keeps the database and the tasks in one, and answers by the others', async () => {
    const { screen, server, webs } = await start();
    expect(webs).toHaveLength(2);
    expect(screen.match(/^Ready in/gm)).toHaveLength(1);
    const token = /Operator token +(\S+)/.exec(screen)![1]!;
    const made = await new Line(port, 'platform.localhost').ask('POST', '/platform/v1/tenants', {
      token,
      body: { slug: 'herons', name: 'Herons', owner },
      idempotencyKey: 'herons',
    });
    expect(made.status).toBe(201);

    const lines = Array.from({ length: 4 }, () => new Line(port, 'herons.localhost'));
    const signedIn = await lines[0]!.post('/v1/auth/login', owner);
    const { token: own } = (JSON.parse(signedIn.text) as { data: { token: string } }).data;
    const text = 'A grey one stood there';
    const post = { contents: [{ content: text, type: 2, sort: 100 }], tags: [], users: [], visibility: 0 };
    expect((await lines[0]!.post('/v1/post', post, own)).status).toBe(200);
    for (const line of lines)
      expect((await line.get('/v1/posts?style=newest&page=1&page_size=5')).text).toContain(text);
    const servers = new Set(lines.map((line) => line.serverAmong([server, ...webs])));
    expect(servers).toEqual(new Set(webs));

    const finds = async () => (await lines[1]!.get('/v1/posts?query=grey&page=1&page_size=5')).text.includes(text);
    const from = Date.now();
    while (!(await finds()) && Date.now() - from < 20_000) await pause(100);
    expect(await finds()).toBe(true); // by a task

    started!.interrupt();
    expect(await started!.ended).toBe(0);
    expect(webs.filter(isRunning)).toEqual([]);
    expect(databaseProcess(folder)).toBeUndefined();
  });

  it('leaves none of them behind when it is killed', async () => {
    const { server, webs } = await start();
    process.kill(server, 'SIGKILL');
    await until(() => !webs.some(isRunning), 5_000);
    await started!.ended;
    expect(webs.filter(isRunning)).toEqual([]);
  });
});

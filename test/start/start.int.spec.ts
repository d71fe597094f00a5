import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  databaseProcess,
  freePort,
  isRunning,
  NpmStart,
  pause,
  type StartOptions,
  until,
} from '../support/npm-start.js';

jest.setTimeout(120_000);

describe('npm start', () => {
  const started: NpmStart[] = [];
  let folder = '';
  let port = 0;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
    chmodSync(folder, 0o755);
    port = await freePort();
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((start) => start.end()));
    rmSync(folder, { recursive: true, force: true });
  });

  const dataDir = (name = 'data') => join(folder, name);
  const start = (options: Partial<StartOptions> = {}): NpmStart => {
    const made = new NpmStart({ port, dataDir: dataDir(), ...options });
    started.push(made);
    return made;
  };
  const get = (host: string, path: string, at = port): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: at, path, headers: { host } }, (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      });
      sent.on('error', reject);
      sent.end();
    });
  const texts = async (host: string, at = port): Promise<string> =>
    (await get(host, '/v1/posts?style=newest&page_size=100', at)).body;
  const shell = (command: string): Promise<string> =>
    new Promise((resolve, reject) =>
      execFile('bash', ['-c', command], { timeout: 20_000 }, (error, out) => (error ? reject(error) : resolve(out))),
    );
  const curls = (output: string): string[] => output.split('\n').filter((line) => line.trim().startsWith('curl '));

  it('makes a complete installation whose three commands work as printed, and keeps what was written through kill -9', async () => {
    const first = start();
    const screen = await first.ready();
    expect(await texts('demo.localhost')).toContain('读书');
    expect(await texts('garden.localhost')).toContain('swap table');
    const commands = curls(screen);
    expect(commands).toHaveLength(3);
    const [made, registered, posted] = [
      await shell(commands[0]!),
      await shell(commands[1]!),
      await shell(commands[2]!),
    ];
    expect(JSON.parse(made)).toMatchObject({ slug: 'club', state: 'active' });
    expect(JSON.parse(registered)).toMatchObject({ code: 0, data: { username: 'ada' } });
    expect(JSON.parse(posted)).toMatchObject({ code: 0, data: { id: 1 } });
    expect(await texts('club.localhost')).toContain('Hello from the shell!');

    const database = databaseProcess(dataDir())!;
    process.kill(database, 'SIGKILL');
    first.killNpm();
    await first.ended;
    const second = start();
    await second.ready();
    expect(await texts('club.localhost')).toContain('Hello from the shell!');
    expect(await texts('demo.localhost')).toContain('读书');
    expect(second.output).not.toMatch(/shown only this once/);
    second.interrupt();
    expect(await second.ended).toBe(0);
    expect(databaseProcess(dataDir())).toBeUndefined();
  });

  it.each(['Database', 'Migrations', 'Communities'])(
    'recovers from a kill -9 of everything during the step %s of the first start',
    async (step) => {
      const first = start();
      await until(
        () => first.output.includes(`] ${step} …`),
        60_000,
        () => first.output,
      );
      await pause(step === 'Database' ? 700 : 40);
      first.killNpm();
      const database = databaseProcess(dataDir());
      if (database) process.kill(database, 'SIGKILL');
      const second = start();
      await second.ready();
      expect(await texts('demo.localhost')).toContain('读书');
      expect(await texts('garden.localhost')).toContain('swap table');
    },
  );

  it('stops at Ctrl-C in the middle of its start, and leaves nothing running', async () => {
    const first = start();
    await until(
      () => first.output.includes('] Communities …'),
      60_000,
      () => first.output,
    );
    first.interrupt();
    expect(await first.ended).toBe(0);
    expect(databaseProcess(dataDir())).toBeUndefined();
  });

  it('says in one sentence what is wrong, and leaves nothing running', async () => {
    const cases: [Partial<StartOptions>, RegExp][] = [
      [{ environment: { PORT: 'eighty' } }, /^PORT must be a whole number.*\.$/m],
      [{ environment: { SECRET_KEY: 'short' } }, /^SECRET_KEY must have at least 32 characters\.$/m],
      [
        { environment: { DATABASE_URL: 'postgres://a@127.0.0.1/b?options=-c%20role%3Dx' } },
        /^DATABASE_URL must not carry "options".*\.$/m,
      ],
      [{ environment: { DATABASE_URL: `postgres://a@127.0.0.1:${port}/b` } }, /^The database cannot be reached.*\.$/m],
      [{ dataDir: '/proc/nothing' }, /^The data folder \/proc\/nothing cannot be used.*\.$/m],
    ];
    for (const [options, sentence] of cases) {
      const refused = start(options);
      expect(await refused.ended).toBe(1);
      expect(refused.output).toMatch(sentence);
      expect(refused.output).not.toMatch(/\n\s+at /);
    }
    expect(databaseProcess(dataDir())).toBeUndefined();
  });

  it('refuses a port and a data folder that are in use', async () => {
    const blocker = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const refused = start();
    expect(await refused.ended).toBe(1);
    expect(refused.output).toMatch(new RegExp(`port ${port}`, 'i'));
    await new Promise((resolve) => blocker.close(resolve));

    const first = start({ environment: { DEMO: '0' } });
    await first.ready();
    const second = start({ port: await freePort() });
    expect(await second.ended).toBe(1);
    expect(second.output).toContain('already uses');
    expect((await get('platform.localhost', '/readyz')).status).toBe(200);
  });

  it('runs two copies side by side', async () => {
    const other = await freePort();
    const token = 'a token of sixteen'.replaceAll(' ', '-');
    const [one, two] = [
      start({ environment: { DEMO: '0', OPERATOR_TOKEN: token } }),
      start({ port: other, dataDir: dataDir('other'), environment: { DEMO: '0', OPERATOR_TOKEN: token } }),
    ];
    await Promise.all([one.ready(), two.ready()]);
    expect(one.output).not.toContain(token);
    expect((await get('demo.localhost', '/v1/posts?style=newest')).status).toBe(404);
    const made = await shell(
      `curl -s http://platform.localhost:${port}/platform/v1/tenants -H 'Authorization: Bearer ${token}' -H 'Idempotency-Key: 1' -H 'Content-Type: application/json' -d '{"slug":"only-here","name":"Here","owner":{"username":"ada","password":"a-long-password"}}'`,
    );
    expect(JSON.parse(made)).toMatchObject({ slug: 'only-here' });
    expect((await get('only-here.localhost', '/v1/posts?style=newest')).status).toBe(200);
    expect((await get('only-here.localhost', '/v1/posts?style=newest', other)).status).toBe(404);
    const databases = [databaseProcess(dataDir())!, databaseProcess(dataDir('other'))!];
    for (const copy of [one, two]) copy.interrupt();
    expect(await Promise.all([one.ended, two.ended])).toEqual([0, 0]);
    await until(() => !databases.some(isRunning), 5_000);
  });
});

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { BuiltProcess } from '../support/built-process.js';
import { freePort, isRunning, pause, until } from '../support/npm-start.js';
import { repositoryRoot, useOwnDatabase, workerCluster } from '../support/worker-cluster.js';
import { childrenOf, Line, type Told } from './line.js';

jest.setTimeout(120_000);
useOwnDatabase(); // its first operator is told here

const settings = {
  WEB_CONCURRENCY: '2',
  PASSWORD_COST: 'lowest',
  RATE_LIMITS: '0',
  DATABASE_CONNECTIONS: '3',
  LOG_LEVEL: 'warn',
};
const platform = 'platform.localhost';
const owner = { username: 'keeper', password: 'keeper-password' };
const data = <T = Record<string, unknown>>({ text }: Told): T => (JSON.parse(text) as { data: T }).data;

describe('web processes that share a port', () => {
  let api: BuiltProcess;
  let operatorToken = '';
  let tenantId = 0;
  let host = '';
  let lines: Line[] = [];
  const opened: Line[] = [];

  const open = (to = host, port = api.port): Line => {
    const line = new Line(port, to);
    opened.push(line);
    return line;
  };
  /** A connection to each process, in the order of their numbers. */
  const lineToEach = async (to = host): Promise<Line[]> => {
    const found = new Map<number, Line>();
    const pids = childrenOf(api.pid);
    const from = Date.now();
    while (found.size < pids.length && Date.now() - from < 30_000) {
      const line = open(to);
      await line.get('/v1/site/version');
      const server = line.serverAmong(pids);
      if (server !== undefined && !found.has(server)) found.set(server, line);
      else await pause(50); // one that was begun does not serve yet
    }
    expect(found.size).toBe(pids.length);
    return [...found].sort(([one], [other]) => one - other).map(([, line]) => line);
  };
  const start = async (): Promise<void> => {
    api = await BuiltProcess.start('api', settings);
  };
  const operator = (path: string, body: unknown) => open(platform).post(`/platform/v1${path}`, body, operatorToken);

  const login = async (username: string, password = `${username}-password`): Promise<string> =>
    data<{ token: string }>(await lines[0]!.post('/v1/auth/login', { username, password })).token;
  const member = async (username: string): Promise<string> => {
    await lines[0]!.post('/v1/auth/register', { username, password: `${username}-password` });
    return login(username);
  };
  const write = (line: Line, token: string, text: string) =>
    line.post(
      '/v1/post',
      { contents: [{ content: text, type: 2, sort: 100 }], tags: [], users: [], visibility: 0 },
      token,
    );
  const newest = '/v1/posts?style=newest&page=1&page_size=20';
  /** In milliseconds: when each of them has said so, all the time from then on. */
  const inEach = async (says: (line: Line) => Promise<boolean>): Promise<number> => {
    const from = Date.now();
    for (const line of lines) while (!(await says(line)) && Date.now() - from < 5_000);
    const took = Date.now() - from;
    for (let round = 0; round < 5; round += 1) for (const line of lines) expect(await says(line)).toBe(true);
    return took;
  };
  /** Whoever was answered although others had not heard in time: only a machine that stands still makes it so. */
  const late = (): number => api.output.split('Other web processes did not answer in time').length - 1;

  beforeAll(async () => {
    await start();
    operatorToken = /Operator token, shown only this once: (\S+)/.exec(api.output)![1]!;
    const slug = `w${Date.now().toString(36)}`;
    const made = await open(platform).ask('POST', '/platform/v1/tenants', {
      token: operatorToken,
      body: { slug, name: slug, owner },
      idempotencyKey: slug,
    });
    const tenant = JSON.parse(made.text) as { id: number; hosts: { host: string }[] };
    [tenantId, host] = [tenant.id, tenant.hosts[0]!.host];
    lines = await lineToEach();
  });
  afterEach(() => expect(api.output).not.toMatch(/^\s+at /m)); // a bug would have left its stack there
  afterAll(async () => {
    for (const line of opened) line.close();
    api?.kill('SIGKILL');
    await api?.ended;
  });

  it('are two, and what the start has to say is said once', () => {
    expect(childrenOf(api.pid)).toHaveLength(2);
    expect(api.output.match(/^Ready in [\d.]+ s: /gm)).toHaveLength(1);
    expect(api.output.match(/Operator token/g)).toHaveLength(1);
  });

  it('show a member at once what they have written, whichever of them answers', async () => {
    const ada = await member('ada');
    const stale: string[] = [];
    for (let round = 0; round < 60; round += 1) {
      const text = `the heron of round ${round}`;
      for (const line of lines) await line.get(newest); // kept by each
      expect((await write(lines[round % 2]!, ada, text)).status).toBe(200);
      const other = lines[(round + 1) % 2]!;
      for (const [asked, token] of [
        [other, undefined],
        [other, ada],
        [lines[round % 2]!, ada],
      ] as const)
        if (!(await asked.get(newest, token)).text.includes(`${text}"`)) stale.push(text);
    }
    expect(stale.length).toBeLessThanOrEqual(late());
  });

  it('both turn away a session that was ended, at once', async () => {
    const [kept, ended] = [await member('bob'), await login('bob')];
    const info = (line: Line) => line.get('/v1/user/info', ended);
    expect(await inEach(async (line) => (await info(line)).status === 200)).toBeLessThan(2_000);
    const sessions = data<{ list: { id: number; current: number }[] }>(await lines[0]!.get('/v1/user/sessions', ended));
    const { id } = sessions.list.find(({ current }) => current === 1)!;
    expect((await lines[0]!.post('/v1/user/session/revoke', { id }, kept)).status).toBe(200);
    expect(await inEach(async (line) => (await info(line)).status === 401)).toBeLessThan(2_000);
  });

  it('both keep a banned member from writing, and know a new administrator', async () => {
    const [eve, keeper] = [await member('eve'), await login(owner.username, owner.password)];
    const id = data<{ id: number }>(await lines[0]!.get('/v1/user/info', eve)).id;
    const setStatus = (status: number) => lines[0]!.post('/v1/admin/user/status', { id, status }, keeper);
    const tries = async (line: Line) => (await write(line, eve, `may I? ${Math.random()}`)).status;
    expect(await inEach(async (line) => (await tries(line)) === 200)).toBeLessThan(5_000);
    await setStatus(2);
    expect(await inEach(async (line) => (await tries(line)) === 403)).toBeLessThan(2_000);
    await setStatus(1);
    expect(await inEach(async (line) => (await tries(line)) === 200)).toBeLessThan(2_000);
    const rules = async (line: Line) => (await line.get('/v1/admin/settings/values', eve)).status;
    expect(await inEach(async (line) => (await rules(line)) === 403)).toBeLessThan(2_000);
    await lines[1]!.post('/v1/admin/user/role', { id, is_admin: true }, keeper);
    expect(await inEach(async (line) => (await rules(line)) === 200)).toBeLessThan(2_000);
  });

  it('both hide from a member who is blocked what the other one writes', async () => {
    const [cat, dog] = [await member('cat1'), await member('dog1')];
    await write(lines[0]!, cat, 'mice everywhere');
    const sees = async (line: Line) => (await line.get(newest, dog)).text.includes('mice everywhere');
    expect(await inEach(sees)).toBeLessThan(2_000);
    const id = data<{ id: number }>(await lines[1]!.get('/v1/user/info', dog)).id;
    expect((await lines[1]!.post('/v1/user/block', { user_id: id }, cat)).status).toBe(200);
    expect(await inEach(async (line) => !(await sees(line)))).toBeLessThan(2_000);
  });

  it('both close a community that is suspended, and open it again', async () => {
    const answers = (status: number) => async (line: Line) => (await line.get(newest)).status === status;
    expect(await inEach(answers(200))).toBeLessThan(2_000);
    expect((await operator(`/tenants/${tenantId}/suspend`, { reason: 'a test' })).status).toBe(200);
    expect(await inEach(answers(503))).toBeLessThan(2_000);
    expect((await operator(`/tenants/${tenantId}/resume`, {})).status).toBe(200);
    expect(await inEach(answers(200))).toBeLessThan(2_000);
  });

  it('are ready together, and their figures are of both', async () => {
    const rss = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
    const read = async (path: string) => open('127.0.0.1', api.managementPort).get(path);
    const figure = (text: string, name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    const seconds: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      expect((await read('/readyz')).status).toBe(200);
      const { status, text } = await read('/metrics');
      expect(status).toBe(200);
      const both = childrenOf(api.pid).map(rss);
      expect(figure(text, 'process_resident_memory_bytes')).toBeGreaterThan(1.2 * Math.max(...both));
      seconds.push(figure(text, 'process_cpu_seconds_total'));
    }
    expect(seconds).toEqual(seconds.toSorted((one, other) => one - other));
  });

  it('serve on when one is killed, which comes again', async () => {
    const before = childrenOf(api.pid);
    const stays = lines.find((line) => line.serverAmong(before) === before[1])!;
    process.kill(before[0]!, 'SIGKILL');
    const from = Date.now();
    const statuses: number[] = [];
    const isWhole = () => childrenOf(api.pid).length === 2 && !childrenOf(api.pid).includes(before[0]!);
    while (Date.now() - from < 1_500 || (!isWhole() && Date.now() - from < 20_000))
      statuses.push((await stays.get(newest)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await comesBack();
    expect(childrenOf(api.pid)).toContain(before[1]);
  });

  it('are started anew one by one at SIGHUP, and nobody is refused meanwhile', async () => {
    const before = childrenOf(api.pid);
    const failures: string[] = [];
    let isOver = false;
    const asking = lines.map(async (line) => {
      while (!isOver) {
        const { status } = await line.get(newest).catch((error: Error) => ({ status: error.message }));
        if (status !== 200) failures.push(String(status));
        await pause(5);
      }
    });
    const coming = (async () => {
      while (!isOver) {
        const line = new Line(api.port, host);
        const { status } = await line.get(newest).catch((error: Error) => ({ status: error.message }));
        if (status !== 200) failures.push(`new: ${status}`);
        line.close();
        await pause(10);
      }
    })();
    api.kill('SIGHUP');
    await until(
      () => childrenOf(api.pid).length === 2 && !childrenOf(api.pid).some((pid) => before.includes(pid)),
      60_000,
      () => api.output,
    );
    await pause(500);
    isOver = true;
    await Promise.all([...asking, coming]);
    expect(failures).toEqual([]);
    await comesBack();
  });

  it('finish what they have begun at SIGTERM, and all end with 0', async () => {
    const webs = childrenOf(api.pid);
    const body = JSON.stringify({ username: 'nobody', password: 'no password of anybody' });
    const begun = await Promise.all([begin(body), begin(body), begin(body), begin(body)]);
    await pause(300);
    api.kill('SIGTERM');
    const takesMore = () =>
      begin(body).then(
        ({ socket }) => socket.destroy(),
        ({ code }: { code: string }) => code,
      );
    const from = Date.now();
    while ((await takesMore()) !== 'ECONNREFUSED' && Date.now() - from < 5_000) await pause(50);
    expect(await takesMore()).toBe('ECONNREFUSED');
    for (const { socket } of begun) socket.write(body.slice(10));
    for (const { read } of begun) await until(() => read().includes('10004'), 5_000, read);
    expect(await api.ended).toBe(0);
    expect(webs.filter(isRunning)).toEqual([]);
    await start();
  });

  it('end with the process that looks after them, also when that is killed', async () => {
    const webs = childrenOf(api.pid);
    expect(webs).toHaveLength(2);
    api.kill('SIGKILL');
    await until(() => !webs.some(isRunning), 5_000);
    await api.ended;
    await start();
  });

  it('say once why they cannot start, and nothing is left', async () => {
    const { output, code, pid } = await refused({ SECRET_KEY: 'another key than the one that the database knows' });
    expect(code).toBe(1);
    expect(output.match(/SECRET_KEY/g)).toHaveLength(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(isRunning(pid)).toBe(false);
    const taken = await refused({ PORT: String(api.port) });
    expect(taken.code).toBe(1);
    expect(taken.output.match(/^Error: .*EADDRINUSE/gm)).toHaveLength(1);
  });

  const comesBack = async (): Promise<void> => {
    await until(
      () => childrenOf(api.pid).length === 2,
      20_000,
      () => api.output,
    );
    lines = await lineToEach();
  };
  const begin = async (body: string): Promise<{ socket: Socket; read: () => string }> => {
    let text = '';
    const socket = connect({ port: api.port, host: '127.0.0.1' });
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.on('error', reject); // afterwards without effect
    });
    const head = `POST /v1/auth/login HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(head + body.slice(0, 10));
    return { socket, read: () => text };
  };
  const refused = async (more: Record<string, string>) => {
    const environment = {
      ...process.env,
      ...settings,
      PORT: String(await freePort()),
      LISTEN_HOST: '127.0.0.1',
      DATABASE_URL: (await workerCluster()).url,
      SECRET_KEY: 'a key that only the tests know, 32+ characters',
      NODE_ENV: '',
      LOG_LEVEL: 'fatal',
      ...more,
    };
    const main = join(repositoryRoot, 'dist', 'apps', 'api', 'main.js');
    const child = spawn(process.execPath, [main], { env: environment });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve)); // of all that have its output
    return { output, code, pid: child.pid! };
  };
});

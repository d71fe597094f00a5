import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { TaskFigures } from '#kernel/jobs';
import { Queue } from 'bullmq';
import { bootApi } from '../../test/support/boot-api.js';
import { RedisServer } from '../../test/support/redis-server.js';
import { type OperatorPerson, platformOf, type TestPlatform } from '../../test/support/use-platform.js';
import { testConfig } from '../../test/support/worker-cluster.js';

const host = 'platform.localhost';
const html = 'text/html,application/xhtml+xml';

interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly token?: string | undefined;
  readonly authorization?: string;
  readonly headers?: Record<string, string>;
  readonly body?: object;
}

const board = (platform: TestPlatform) => {
  const ask = async (path: string, { method = 'GET', token, authorization, headers, body }: Asked = {}) => {
    const login = authorization ?? (token === undefined ? undefined : `Bearer ${token}`);
    return platform.app.inject({
      method,
      url: `/platform/queues${path}`,
      headers: { host, ...(login !== undefined && { authorization: login }), ...headers },
      ...(body && { payload: body }),
    });
  };
  const queues = async (token: string | undefined) =>
    (await ask('/api/queues?page=1&jobsPerPage=10&activeQueue=index&status=waiting', { token })).json<{
      queues: {
        name: string;
        counts: Record<string, number>;
        readOnlyMode: boolean;
        allowRetries: boolean;
        isPaused: boolean;
        jobs: object[];
      }[];
    }>().queues;
  return { ask, queues };
};

const basic = (password: string, user = 'anybody') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const bootWith = async (redisUrl: string) =>
  platformOf(
    await bootApi((builder) => builder.overrideProvider(Config).useValue(testConfig(3000, { REDIS_URL: redisUrl }))),
  );

describe('the board of the queues', () => {
  let redis: RedisServer;
  let platform: TestPlatform;
  let reader: OperatorPerson;
  let index: Queue;

  beforeAll(async () => {
    redis = await RedisServer.start();
    platform = await bootWith(redis.url);
    reader = await platform.operator('read');
    const prefix = await platform.app.get(TaskFigures).transportPrefix();
    index = new Queue('index', { connection: redis.client(), prefix });
    await index.addBulk(
      [1, 2, 3].map((id) => ({
        name: 'search.index-post',
        data: { id, cluster: 'main', fence: 1 },
        opts: { jobId: `t${id}-1` },
      })),
    );
  }, 60_000);
  afterAll(async () => {
    await platform?.app.close();
    await index?.close();
    await redis?.stop();
  });

  it('shows the queues of this deployment and their jobs', async () => {
    const queues = await board(platform).queues(reader.token);
    expect(queues.map(({ name }) => name)).toEqual([
      ...['notify', 'index', 'media', 'mail', 'outbound', 'lifecycle', 'maintenance'],
    ]);
    const shown = queues.find(({ name }) => name === 'index')!;
    expect(shown.counts).toMatchObject({ waiting: 3, active: 0 });
    expect(shown.jobs).toHaveLength(3);
    expect(shown.jobs).toContainEqual(
      expect.objectContaining({ id: 't1-1', name: 'search.index-post', data: { id: 1, cluster: 'main', fence: 1 } }),
    );
    expect(queues.find(({ name }) => name === 'mail')!.counts).toMatchObject({ waiting: 0 });
  });

  it('lets a browser in by the token as a password, whatever the user is called', async () => {
    const { ask } = board(platform);
    for (const user of ['anybody', '', 'a:b'.slice(0, 1), 'ä']) {
      const { statusCode } = await ask('/api/queues', { authorization: basic(reader.token!, user) });
      expect([user, statusCode]).toEqual([user, 200]);
    }
  });

  it.each<[string, Asked]>([
    ['nothing', {}],
    ['a wrong token', { token: 'x'.repeat(43) }],
    ['a short one', { token: 'x' }],
    ['a wrong password', { authorization: basic('y'.repeat(43)) }],
    ['no password', { authorization: basic('') }],
    ['what is no login', { authorization: 'Basic ====' }],
    ['another kind of login', { authorization: 'Digest username="x"' }],
  ])('asks a visitor with %s for the token', async (_, asked) => {
    for (const path of ['', '/', '/queue/index', '/api/queues', '/static/images/logo.svg', '/nothing']) {
      const { statusCode, headers, body } = await board(platform).ask(path, asked);
      expect([path, statusCode]).toEqual([path, 401]);
      expect(headers['www-authenticate']).toMatch(/^Basic realm="[^"]+", charset="UTF-8"$/);
      expect(body).toContain('operator.token-invalid');
    }
    const shown = await board(platform).ask('', { ...asked, headers: { accept: html } });
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
    expect(shown.headers['www-authenticate']).toMatch(/^Basic /);
  });

  it('is nowhere else: not on a host of a community or of nobody', async () => {
    const { body } = await platform.admin.creates({
      slug: `b${Date.now()}`,
      name: 'B',
      owner: { username: 'camellia' },
    });
    for (const elsewhere of [body.hosts[0]!.host, 'nobody.localhost']) {
      for (const path of ['', '/api/queues', '/static/images/logo.svg']) {
        const { statusCode } = await board(platform).ask(path, { token: reader.token, headers: { host: elsewhere } });
        expect([elsewhere, path, statusCode]).toEqual([elsewhere, path, 404]);
      }
    }
  });

  it('is a page of which nothing comes from elsewhere', async () => {
    const { ask } = board(platform);
    for (const path of ['', '/', '/queue/index']) {
      const { statusCode, headers, body } = await ask(path, { token: reader.token, headers: { accept: html } });
      expect([path, statusCode]).toEqual([path, 200]);
      expect(body).toContain('<base href="/platform/queues/"');
      const sources = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
      expect(sources.length).toBeGreaterThan(4);
      expect(sources.filter((source) => /^(https?:)?\/\//.test(source))).toEqual([]);
      expect(body.match(/<script(?![^>]*(src=|type="application\/json"))/)).toBeNull(); // none that the policy would stop
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toMatch(/https?:|\*|script-src [^;]*unsafe/);
      for (const source of sources.filter((one) => one.startsWith('static/'))) {
        const file = await ask(`/${source}`, { token: reader.token });
        expect([source, file.statusCode]).toEqual([source, 200]);
        expect(file.headers['content-type']).toMatch(/javascript|css|svg|png|icon/);
      }
    }
  });

  it('lets change who may, and notes it', async () => {
    const { ask, queues } = board(platform);
    const { admin } = platform;
    const support = await platform.operator('support');
    expect((await queues(reader.token)).every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    expect((await queues(admin.token)).some(({ readOnlyMode }) => readOnlyMode)).toBe(false);
    expect((await queues(admin.token)).some(({ allowRetries }) => allowRetries)).toBe(false);
    for (const who of [reader, support]) {
      for (const method of ['POST', 'PUT', 'PATCH'] as const) {
        const { statusCode, body } = await ask('/api/queues/index/pause', { method, token: who.token });
        expect([method, statusCode]).toEqual([method, 403]);
        expect(body).toContain('operator.role-insufficient');
      }
    }
    expect(await index.isPaused()).toBe(false);
    expect((await ask('/api/queues/index/pause', { method: 'PUT', token: admin.token })).statusCode).toBe(200);
    expect(await index.isPaused()).toBe(true);
    expect((await ask('/api/queues/index/resume', { method: 'PUT', token: admin.token })).statusCode).toBe(200);
    expect(await index.isPaused()).toBe(false);
    const audit = await platform.app
      .get(PlatformDatabase)
      .query(`select operator_name, details, status from platform.audit where action = 'queue.change' order by id`);
    expect(audit.slice(-2)).toEqual(
      ['pause', 'resume'].map((verb) => ({
        operator_name: admin.name,
        details: { method: 'PUT', path: `/platform/queues/api/queues/index/${verb}` },
        status: 200,
      })),
    );
    expect(audit).toContainEqual(expect.objectContaining({ operator_name: support.name, status: 403 }));
  });

  it('asks for the scopes of tasks', async () => {
    const { ask, queues } = board(platform);
    const withScopes = async (...scopes: string[]) =>
      (await platform.admin.post('/operators/me/tokens', { scopes })).body['token'] as string;
    const [looks, changes] = [await withScopes('jobs:read'), await withScopes('jobs:read', 'jobs:write')];
    expect((await queues(looks)).every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    const refused = await ask('/api/queues/index/pause', { method: 'PUT', token: looks });
    expect([refused.statusCode, refused.body]).toEqual([403, expect.stringContaining('operator.scope-missing')]);
    expect((await ask('/api/queues/index/resume', { method: 'PUT', token: changes })).statusCode).toBe(200);
    const other = await ask('', { authorization: basic(await withScopes('audit:read')), headers: { accept: html } });
    expect([other.statusCode, other.body]).toEqual([403, expect.stringContaining('jobs:read')]);
  });

  it.each<['POST' | 'PUT' | 'PATCH', string, object]>([
    ['POST', 'index/add', { name: 'x', data: null }],
    ['PATCH', 'index/t1-1/update-data', { jobData: {} }],
    ['PATCH', 'index/t1-1/delay', { delay: 1 }],
    ['PATCH', 'index/t1-1/priority', { priority: 1 }],
    ['PUT', 'index/t1-1/retry', {}],
    ['PUT', 'index/t1-1/promote', {}],
    ['PUT', 'index/retry/failed', {}],
    ['PUT', 'index/promote', {}],
    ['PUT', 'index/job-schedulers/x/run', {}],
    ['POST', 'index/%61dd', { name: 'x', data: null }],
    ['POST', 'index//add', { name: 'x', data: null }],
    ['POST', 'index/add/', { name: 'x', data: null }],
    ['POST', 'index/add?pause', { name: 'x', data: null }],
  ])('refuses what makes no sense with tickets, and notes it: %s %s', async (method, path, body) => {
    const { ask, queues } = board(platform);
    const { admin, app } = platform;
    const before = await queues(admin.token);
    const { statusCode, body: said } = await ask(`/api/queues/${path}`, { method, token: admin.token, body });
    expect([statusCode, said]).toEqual([403, expect.stringContaining('tickets of tasks')]);
    expect(await queues(admin.token)).toEqual(before);
    const [noted] = await app
      .get(PlatformDatabase)
      .query(`select details, status from platform.audit where action = 'queue.change' order by id desc limit 1`);
    expect(noted).toMatchObject({ details: { method, path: `/platform/queues/api/queues/${path}` }, status: 403 });
  });

  it.each<[string, object]>([
    ['pause', {}],
    ['resume', {}],
    ['index/concurrency', { concurrency: 3 }],
    ['index/rate-limit', { max: 5, duration: 1_000 }],
    ['index/rate-limit/release', {}],
    ['index/t3-1/clean', {}],
    ['index/clean/wait', {}],
    ['index/empty', {}],
    ['index/rate-limit', { max: null }],
    ['index/pause', {}],
    ['index/obliterate', { force: true }],
  ])('lets queues be paused, limited and emptied: %s', async (path, body) => {
    const { statusCode } = await board(platform).ask(`/api/queues/${path}`, {
      ...{ method: 'PUT', token: platform.admin.token, body },
    });
    expect(statusCode).toBeLessThan(300);
  });

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: `http://${host}` },
  ])('changes nothing for a page of another site: %j', async (headers) => {
    const asked = { method: 'PUT', authorization: basic(platform.admin.token!) } as const;
    const { statusCode } = await board(platform).ask('/api/queues/index/pause', { ...asked, headers });
    expect(statusCode).toBe(403);
    expect(await index.isPaused()).toBe(false);
    const own = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    expect((await board(platform).ask('/api/queues/index/resume', { ...asked, headers: own })).statusCode).toBe(200);
  });

  it('answers 404 for what it does not have, also above its own folder', async () => {
    for (const path of [
      '/nothing',
      '/static/../../../package.json',
      '/static/%2e%2e/%2e%2e/package.json',
      '/api/none',
    ]) {
      const { statusCode, body } = await board(platform).ask(path, { token: reader.token });
      expect([path, statusCode]).toEqual([path, 404]);
      expect(body).not.toContain('dependencies');
    }
  });

  it('says at once that Redis is away, and shows the queues when it is back', async () => {
    const { ask, queues } = board(platform);
    const timed = async () => {
      const since = performance.now();
      const { statusCode, body, headers } = await ask('/api/queues', { token: reader.token });
      expect([statusCode, headers['retry-after']]).toEqual([503, '30']);
      expect(body).toContain('Redis does not answer');
      return performance.now() - since;
    };
    redis.signal('SIGSTOP');
    expect(await timed()).toBeLessThan(1_800);
    redis.signal('SIGCONT');
    await until(async () => (await ask('/api/queues', { token: reader.token })).statusCode === 200);
    await redis.kill();
    expect(await timed()).toBeLessThan(1_800);
    const page = await ask('', { token: reader.token, headers: { accept: html } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(page.body).toContain('/platform/v1/jobs');
    await redis.run();
    await until(async () => (await ask('/api/queues', { token: reader.token })).statusCode === 200);
    expect(await queues(reader.token)).toHaveLength(7);
  }, 60_000);
});

describe('the board of a deployment whose Redis was never there', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await bootWith('redis://127.0.0.1:1');
  });
  afterAll(() => platform?.app.close());

  it('says so, time and again, and holds up nothing', async () => {
    for (let time = 0; time < 15; time += 1) {
      const since = performance.now();
      const { statusCode } = await board(platform).ask('/api/queues', { token: platform.admin.token });
      expect(statusCode).toBe(503);
      expect(performance.now() - since).toBeLessThan(1_800);
    }
  });
});

describe('the board of a deployment without a Redis', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await platformOf(await bootApi());
  });
  afterAll(() => platform?.app.close());

  it('is not there, and says where the tasks are', async () => {
    const { ask } = board(platform);
    expect((await ask('')).statusCode).toBe(401);
    const { statusCode, body } = await ask('/api/queues', { token: platform.admin.token });
    expect([statusCode, body]).toEqual([404, expect.stringContaining('/platform/v1/jobs')]);
    const page = await ask('', { token: platform.admin.token, headers: { accept: html } });
    expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining('REDIS_URL is not set')]);
    expect((await ask('/api/queues/pause', { method: 'PUT', token: platform.admin.token })).statusCode).toBe(404);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const since = Date.now();
  while (!(await holds())) if (Date.now() - since > 15_000) throw new Error('It takes too long.');
}

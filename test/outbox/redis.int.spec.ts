import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { Dispatcher, taskClasses } from '#kernel/jobs';
import { BuiltProcess } from '../support/built-process.js';
import { describeWithService } from '../support/jest/service.js';
import type { Person } from '../support/person.js';
import { RedisServer } from '../support/redis-server.js';
import { useCommunity } from '../support/use-community.js';
import { testConfig, useOwnDatabase } from '../support/worker-cluster.js';

jest.setTimeout(150_000);

/** What one is waiting for in another process. */
async function eventually(holds: () => Promise<boolean>, within = 60_000): Promise<void> {
  const from = Date.now();
  while (!(await holds())) {
    if (Date.now() - from > within) throw new Error(`It did not happen in ${within} ms.`);
    await pause(50);
  }
}

useOwnDatabase(); // workers that are killed leave tasks behind

describeWithService('redis', 'tasks on their way by Redis to other processes', () => {
  let redis: RedisServer;
  let client: Redis;
  const workers: BuiltProcess[] = [];
  beforeAll(async () => {
    redis = await RedisServer.start();
    client = redis.client();
  });
  /** This process gives out tasks, and runs none. */
  const none = taskClasses.map((name) => `${name}=0`).join(',');
  const community = useCommunity((builder) =>
    builder
      .overrideProvider(Config)
      .useValue(testConfig(undefined, { REDIS_URL: redis.url, WORKER_CONCURRENCY: none })),
  );
  afterEach(async () => {
    for (const worker of workers.splice(0)) {
      worker.kill('SIGKILL');
      await worker.ended;
    }
  });
  afterAll(() => redis?.stop());

  const startWorker = async (): Promise<BuiltProcess> => {
    const made = await BuiltProcess.start('worker', { REDIS_URL: redis.url, LOG_LEVEL: 'info' });
    workers.push(made);
    return made;
  };
  const jobs = async () => (await client.keys('*')).filter((key) => /:t\d+-\d+$/.test(key));
  const unread = async (person: Person) => (await person.get('/v1/user/msgcount/unread'))['count'] as number;
  const rows = () =>
    community.app
      .get(PlatformDatabase)
      .query<{ id: number; fence: number; state: string }>(
        `select id, fence, state from jobs.task where kind = 'messages.notify-commented' order by id`,
      );

  it('are jobs named after their row and nothing more, which others take and leave nothing of', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts('herons');
    const worker = await startWorker();
    worker.kill('SIGSTOP'); // so that there is time to look
    await community.app.get(Dispatcher).start();
    for (let number = 0; number < 5; number += 1) await bob.comments(id, `a secret heron ${number}`);
    const waiting = () => client.keys('*}:notify:t*-*');
    await eventually(async () => (await waiting()).length === 5);
    const found = await Promise.all((await waiting()).map(async (key) => ({ key, job: await client.hgetall(key) })));
    const queued = await rows();
    expect(queued.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'queued'));
    for (const { id: task, fence } of queued) {
      const { job } = found.find(({ key }) => key.endsWith(`:t${task}-${fence}`))!;
      expect(JSON.parse(job['data']!)).toEqual({ id: task, cluster: 'main', fence });
      expect(JSON.parse(job['opts']!)).toMatchObject({ attempts: 1 });
    }
    expect(JSON.stringify(found)).not.toContain('heron');
    worker.kill('SIGCONT');
    await eventually(async () => (await unread(ada)) === 5);
    await eventually(async () => (await jobs()).length === 0);
    expect(await rows()).toEqual([]);
  });

  it('are all done once, whatever happens to Redis, which is told once when it goes and once when it comes', async () => {
    const [carol, dave] = [await community.member('carol'), await community.member('dave')];
    const { id } = await carol.posts('egrets');
    const both = [await startWorker(), await startWorker()];
    let written = 0;
    const write = async (count: number) => {
      for (const end = written + count; written < end; written += 1) await dave.comments(id, `egret ${written}`);
    };
    const told = (what: RegExp) => both.map(({ output }) => output.match(what)?.length ?? 0);
    const hearOf = (what: RegExp, times: number) =>
      eventually(async () => told(what).every((count) => count === times), 20_000);
    const gone = /Redis does not answer/g;
    const back = /Redis answers again/g;

    await write(15);
    await redis.kill();
    await write(15);
    await hearOf(gone, 1);
    await redis.run();
    await hearOf(back, 1);
    await write(15);
    redis.signal('SIGSTOP');
    await write(15);
    await hearOf(gone, 2);
    await write(5);
    redis.signal('SIGCONT');
    await hearOf(back, 2);
    await write(15);
    await client.flushall();
    await write(15);
    await eventually(async () => (await unread(carol)) >= written);
    await eventually(async () => (await rows()).length === 0);
    await eventually(async () => (await jobs()).length === 0, 20_000);
    expect(await unread(carol)).toBe(written);
    expect([told(gone), told(back)]).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });
});

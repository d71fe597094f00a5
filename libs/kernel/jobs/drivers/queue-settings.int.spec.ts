import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { addProviders } from '../../../../test/support/add-providers.js';
import { behind } from '../../../../test/support/behind.js';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { until } from '../../../../test/support/npm-start.js';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';
import { Dispatcher } from '../dispatcher.js';
import { ScriptedWork } from '../scripted-work.contract.js';
import { TaskFigures } from '../task-figures.queries.js';

jest.setTimeout(60_000);

/** Of `spec.outside`, for that holds no connection while it waits. The transport looks each second, the dispatcher more often. */
const noticed = 1_500;

describeWithService('redis', 'a queue of BullMQ with which somebody meddles', () => {
  addProviders(ScriptedWork);
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis?.stop());
  const settings = () => ({ REDIS_URL: redis.url, WORKER_CONCURRENCY: 'outbound=2' });
  const community = useCommunity((builder) =>
    builder.overrideProvider(Config).useValue(testConfig(undefined, settings())),
  );
  let queue: Queue;
  let client: ReturnType<RedisServer['client']>;
  beforeAll(async () => {
    await query(`delete from jobs.task where kind like 'webhooks.%'`); // of this class too: that a community was made
    await community.app.get(Dispatcher).start();
    const prefix = await community.app.get(TaskFigures).transportPrefix();
    client = redis.client();
    queue = new Queue('outbound', { connection: client, prefix });
  });
  afterEach(async () => {
    letGo();
    await queue.removeGlobalConcurrency();
    await queue.resume();
    work().forget();
    await query(`delete from jobs.task where kind = 'spec.outside'`);
  });
  afterAll(() => queue?.close());

  const work = () => community.app.get(ScriptedWork, { strict: false });
  const query = (sql: string, values: unknown[] = []) =>
    community.app.get(PlatformDatabase).query<{ id: number; state: string; fence: number }>(sql, values);
  const rows = () => query(`select id, state, fence from jobs.task where kind = 'spec.outside' order by id`);
  const add = (count: number, name = 'one', where: TestCommunity = community) =>
    behind(where)(
      `insert into jobs.task (kind, class, payload)
       select 'spec.outside', 'outbound', jsonb_build_object('name', $1 || number) from generate_series(1, $2) number`,
      [name, count],
    );
  const names = (count: number, name = 'one') => Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
  const ran = () => work().namesOf('outside').toSorted();
  let letGo = () => undefined as void;
  /** Until they are released. */
  const hold = (count: number) => {
    const released = new Promise<void>((resolve) => (letGo = resolve));
    for (const name of names(count)) work().script.set(name, () => released);
    return letGo;
  };
  const areDone = async (done: readonly string[]) => {
    await until(() => ran().length >= done.length, 20_000);
    for (let look = 0; look < 100 && (await rows()).length; look += 1) await pause(50);
    await pause(300);
    expect(await rows()).toEqual([]);
    expect(ran()).toEqual(done.toSorted());
  };
  const expire = () =>
    query(`update jobs.task set lease_until = now() where kind = 'spec.outside' and state = 'queued'`);
  /** Of these tasks; others are of this class, too. */
  const inRedis = async () => {
    const [keys, ids] = [await client.keys('*'), new Set((await rows()).map(({ id }) => String(id)))];
    return keys.filter((key) => ids.has(/:outbound:t(\d+)-\d+$/.exec(key)?.[1] ?? '')).length;
  };

  it('is left alone while it is paused: nothing is added, no row is written, and then each task is done once', async () => {
    await queue.pause();
    await pause(noticed);
    await add(12);
    await pause(noticed);
    expect(await inRedis()).toBe(0);
    expect((await rows()).map(({ state, fence }) => [state, fence])).toEqual(names(12).map(() => ['ready', 0]));
    await queue.resume();
    await areDone(names(12));
  });

  it('keeps what was in it when it was paused, once, and what came back meanwhile is done once', async () => {
    await query(`delete from jobs.task where kind = 'spec.outside'`);
    await queue.pause();
    await add(12); // at once: perhaps before it is noticed
    await pause(noticed);
    const first = await inRedis();
    for (let round = 0; round < 3; round += 1) {
      await expire();
      await pause(noticed);
      expect(await inRedis()).toBe(first);
    }
    expect(new Set((await rows()).map(({ state }) => state))).toEqual(new Set(['ready']));
    await queue.resume();
    await areDone(names(12));
    expect(await inRedis()).toBe(0);
  });

  it('holds a round at most where its workers are busy for longer than a deadline', async () => {
    const release = hold(2);
    await add(2);
    await until(() => work().runs.length === 2, 10_000);
    await add(1, 'behind', await community.neighbour()); // of another, for one tenant holds half at most
    const fence = async () => (await rows()).at(-1)!.fence;
    const since = Date.now();
    while ((await fence()) < 7 && Date.now() - since < 30_000) {
      expect(await inRedis()).toBeLessThanOrEqual(3);
      await expire();
      await pause(300);
    }
    expect(await fence()).toBeGreaterThanOrEqual(7);
    release();
    await areDone([...names(2), 'behind1']);
  });

  it('is given no more than may run at once where that is limited', async () => {
    await queue.setGlobalConcurrency(1);
    await pause(noticed);
    const release = hold(6);
    await add(6);
    await until(() => work().runs.length > 0, 10_000);
    await pause(noticed);
    expect(work().runs).toHaveLength(1);
    // Half of two for one tenant; without the limit there would be one behind it.
    expect((await rows()).map(({ state }) => state).toSorted()).toEqual([...names(5).map(() => 'ready'), 'running']);
    release();
    await areDone(names(6));
  });

  it('drops what is no ticket, and goes on with all its places', async () => {
    const strange: unknown[] = [null, {}, 'text', 7, [], { id: 'x', cluster: 'main', fence: 1 }];
    const tickets = [
      { id: 1, cluster: 'elsewhere', fence: 1 },
      { id: 2 ** 60, cluster: 'main', fence: 1 },
    ];
    const more = [
      { id: 1, cluster: 'main', fence: 2 ** 40 },
      { id: 1.5, cluster: 'main', fence: 1 },
    ];
    for (const data of [...strange, ...tickets, ...more]) await queue.add('strange', data, { removeOnComplete: true });
    await add(8, 'after');
    await areDone(names(8, 'after'));
    expect(await queue.getJobCounts('active', 'waiting', 'failed')).toEqual({ active: 0, waiting: 0, failed: 0 });
  });

  it('does not lose a moment of good tickets to one beside them', async () => {
    await queue.pause();
    await pause(noticed);
    await add(2, 'beside');
    const [one, two] = await query(
      `update jobs.task set state = 'queued', fence = 7, lease_until = now() + interval '1 minute'
        where kind = 'spec.outside' returning id`,
    );
    const data = [one!.id, null, 'x', two!.id].map((id) => ({ id, cluster: 'main', fence: 7 }));
    await queue.addBulk(data.map((each) => ({ name: 'beside', data: each, opts: { removeOnComplete: true } })));
    await queue.resume();
    await areDone(names(2, 'beside'));
  });
});

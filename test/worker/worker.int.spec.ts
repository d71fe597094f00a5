import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { PlatformDatabase } from '#kernel/database';
import { asOwner } from '../support/as-owner.js';
import { behind } from '../support/behind.js';
import { BuiltProcess } from '../support/built-process.js';
import { DatabaseLine } from '../support/database-line.js';
import { isRunning, pause, until } from '../support/npm-start.js';
import { RedisServer } from '../support/redis-server.js';
import { useCommunity } from '../support/use-community.js';
import { useOwnDatabase, workerCluster } from '../support/worker-cluster.js';

jest.setTimeout(90_000);
useOwnDatabase(); // its workers would do what other files have left

describe('a worker process', () => {
  /** It runs no task itself: then it would count among the workers. */
  const community = useCommunity();
  const started: BuiltProcess[] = [];
  const start = async (more: Record<string, string> = {}): Promise<BuiltProcess> => {
    const worker = await BuiltProcess.start('worker', more);
    started.push(worker);
    return worker;
  };
  afterEach(async () => {
    for (const worker of started.splice(0)) {
      worker.kill('SIGKILL');
      await worker.ended;
    }
    await query('delete from jobs.task');
    await query('delete from jobs.worker'); // who was killed counts for 15 s
  });

  const query = (sql: string, values: unknown[] = []) => community.app.get(PlatformDatabase).query(sql, values);
  const addMediaTask = () =>
    behind(community)(
      `insert into jobs.task (kind, class, payload) values ('media.remove-unused', 'media', '{"objectIds": [1]}')`,
    );
  const tasks = () => query('select kind, state, worker, attempts from jobs.task');
  const probe = async ({ managementPort }: BuiltProcess, path: string) => {
    const answer = await fetch(`http://127.0.0.1:${managementPort}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const comes = async (holds: () => Promise<boolean>, within = 30_000): Promise<void> => {
    const from = Date.now();
    while (!(await holds()) && Date.now() - from < within) await pause(50);
    expect(await holds()).toBe(true);
  };
  const allIsDone = async (within = 30_000): Promise<void> => {
    const from = Date.now();
    while ((await tasks()).length > 0 && Date.now() - from < within) await pause(50);
    expect(await tasks()).toEqual([]);
  };
  const ended = (worker: BuiltProcess) => Promise.race([worker.ended, pause(15_000, 'still there')]);
  const childrenOf = ({ pid }: BuiltProcess): number[] =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

  /** Whoever needs the table waits until `work` is over. */
  const holding = async (table: string, work: () => Promise<void>): Promise<void> => {
    const { schema } = (await query('select schema from platform.tenant where id = $1', [community.tenant.id]))[0] as {
      schema: string;
    };
    await asOwner(await workerCluster(), async (client: pg.Client) => {
      await client.query('begin');
      await client.query(`lock table "${schema}".${table} in access exclusive mode`);
      try {
        await work();
      } finally {
        await client.query('rollback');
      }
    });
  };
  const isWaiting = (holder: number) => async (): Promise<boolean> =>
    (await tasks()).some(({ state, worker }) => state === 'running' && worker === holder);
  const isAtTheLock = async (): Promise<boolean> => (await query('select from pg_locks where not granted')).length > 0;
  const numbers = async (): Promise<number[]> =>
    (await query('select id from jobs.worker order by id')).map(({ id }) => id as number);
  const newest = async (): Promise<number> => (await numbers()).at(-1)!;

  it('hands back what it is in the middle of, and another one does it at once', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts('herons');
    const first = await start();
    const firstNumber = await newest();
    await holding('message', async () => {
      await bob.comments(id, 'a grey one');
      await comes(isWaiting(firstNumber));
      await start();
      const secondNumber = await newest();
      const from = Date.now();
      first.kill('SIGTERM');
      await comes(isWaiting(secondNumber), 6_000);
      expect(await ended(first)).toBe(0);
      expect(Date.now() - from).toBeLessThan(10_000);
      expect(await numbers()).not.toContain(firstNumber);
    });
    await comes(async () => (await ada.messages()).length > 0, 3_000);
    await allIsDone();
    expect(await ada.messages()).toHaveLength(1);
  });

  it('ends at once when it is asked a second time', async () => {
    const worker = await start();
    const number = await newest();
    await holding('media_object', async () => {
      await addMediaTask();
      await comes(isWaiting(number));
      worker.kill('SIGTERM');
      await pause(300);
      const from = Date.now();
      worker.kill('SIGTERM');
      expect(await ended(worker)).toBe(1);
      expect(Date.now() - from).toBeLessThan(1_000);
    });
  });

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
    'runs media tasks in a child, which %s ends with it',
    async (signal) => {
      const worker = await start();
      const number = await newest();
      expect(childrenOf(worker)).toEqual([]);
      let children: number[] = [];
      await holding('media_object', async () => {
        await addMediaTask();
        await comes(isWaiting(number));
        await comes(isAtTheLock); // from then on its child is there
        children = childrenOf(worker);
        expect(children).toHaveLength(1);
        const next = await start();
        worker.kill(signal);
        await ended(worker);
        await until(() => !children.some(isRunning), 3_000);
        expect((await numbers()).includes(number)).toBe(signal === 'SIGKILL');
        await comes(isWaiting(await newest()));
        await comes(isAtTheLock);
        expect(childrenOf(next)).toHaveLength(1);
      });
      await allIsDone();
    },
  );

  it('has a child of its own kind again when it dies', async () => {
    const worker = await start();
    await addMediaTask();
    await allIsDone();
    const [child] = childrenOf(worker);
    process.kill(child!, 'SIGKILL');
    await until(() => !isRunning(child!), 3_000);
    await addMediaTask();
    await allIsDone();
    expect(childrenOf(worker)).not.toContain(child);
    expect(await probe(worker, '/livez')).toMatchObject({ status: 200 });
  });

  it('says that it lives, that it is ready, and what it has done', async () => {
    const worker = await start();
    expect(await probe(worker, '/livez')).toEqual({ status: 200, text: '{"status":"alive"}' });
    expect(await probe(worker, '/readyz')).toEqual({ status: 200, text: '{"status":"ready"}' });
    await addMediaTask();
    await allIsDone();
    await query(
      `insert into jobs.task (kind, class, state, dead_at, run_after) values
         ('spec.dead', 'mail', 'dead', now(), now()), ('spec.later', 'mail', 'ready', null, now() + interval '1 hour')`,
    );
    const { status, text } = await probe(worker, '/metrics');
    expect(status).toBe(200);
    expect(text).toContain('paopao_task_runs_total{kind="media.remove-unused",outcome="done"} 1\n');
    expect(text).toContain('paopao_task_duration_seconds_count{class="media",outcome="done"} 1\n');
    expect(text).toContain('paopao_tasks{class="mail",state="ready"} 1\n');
    expect(text).toContain('paopao_tasks{class="mail",state="dead"} 1\n');
    expect(text).toContain('paopao_task_oldest_ready_seconds{class="mail"} 0\n');
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).not.toContain(community.tenant.slug);
    expect(await probe(worker, '/v1/posts')).toMatchObject({ status: 404 });
  });

  it('is not to be killed because its database is away; it is not ready, and leaves its figures out', async () => {
    const line = await DatabaseLine.to((await workerCluster()).url);
    const worker = await start({ DATABASE_URL: line.url });
    try {
      for (const trouble of ['cut', 'hold'] as const) {
        await comes(async () => (await probe(worker, '/readyz')).status === 200, 20_000);
        line[trouble]();
        await comes(async () => (await probe(worker, '/readyz')).status === 503);
        expect(await probe(worker, '/livez')).toMatchObject({ status: 200 });
        await pause(5_000); // for so long the last look at the rows counts
        const { status, text } = await probe(worker, '/metrics');
        const deployment = text.match(/^paopao_(?!task_(runs_total|duration_seconds)|live_).*/gm); // those shall be of now, or missing
        expect({ status, deployment, process: /^process_/m.test(text) }).toEqual({
          status: 200,
          deployment: null,
          process: true,
        });
        line.mend();
      }
      await comes(async () => /^paopao_tasks\{/m.test((await probe(worker, '/metrics')).text), 20_000);
      worker.kill('SIGTERM');
      expect(await ended(worker)).toBe(0);
    } finally {
      await line.close();
    }
  });

  it('ends with 0 within 10 s even when its database is away', async () => {
    const line = await DatabaseLine.to((await workerCluster()).url);
    const worker = await start({ DATABASE_URL: line.url });
    line.hold();
    const from = Date.now();
    worker.kill('SIGTERM');
    expect(await ended(worker)).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
    await line.close();
  });

  it('says in one sentence that its management port is taken', async () => {
    const worker = await start();
    const second = start({ MANAGEMENT_PORT: String(worker.managementPort) });
    await expect(second).rejects.toThrow(/The management port \d+ is in use: set MANAGEMENT_PORT to another one\.\n$/);
  });

  it('runs no task of a class that it is told to leave to others', async () => {
    await start({ WORKER_CONCURRENCY: 'media=0,notify=3' });
    await addMediaTask();
    const [row] = await query('select concurrency from jobs.worker order by id desc limit 1');
    expect(row).toEqual({
      concurrency: { notify: 3, index: 8, media: 0, mail: 4, outbound: 8, lifecycle: 2, maintenance: 2 },
    });
    await pause(2_000);
    expect(await tasks()).toMatchObject([{ state: 'ready', attempts: 0 }]);
    await start({ WORKER_CONCURRENCY: 'media=1' });
    await allIsDone();
  });

  it('takes no ticket of such a class from Redis, nor has it counted as one who could', async () => {
    const redis = await RedisServer.start();
    try {
      await start({ REDIS_URL: redis.url, WORKER_CONCURRENCY: 'media=0' });
      await addMediaTask();
      await pause(3_000);
      expect(await tasks()).toMatchObject([{ state: 'ready' }]); // no capacity: not even handed to Redis
      await start({ REDIS_URL: redis.url });
      await allIsDone();
      const waits = ((await redis.client().client('LIST')) as string)
        .split('\n')
        .filter((line) => /cmd=bzpopmin/.test(line));
      expect(waits).toHaveLength(13);
    } finally {
      await redis.stop();
    }
  });
});

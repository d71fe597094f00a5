import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { latestTenantMigration } from '../../../test/support/scratch-cluster.js';
import { useTasks } from '../../../test/support/use-tasks.js';
import { ClaimsRepository } from './claims.repository.js';
import type { Task } from './task.js';
import { TasksRepository } from './tasks.repository.js';

interface TaskRow {
  readonly state: string;
  readonly attempts: number;
  readonly fence: number;
  readonly wait: number;
  readonly is_later: boolean;
  readonly last_error: string | null;
}

describe('tasks that are held', () => {
  const table = useTasks();
  const claims = new ClaimsRepository();
  const tasks = new TasksRepository();
  const rows = () =>
    table.sql<TaskRow>('select *, extract(epoch from run_after - now())::float8 as wait from jobs.task order by id');
  const claim = (claimAs: 'running' | 'queued', worker = 1): Promise<Task[]> =>
    claims.claim(table.database, { claimAs, rooms: [{ class: 'notify', free: 10, size: 20 }] }, worker);
  const recover = async (gone: readonly number[] = []) => {
    const { running, queued } = await tasks.recover(table.database, gone);
    return { running, queued };
  };
  const absentWorkers = async () => (await tasks.recover(table.database, [])).absent;
  /** A process that runs tasks, as the server sees it. */
  const connect = async (worker: number): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: table.cluster.url });
    await client.connect();
    await client.query(`select pg_advisory_lock_shared(hashtext('jobs.worker'), ${worker})`);
    return client;
  };

  it('stay with a worker that is there and extends its lease', async () => {
    const client = await connect(7);
    await table.add('a', 2);
    const held = await claim('running', 7);
    await table.sql(`update jobs.task set lease_until = now() + interval '1 second'`);
    await tasks.extend(table.database, held);
    expect(await recover()).toEqual({ running: 0, queued: 0 });
    const [left] = await table.sql<{ left: number }>(
      'select min(extract(epoch from lease_until - now()))::float8 as left from jobs.task',
    );
    expect(left!.left).toBeGreaterThan(15);
    await client.end();
  });

  it('come back when the lease is over, at once the first three times, and the late holder has lost them', async () => {
    const client = await connect(7);
    await table.add('a', 1);
    for (let attempts = 1; attempts <= 5; attempts += 1) {
      const [held] = await claim('running', 7);
      await table.sql(`update jobs.task set lease_until = now() - interval '1 millisecond'`);
      expect(await recover()).toEqual({ running: 1, queued: 0 });
      const isLater = attempts > 3;
      expect(await rows()).toMatchObject([
        { state: 'ready', attempts, fence: held!.fence + 1, is_later: isLater, wait: expect.any(Number) },
      ]);
      const { wait } = (await rows())[0]!;
      expect(wait > 0.5).toBe(isLater);
      expect(wait).toBeLessThanOrEqual(isLater ? 2 ** (attempts - 3) : 0);
      await table.sql(`update jobs.task set is_later = false, run_after = now()`);
    }
    const [held] = await claim('running', 7);
    await table.sql(`update jobs.task set lease_until = now() - interval '1 millisecond'`);
    expect(await recover()).toEqual({ running: 1, queued: 0 });
    await tasks.extend(table.database, [held!]);
    expect(await tasks.fail(table.database, held!, 'too late', true)).toBe('lost');
    await tasks.handBack(table.database, [held!]);
    expect(await rows()).toMatchObject([{ state: 'ready', fence: held!.fence + 1 }]);
    await client.end();
  });

  it('come back at once when the connection of their worker has ended', async () => {
    const [gone, there] = [await connect(7), await connect(8)];
    await table.add('a', 2);
    await table.add('b', 2);
    const [first, second] = [await claims.claim(table.database, one, 7), await claims.claim(table.database, one, 8)];
    expect([first.length, second.length]).toEqual([1, 1]);
    expect(await absentWorkers()).toEqual([]);
    await gone.end();
    const until = performance.now() + 5_000;
    let absent: readonly number[] = [];
    while (absent.length === 0 && performance.now() < until) {
      await pause(20);
      absent = await absentWorkers();
    }
    expect(absent).toEqual([7]);
    expect(await recover()).toEqual({ running: 0, queued: 0 });
    expect(await recover([...absent, 8])).toEqual({ running: 1, queued: 0 });
    const [row] = await table.sql<TaskRow>('select * from jobs.task where id = $1', [first[0]!.id]);
    expect(row).toMatchObject({ state: 'ready', last_error: 'Its process was not heard of any more.' });
    const [kept] = await table.sql<TaskRow>('select * from jobs.task where id = $1', [second[0]!.id]);
    expect(kept).toMatchObject({ state: 'running', fence: second[0]!.fence });
    await there.end();
  });
  const one = { claimAs: 'running', rooms: [{ class: 'notify', free: 1, size: 4 }] } as const;

  it('come back as they were when their transport has lost them, and a late job finds nothing', async () => {
    await table.add('a', 1);
    const [queued] = await claim('queued');
    expect(await recover()).toEqual({ running: 0, queued: 0 });
    await table.sql(`update jobs.task set lease_until = now() - interval '1 millisecond'`);
    expect(await recover()).toEqual({ running: 0, queued: 1 });
    expect(await rows()).toMatchObject([{ state: 'ready', attempts: 0, is_later: false, last_error: null }]);
    expect(await tasks.begin(table.database, [queued!], 1)).toEqual([]);
    const [again] = await claim('queued');
    const begun = await tasks.begin(table.database, [queued!, again!], 1);
    expect(begun).toMatchObject([{ id: again!.id, fence: again!.fence, attempts: 1 }]);
    expect(await tasks.begin(table.database, [again!], 2)).toEqual([]);
  });

  it('are given up after 20 attempts, however they failed', async () => {
    await table.add('a', 3);
    const [failed, lost, crashed] = await claim('running', 99);
    await table.sql('update jobs.task set attempts = 20');
    expect(await tasks.fail(table.database, failed!, 'again', false)).toBe('dead');
    await table.sql(`update jobs.task set lease_until = now() - interval '1 s' where id = $1`, [lost!.id]);
    const client = await connect(99);
    expect(await recover()).toEqual({ running: 1, queued: 0 });
    await tasks.takeOverAll(table.database);
    expect(crashed).toBeDefined();
    expect((await rows()).map(({ state }) => state)).toEqual(['dead', 'dead', 'dead']);
    await client.end();
  });

  it('wait twice as long after each failure, with some chance in it, and never more than 15 minutes', async () => {
    await table.add('a', 1);
    const [task] = await claim('running');
    for (let attempts = 1; attempts < 20; attempts += 1) {
      const longest = Math.min(900, 2 ** Math.min(attempts, 12));
      const waits = new Set<number>();
      for (let times = 0; times < 4; times += 1) {
        await table.sql('update jobs.task set attempts = $1', [attempts]);
        await tasks.fail(table.database, task!, 'again', false);
        const [row] = await rows();
        expect(row!.wait).toBeLessThanOrEqual(longest);
        expect(row!.wait).toBeGreaterThan(0.75 * longest - 2);
        waits.add(row!.wait / longest);
      }
      expect(waits.size).toBeGreaterThan(1);
    }
  });

  it('are as new when they are handed back', async () => {
    await table.add('a', 1);
    const held = await claim('running');
    await tasks.handBack(table.database, held);
    expect(await rows()).toMatchObject([{ state: 'ready', attempts: 0, fence: held[0]!.fence + 1, is_later: false }]);
    expect(await claim('running')).toMatchObject([{ attempts: 1 }]);
  });

  it('are parked and called back by community, with the age of its schema', async () => {
    const [behind] = await table.cluster.tenants(1, 1);
    await table.add(behind!.role, 3);
    await table.add('nobody', 2);
    for (const task of await claim('running')) await tasks.park(table.database, task);
    const parked = await tasks.listParkedRoles(table.database);
    expect(Object.fromEntries(parked.map(({ role, schemaVersion }) => [role, schemaVersion]))).toEqual({
      nobody: null,
      [behind!.role]: latestTenantMigration,
    });
    await tasks.unpark(table.database, [behind!.role]);
    await tasks.removeOf(table.database, ['nobody']);
    expect(await rows()).toMatchObject([1, 2, 3].map(() => ({ state: 'ready', attempts: 0 })));
  });
});

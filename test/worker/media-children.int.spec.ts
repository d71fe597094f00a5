import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '#kernel/config';
import { Clusters, PlatformDatabase } from '#kernel/database';
import { MediaChildren } from '#kernel/jobs';
import { behind } from '../support/behind.js';
import { isRunning, pause, until } from '../support/npm-start.js';
import { useCommunity } from '../support/use-community.js';
import { repositoryRoot, testConfig, useOwnDatabase, workerCluster } from '../support/worker-cluster.js';

jest.setTimeout(60_000);

const file = join(repositoryRoot, 'test/support/media-child.mjs');
const settings = { MEDIA_CHILD_MEMORY: '400', MEDIA_TASK_SECONDS: '6', WORKER_CONCURRENCY: 'media=2' };

useOwnDatabase(); // what other files have left would be done first

describe('a media task in a child process', () => {
  const config = testConfig(undefined, settings);
  const community = useCommunity((builder) => builder.overrideProvider(Config).useValue(config));
  const children = () => community.app.get(MediaChildren);
  const use = (entry: string) => children().use({ file: entry, root: repositoryRoot, idleFor: 3_000 });
  beforeAll(() => use(file));

  /** `how`: one of the acts of test/support/media-child.mjs. */
  const add = (name: string, how: string) =>
    behind(community)(`insert into jobs.task (kind, class, payload) values ('spec.try-media', 'media', $1)`, [
      { name, how },
    ]);
  /** The processes in which it has had its effect. */
  const effects = async (name: string): Promise<number[]> => {
    const rows = await behind(community)('select hash from access_code where purpose = $1', [name]);
    return rows.map(({ hash }) => Number((hash as Buffer).toString().slice(name.length)));
  };
  const query = (sql: string, values: unknown[] = []) => community.app.get(PlatformDatabase).query(sql, values);
  const row = async (name: string) =>
    (await query(`select * from jobs.task where kind = 'spec.try-media' and payload ->> 'name' = $1`, [name]))[0];
  const makeDue = () =>
    query(`update jobs.task set run_after = now() where kind = 'spec.try-media' and state = 'ready'`);
  const has = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let look = 0; look < 300 && !(await holds()); look += 1) await pause(100);
    expect(await holds()).toBe(true);
  };

  afterEach(() => query(`delete from jobs.task where kind = 'spec.try-media'`));

  it('has its effect there, in the same child as the one before, which ends when it has nothing to do', async () => {
    for (const name of ['first', 'second']) {
      await add(name, 'well');
      await community.settle();
    }
    const [first] = await effects('first');
    expect(await effects('second')).toEqual([first]);
    expect(first).not.toBe(process.pid);
    expect(children().pids).toEqual([first]);
    expect(getPriority(first!)).toBeGreaterThan(getPriority()); // it gives way to those who answer members
    await until(() => children().pids.length === 0, 5_000);
    await until(() => !isRunning(first!), 2_000);
  });

  it('runs beside others, in as many children as the class has', async () => {
    for (let number = 0; number < 12; number += 1) await add(`one of many ${number}`, 'well');
    await community.settle();
    const pids = new Set<number>();
    for (let number = 0; number < 12; number += 1)
      for (const pid of await effects(`one of many ${number}`)) pids.add(pid);
    expect(pids.size).toBe(2);
  });

  it('that fails is tried again, and its child lives', async () => {
    await add('broken', 'fails');
    await community.settle();
    expect(await row('broken')).toMatchObject({
      state: 'ready',
      attempts: 1,
      last_error: expect.stringMatching(/^TypeError\n/),
    });
    expect(await effects('broken')).toEqual([]);
    expect(children().pids).not.toEqual([]);
  });

  it.each<[string, RegExp]>([
    ['fills the heap', /ran out of 200 MB of heap/],
    ['fills buffers', /took more than 400 MB/],
    ['sleeps', /took longer than 6 s/],
    ['spins', /took longer than 6 s/],
    ['exits', /ended with code 3/],
  ])('that %s ends its child, fails for that reason, and holds up no other', async (how, why) => {
    await add(`bad, ${how}`, how);
    await add(`good beside, ${how}`, 'well');
    await community.settle();
    expect(await row(`bad, ${how}`)).toMatchObject({ last_error: expect.stringMatching(why) });
    expect([await effects(`bad, ${how}`), (await effects(`good beside, ${how}`)).length]).toEqual([[], 1]);
  });

  it('that has ended four of them is given up', async () => {
    await add('deadly', 'exits');
    for (const attempts of [1, 2, 3, 4]) {
      await makeDue();
      await community.settle();
      expect(await row('deadly')).toMatchObject({ attempts, state: attempts < 4 ? 'ready' : 'dead' });
    }
  });

  it('is not given up for a death that other failures came before', async () => {
    await add('late', 'fails');
    const come = async (how: string) => {
      await query(`update jobs.task set payload = payload || $1 where payload ->> 'name' = 'late'`, [{ how }]);
      await makeDue();
      await community.settle();
      return row('late');
    };
    for (const how of ['exits', 'fails', 'exits', 'exits', 'exits'])
      expect(await come(how)).toMatchObject({ state: 'ready' });
    expect(await come('exits')).toMatchObject({
      ...{ state: 'dead', attempts: 6, last_error: 'The process of the task ended with code 3. In a row: 4.' },
    });
  });

  it.each<[string, () => string]>([
    [
      'ends before it is ready',
      () => {
        const entry = join(mkdtempSync(join(tmpdir(), 'media-child-')), 'entry.mjs');
        writeFileSync(entry, 'process.exit(1);');
        return entry;
      },
    ],
    ['is not to be had', () => `${file}\0`], // fork throws, as it does where there is no memory for a process
  ])('is not to blame for a child that %s: it goes back, until one starts', async (how, entry) => {
    await until(() => children().pids.length === 0, 10_000); // none that is still good
    use(entry());
    await add(`unlucky, ${how}`, 'well');
    const settled = community.settle();
    const seen = new Set<unknown>();
    await has(async () => {
      const task = await row(`unlucky, ${how}`);
      seen.add(task?.['last_error']);
      expect(['ready', 'running']).toContain(task?.['state']);
      expect(task!['attempts']).toBeLessThanOrEqual(1);
      return Number(task!['fence']) >= 7; // given out the fourth time
    });
    use(file);
    await settled;
    expect(await effects(`unlucky, ${how}`)).toHaveLength(1);
    expect(seen).toEqual(new Set([null]));
    expect(children().pids).toHaveLength(1);
  });

  it('keeps its lease for as long as it works', async () => {
    await add('long', 'sleeps');
    const settled = community.settle();
    await has(async () => (await row('long'))?.['state'] === 'running');
    await query(`update jobs.task set lease_until = now() + interval '6 seconds' where kind = 'spec.try-media'`);
    const held = `select from jobs.task where kind = 'spec.try-media' and lease_until > now() + interval '10 seconds'`;
    await has(async () => (await query(held)).length === 1); // every 5 s, and the task takes that long
    await settled;
    expect(await row('long')).toMatchObject({ attempts: 1, last_error: expect.stringContaining('longer than 6 s') });
  });

  it('ends with the process that gave it, even in the middle of a loop that never yields', async () => {
    const { url, namespace } = community.app.get(Clusters).get('main');
    await add('orphan', 'spins');
    const [task] = await query(
      `update jobs.task set state = 'running', fence = 1, lease_until = now() + interval '1 minute', worker = -1
        where kind = 'spec.try-media'
        returning id, 'main' as cluster, fence, tenant_role as "tenantRole", kind, class, payload, 1 as attempts,
                  (select version from cluster.tenant_schema where role = tenant_role) as "schemaVersion"`,
    );
    const deployment = { url, namespace, root: (await workerCluster()).root };
    const words = [{ start: deployment }, { work: task }].map((word) => JSON.stringify(word));
    const code = `
      const child = require('node:child_process').fork(process.argv[1]);
      child.once('message', () => { child.send(JSON.parse(process.argv[3])); console.log(child.pid); });
      child.send(JSON.parse(process.argv[2]));`;
    const parent = spawn(process.execPath, ['-e', code, file, ...words], {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    parent.stdout.destroy();
    const inserted = `select from pg_locks where relation::regclass::text like '%access_code' and mode = 'RowExclusiveLock'`;
    await has(async () => (await query(inserted)).length > 0);
    await pause(1_000); // then it spins
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isRunning(pid), 3_000);
    expect(await effects('orphan')).toEqual([]);
  });

  it('is told that its worker stops, and its child is gone by then', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'media-child-')), 'told');
    await behind(community)(`insert into jobs.task (kind, class, payload) values ('spec.try-media', 'media', $1)`, [
      { name: 'stopped', how: 'is told of the end', path },
    ]);
    const settled = community.settle();
    await has(async () => existsSync(path) && readFileSync(path, 'utf8') === 'begun');
    const { pids } = children();
    expect(pids).not.toEqual([]);
    await children().onApplicationShutdown();
    expect([readFileSync(path, 'utf8'), pids.filter(isRunning)]).toEqual(['told', []]);
    expect(await row('stopped')).toMatchObject({ last_error: null });
    await query(`delete from jobs.task where kind = 'spec.try-media'`);
    await settled;
  });
});

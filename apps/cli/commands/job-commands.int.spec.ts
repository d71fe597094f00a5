import { loadConfig } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { useCommunity } from '../../../test/support/use-community.js';
import { repositoryRoot } from '../../../test/support/worker-cluster.js';
import { type Command, type Given, UsageError, type Workplace } from '../command.js';
import { jobDrop } from './job-drop.js';
import { jobList } from './job-list.js';
import { jobRetry } from './job-retry.js';

describe('job list, retry and drop', () => {
  const community = useCommunity();
  const sql = (text: string, values: unknown[] = []) => community.app.get(PlatformDatabase).query(text, values);
  const clear = () => sql('delete from jobs.task');
  beforeAll(clear);
  afterEach(clear);

  let started = 0;
  const run = async (command: Command, args: string[] = [], options: Given['options'] = {}) => {
    const workplace: Workplace = {
      config: loadConfig({}),
      root: repositoryRoot,
      withDatabase: () => Promise.reject(new Error('This command works with the application.')),
      withApplication: (work) => {
        started += 1;
        return work(community.app);
      },
      progress: () => undefined,
    };
    const { json, text } = await command.run({ args, options }, workplace);
    return { json: JSON.parse(JSON.stringify(json)) as Record<string, unknown>, text };
  };

  async function addDead(count = 1, kind = 'search.index-post', role = community.tenant.role): Promise<number[]> {
    const rows = await sql(
      `insert into jobs.task (tenant_role, kind, class, payload, state, attempts, last_error, dead_at)
       select $1, $2, 'index', '{"postId": 7}', 'dead', 20, E'TypeError, code 42P01\n    at A', now() - interval '3 hours'
         from generate_series(1, $3) returning id`,
      [role, kind, count],
    );
    return rows.map(({ id }) => id as number);
  }

  it('say what there is to do', async () => {
    await addDead(2);
    await sql(
      `insert into jobs.task (tenant_role, kind, class, run_after) values ($1, 'x.y', 'mail', now() - interval '7 minutes')`,
      [community.tenant.role],
    );
    const { json, text } = await run(jobList);
    expect(json).toMatchObject({ count: 3, dead: 2, driver: 'in-process' });
    expect(text).toMatch(/^3 tasks, 2 given up; \d+ process(es)? at work \(in-process\)\n/);
    expect(text).toMatch(/\nclass +ready +queued +running +parked +dead +oldest\n/);
    expect(text).toMatch(/\nmail +1 +- +- +- +- +7 min\n/);
    expect(text).toMatch(new RegExp(`\n${community.tenant.slug} +index +- +- +- +- +2\n +mail +1`));
    expect(text).toContain('job list --state dead');
    const { slug: tenant } = community.tenant;
    expect((await run(jobList, [], { tenant, class: 'mail', state: 'ready' })).json).toMatchObject({ count: 1 });
    expect((await run(jobList, [], { tenant: String(community.tenant.id), class: 'media' })).json['count']).toBe(0);
  });

  it('show what was given up, with the reason and since when', async () => {
    const [first, second] = await addDead(2);
    await addDead(1, 'x.y', 'gone');
    const { json, text } = await run(jobList, [], { state: 'dead' });
    expect(json['items']).toMatchObject([{ tenant: null }, { id: second }, { id: first }]);
    expect(text).toMatch(/^id +community +kind +given up +tries +reason\n\d+ +\(none\) +x.y/);
    expect(text).toMatch(
      new RegExp(`\n${first} +${community.tenant.slug} +search.index-post +3 h ago +20 +TypeError, code 42P01$`),
    );
    const page = await run(jobList, [], { state: 'dead', limit: '1', kind: 'search.index-post' });
    expect(page.json['items']).toMatchObject([{ id: second }]);
    expect(page.text).toContain(`More: --cursor ${String(page.json['next'])}`);
    const rest = await run(jobList, [], {
      state: 'dead',
      kind: 'search.index-post',
      cursor: String(page.json['next']),
    });
    expect(rest.json).toMatchObject({ items: [{ id: first }], next: null });
    expect((await run(jobList, [], { state: 'dead', class: 'mail' })).text).toBe('No task has been given up.');
  });

  it('try one again, or drop it', async () => {
    const [first, second] = await addDead(2);
    const retried = await run(jobRetry, [String(first)]);
    expect(retried.json).toMatchObject({ id: first, reason: 'TypeError, code 42P01' });
    expect(retried.text).toMatch(/^Ready again:\n\d+ +search.index-post of [^]*payload +\{"postId":7\}/);
    const dropped = await run(jobDrop, [String(second)]);
    expect(dropped.text).toMatch(/^Dropped:\n/);
    expect(await sql('select id, state, attempts from jobs.task')).toEqual([
      { id: first, state: 'ready', attempts: 0 },
    ]);
    await expect(run(jobDrop, [String(first)])).rejects.toMatchObject({ code: 'job.not-dead' });
    await expect(run(jobRetry, [String(second)])).rejects.toMatchObject({ code: 'job.not-found' });
    const audit = await sql(`select operator_name, action from platform.audit where action like 'job.%' order by id`);
    expect(audit.slice(-2)).toEqual([
      { operator_name: 'root', action: 'job.retry' },
      { operator_name: 'root', action: 'job.drop' },
    ]);
  });

  it('try all again, more than fit one transaction, or those that are named', async () => {
    await addDead(10_003);
    await addDead(1, 'x.y', 'gone');
    expect((await run(jobRetry, [], { all: true, kind: 'x.y', tenant: community.tenant.slug })).json).toEqual({
      retried: 0,
    });
    const { json, text } = await run(jobRetry, [], { all: true, tenant: community.tenant.slug });
    expect([json, text]).toEqual([{ retried: 10_003 }, '10003 tasks are ready again.']);
    expect((await run(jobRetry, [], { all: true })).text).toBe('1 task is ready again.');
  });

  it.each<[Command, string[], Given['options']]>([
    [jobRetry, [], {}],
    [jobRetry, ['7'], { all: true }],
    [jobRetry, ['7'], { tenant: 'tea' }],
    [jobRetry, ['seven'], {}],
    [jobRetry, ['9007199254740992'], {}],
    [jobDrop, ['-7'], {}],
    [jobList, [], { kind: 'x.y' }],
    [jobList, [], { limit: '5', state: 'ready' }],
    [jobList, [], { class: 'stuff' }],
    [jobList, [], { state: 'gone' }],
    [jobList, [], { state: 'dead', class: 'stuff' }],
    [jobList, [], { state: 'dead', kind: 'x' }],
    [jobList, [], { state: 'dead', limit: '0' }],
    [jobList, [], { state: 'dead', cursor: 'x' }],
    [jobRetry, [], { all: true, kind: 'x' }],
    [jobRetry, [], { all: true, class: 'stuff' }],
  ])('are called in another way, and start nothing: %o %j %j', async (command, args, options) => {
    const before = started;
    await expect(run(command, args, options)).rejects.toBeInstanceOf(UsageError);
    expect(started).toBe(before);
  });

  it('say what is wrong with an option', async () => {
    const told = (options: Given['options']) => run(jobList, [], options).catch((error: Error) => error.message);
    expect(await told({ class: 'stuff' })).toMatch(/^--class must be one of notify, index, .*maintenance\.$/);
    expect(await told({ state: 'dead', limit: '0' })).toBe('--limit must be a number from 1 to 100.');
  });

  it.each<[Command, Given['options'], string]>([
    [jobList, { tenant: 'nobody-here' }, 'tenant.not-found'],
    [jobRetry, { all: true, tenant: '999999999999999' }, 'tenant.not-found'],
  ])('refuse %o with %j', async (command, options, code) => {
    await expect(run(command, [], options)).rejects.toMatchObject({ code });
  });
});

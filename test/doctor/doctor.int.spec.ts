import pg from 'pg';
import { loadConfig } from '#kernel/config';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { tenantFolder } from '#kernel/objects';
import { doctor } from '../../apps/cli/commands/doctor.js';
import type { Workplace } from '../../apps/cli/command.js';
import { DoctorQueries } from '../../apps/cli/doctor/doctor.queries.js';
import { type Kind, kinds } from '../../apps/cli/doctor/finding.js';
import type { Report } from '../../apps/cli/doctor/report.js';
import { asOwner } from '../support/as-owner.js';
import type { TestCommunity } from '../support/use-community.js';
import { useWallet } from '../support/use-wallet.js';
import { repositoryRoot, workerCluster } from '../support/worker-cluster.js';
import { type Damage, damages, deploymentDamages } from '../support/doctor/damages.js';
import { live } from '../support/doctor/life.js';
import { Restorer } from '../support/doctor/restorer.js';

const startOf = (row: string): RegExp => new RegExp(`^${row.replace(/[^\w ]/g, '\\$&')}`);

describe('the doctor', () => {
  const wallet = useWallet();
  const { community } = wallet;
  let neighbour: TestCommunity;

  /** The command, over the application that runs here. */
  async function run(tenant?: string) {
    const told: string[] = [];
    const workplace: Workplace = {
      config: loadConfig({}),
      root: repositoryRoot,
      withDatabase: () => Promise.reject(new Error('This command works with the application.')),
      withApplication: (work) => work(community.app),
      progress: (text) => void told.push(text),
    };
    const { json, text, differs } = await doctor.run({ args: [], options: { tenant } }, workplace);
    return { report: json as Report, text, differs, told };
  }
  const examine = async (of: TestCommunity = community) => (await run(of.tenant.slug)).report;
  const only = (kind: Kind, count: number) =>
    Object.fromEntries(kinds.map((name) => [name, name === kind ? count : 0]));

  /** What it answers begins the line that the doctor has to write about it. */
  async function damage({ sql }: Pick<Damage, 'sql'>, { tenant }: TestCommunity = community): Promise<string> {
    return asOwner(await workerCluster(), async (client: pg.Client) => {
      await client.query(`set search_path = ${tenant.schema}`);
      const { rows } = await client.query<{ row: string }>(sql);
      expect(rows).toHaveLength(1);
      return rows[0]!.row;
    });
  }

  const doctorQueries = (tenants: TenantDatabase) => new DoctorQueries(community.app.get(PlatformDatabase), tenants);

  /** Whatever comes of it, the rows of these communities are as before after it. */
  async function restoring(communities: readonly TestCommunity[], work: () => Promise<void>): Promise<void> {
    const restorers = await Promise.all(communities.map(({ tenant }) => Restorer.of(tenant)));
    try {
      await work();
    } finally {
      for (const restorer of restorers) {
        await restorer.restore();
        await restorer.end();
      }
    }
  }

  beforeAll(async () => {
    await live(wallet);
    neighbour = await community.neighbour();
    await (await neighbour.member('zoe')).posts('Somewhere else', { tags: ['birds'] });
    await community.settle();
  });

  it('finds nothing where members have lived', async () => {
    const { report, text, differs } = await run(community.tenant.slug);
    expect(report).toEqual({
      checked: expect.any(Number) as number,
      differences: 0,
      byKind: only('task', 0),
      found: [],
    });
    expect([text, differs]).toEqual([`${report.checked} checked, 0 differences`, false]);
  });

  it('has something of everything to look at there, and a damage of each', async () => {
    const queries = doctorQueries(community.app.get(TenantDatabase));
    const found = await wallet.within(() => queries.community(community.tenant, tenantFolder(community.tenant)));
    expect(found.filter(({ checked }) => checked === 0)).toEqual([]);
    const damaged = new Set(damages.map(({ what }) => what));
    expect(found.filter(({ what }) => !damaged.has(what))).toEqual([]);
  });

  it('is quiet while the tasks are still to come, and after them', async () => {
    const zoe = await neighbour.member('zoe');
    const yan = await neighbour.member('yan');
    const { id } = await zoe.posts('Nobody has indexed this', { tags: ['fresh'] });
    await yan.comments(id, 'Nor told of this');
    await yan.post('/v1/friend/requesting', { user_id: zoe.id, greetings: 'Hello' });
    const { id: doomed } = await zoe.posts('Going');
    expect(await examine(neighbour)).toMatchObject({ differences: 0 });
    await neighbour.settle();
    await zoe.delete('/v1/post', { id: doomed });
    await zoe.post('/v1/post/visibility', { id, visibility: 1 });
    await zoe.post('/v1/friend/add', { user_id: yan.id });
    expect(await examine(neighbour)).toMatchObject({ differences: 0 });
    await neighbour.settle();
    expect(await examine(neighbour)).toMatchObject({ differences: 0 });
  });

  it('misses what a task that is gone has not done', async () => {
    const [zoe, yan] = [await neighbour.member('zoe'), await neighbour.member('yan')];
    const forgetTasks = `with gone as (delete from jobs.task where tenant_role = current_schema()::name) select 'all' as row`;
    await restoring([neighbour], async () => {
      const { id } = await zoe.posts('Lost on the way', { tags: ['lost'] });
      const { id: commentId } = await yan.comments(id, 'Not told');
      await damage({ sql: forgetTasks }, neighbour);
      const { found } = await examine(neighbour);
      expect(found.map(({ what, rows }) => [what, rows])).toEqual([
        ['post_topic', [`post ${id}: does not count for a topic of its tags that is not there`]],
        ['search_document', [`post ${id}: has no document`]],
        ['message of a comment', [`commented ${commentId}: member ${zoe.id} was not told`]],
      ]);
    });
  });

  it('does not call a notice missing that may rightly never have been told', async () => {
    const [zoe, yan] = [await neighbour.member('zoe'), await neighbour.member('yan')];
    await restoring([neighbour], async () => {
      const { id } = await zoe.posts('Say something');
      const forget = `delete from message where type = 2 and post_id = ${id} returning '' as row`;
      await yan.comments(id, 'Told, and lost');
      await neighbour.settle();
      await damage({ sql: forget }, neighbour);
      expect(await examine(neighbour)).toMatchObject({ differences: 1, byKind: { message: 1 } });
      await zoe.post('/v1/user/mute', { user_id: yan.id });
      expect(await examine(neighbour)).toMatchObject({ differences: 0 });
      await zoe.post('/v1/user/unmute', { user_id: yan.id });
      expect(await examine(neighbour)).toMatchObject({ differences: 0 });
    });
  });

  describe('names the row, and nothing else, of', () => {
    let restorer: Restorer;
    beforeAll(async () => {
      restorer = await Restorer.of(community.tenant);
    });
    afterEach(() => restorer.restore());
    afterAll(() => restorer.end());

    it.each(damages.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      const row = await damage(one);
      const { byKind, found } = await examine();
      expect(found).toEqual([
        {
          tenant: community.tenant.slug,
          kind: one.kind,
          what: one.what,
          checked: expect.any(Number) as number,
          differences: 1,
          rows: [expect.stringMatching(startOf(row)) as string],
        },
      ]);
      expect(byKind).toEqual(only(one.kind, 1));
      expect((await examine(neighbour)).found).toEqual([]);
    });

    it.each(deploymentDamages.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      const row = await damage(one);
      const { report } = await run();
      expect(report.found.filter(({ tenant, what }) => tenant === null && what === one.what)).toMatchObject([
        { kind: one.kind, differences: 1, rows: [expect.stringContaining(row)] },
      ]);
    });
  });

  it('tells communities apart, and counts all there is', async () => {
    const [mine, other] = [community.tenant.slug, neighbour.tenant.slug];
    const before = await run();
    await restoring([community, neighbour], async () => {
      await damage({
        sql: `with every as (update post set star_count = star_count + 1 where deleted_at is null) select '' as row`,
      });
      await damage(
        { sql: `update member set balance = balance + 1 where username = 'zoe' returning '' as row` },
        neighbour,
      );
      const { report, text, differs, told } = await run();
      const found = report.found.filter(({ tenant }) => [mine, other].includes(tenant!));
      const posts = found.find(({ tenant }) => tenant === mine)!.differences;
      expect(posts).toBeGreaterThan(4);
      const named = found.map(({ tenant, kind, what, differences }) => `${tenant} ${kind} ${what} ${differences}`);
      expect(named.toSorted()).toEqual(
        [`${mine} counter post.star_count ${posts}`, `${other} counter member.balance 1`].toSorted(),
      );
      expect([report.differences, report.byKind.counter]).toEqual(
        [before.report.differences, before.report.byKind.counter].map((count) => count + posts + 1),
      );
      expect(differs).toBe(true);
      expect(text).toMatch(
        new RegExp(`${mine} +counter +post.star_count +${posts}\n  post 1: star_count is 3, should be 2\n`),
      );
      expect(text).toContain(`\n  and ${posts - 3} more\n`);
      expect(text.split('\n').at(-1)).toBe(`${report.checked} checked, ${report.differences} differences`);
      expect(told.filter((line) => !/^\d+ of \d+ communities$/.test(line))).toEqual([]);
    });
    expect([await examine(), await examine(neighbour)]).toMatchObject([{ differences: 0 }, { differences: 0 }]);
  });

  it('lists 20 rows of many, and counts them all', async () => {
    const ghosts = `with added as (
        insert into search_document (kind, id, revision, digest, author_id, visibility, is_top, created_at, active_at, heat, terms)
        select 'post', id, 1, 'x', 1, 90, false, now(), now(), 0, 'ghost' from generate_series(1000001, 1000030) as id)
      select '' as row`;
    await restoring([community], async () => {
      await damage({ sql: ghosts });
      const { found } = await examine();
      expect(found).toMatchObject([{ what: 'search_document of nothing', differences: 30 }]);
      expect(found[0]!.rows).toHaveLength(20);
    });
  });

  it('finds schemas that are behind, or of nobody', async () => {
    const cluster = await workerCluster();
    const { role, slug, schema } = neighbour.tenant;
    const change = (sql: string) => asOwner(cluster, (client: pg.Client) => client.query(sql));
    const setVersion = (by: string) =>
      change(`update cluster.tenant_schema set version = version ${by} where role = '${role}'`);
    await setVersion('- 1');
    await change(
      `insert into cluster.tenant_schema (role, schema, version) values ('nobody_000009', 'nobody_000009', 1)`,
    );
    try {
      const { report } = await run();
      const found = report.found.filter(
        ({ kind, tenant }) => kind === 'schema' && (tenant === slug || tenant === null),
      );
      expect(found.map(({ what, rows }) => [what, rows])).toEqual([
        ['schema of no community', ['nobody_000009']],
        ['schema behind', [expect.stringMatching(`^${schema} is at migration \\d+ of \\d+$`)]],
      ]);
      expect((await examine(neighbour)).checked).toBe(1); // what its tables are, is not known
    } finally {
      await setVersion('+ 1');
      await change(`delete from cluster.tenant_schema where role = 'nobody_000009'`);
    }
  });

  it('cannot change anything', async () => {
    const tenants = community.app.get(TenantDatabase);
    const writing = Object.assign(Object.create(tenants) as TenantDatabase, {
      query: (sql: string, values?: unknown[]) =>
        tenants.query(sql.includes('message') ? 'update member set post_count = 0' : sql, values),
    });
    const looking = wallet.within(() =>
      doctorQueries(writing).community(community.tenant, tenantFolder(community.tenant)),
    );
    await expect(looking).rejects.toMatchObject({ code: '25006' }); // a transaction that only reads
  });

  it('takes a community by slug or by id, and knows no other', async () => {
    const { id, slug } = neighbour.tenant;
    expect((await run(String(id))).report).toEqual((await run(slug)).report);
    await expect(run('nobody')).rejects.toMatchObject({ code: 'tenant.not-found' });
    await expect(run('999999999999999')).rejects.toMatchObject({ code: 'tenant.not-found' });
  });

  it('does not take one that is gone for another one that has its name now', async () => {
    const { id, slug } = neighbour.tenant;
    const cluster = await workerCluster();
    const setState = (state: string) =>
      asOwner(cluster, (client: pg.Client) =>
        client.query('update platform.tenant set state = $2 where id = $1', [id, state]),
      );
    await setState('deleted');
    try {
      for (const named of [String(id), slug])
        await expect(run(named)).rejects.toMatchObject({ code: 'tenant.not-found' });
    } finally {
      await setState('active');
    }
  });
});

import type pg from 'pg';
import { PlatformDatabase } from '#kernel/database';
import { asOwner } from '../../../test/support/as-owner.js';
import { communityOf } from '../../../test/support/use-community.js';
import { makeTenant, type TestTenant } from '../../../test/support/make-tenant.js';
import { behind } from '../../../test/support/behind.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import { workerCluster } from '../../../test/support/worker-cluster.js';

describe('what is derived, for operators who doubt it', () => {
  const platform = usePlatform();
  const sql = (text: string, values: unknown[] = []) => platform.app.get(PlatformDatabase).query(text, values);
  let tea: TestTenant;

  beforeAll(async () => {
    await sql('delete from jobs.reconciliation');
    tea = await makeTenant(newSlug(), platform.app);
  });

  it('has no report before one is asked for', async () => {
    for (const path of ['', '/1']) {
      const { status, body } = await platform.admin.get(`/reconcile${path}`);
      expect([status, body.error]).toEqual([404, 'reconcile.not-found']);
    }
  });

  it('is compared and mended when they ask, and the report says what came of it', async () => {
    const community = communityOf(platform.api, tea);
    const ada = await community.member('ada');
    await community.settle();
    await behind(community)('update member set post_count = 5 where id = $1', [ada.id]);
    const { status, headers, body } = await platform.admin.post('/reconcile', { tenant: tea.id });
    expect([status, headers['location']]).toEqual([202, `/platform/v1/reconcile/${body.id}`]);
    expect(body).toMatchObject({ state: 'running', by: platform.admin.name, tenants: 1, done: 0, finished_at: null });
    await community.settle();
    const { body: report } = await platform.admin.get(`/reconcile/${body.id}`);
    const tally = { checked: expect.any(Number), repaired: expect.any(Number), failed: 0 };
    expect(report).toEqual({
      id: body.id,
      ...{ state: 'finished', by: platform.admin.name, tenants: 1, done: 1, ...tally, repaired: 1 },
      started_at: expect.stringMatching(/^\d{4}-/),
      finished_at: expect.stringMatching(/^\d{4}-/),
      waiting: 0,
      lost: 0,
      by_kind: { counter: { ...tally, repaired: 1 }, search: tally, message: tally, media: tally },
      failures: [],
    });
    expect((await platform.admin.get('/reconcile')).body).toEqual(report);
    expect(await behind(community)('select post_count from member where id = $1', [ada.id])).toEqual([
      { post_count: 0 },
    ]);
    const [audited] = await sql(
      `select * from platform.audit where action = 'reconcile.request' order by id desc limit 1`,
    );
    expect(audited).toMatchObject({
      operator_name: platform.admin.name,
      tenant_id: tea.id,
      details: { report: body.id },
      status: 202,
    });
  });

  it('is left alone where the community is not at work, and they are told so', async () => {
    const before = (await sql('select max(id) as id from jobs.reconciliation'))[0];
    await platform.admin.post(`/tenants/${tea.id}/suspend`);
    const { status, body } = await platform.admin.post('/reconcile', { tenant: tea.id });
    await platform.admin.post(`/tenants/${tea.id}/resume`);
    expect([status, body.error, body.state]).toEqual([409, 'tenant.state-conflict', 'suspended']);
    expect(JSON.stringify(body)).toContain('only one that is active or read_only is gone through');
    expect((await sql('select max(id) as id from jobs.reconciliation'))[0]).toEqual(before);
  });

  it('waits for a community that falls behind meanwhile, and does not pass for finished', async () => {
    const community = communityOf(platform.api, tea);
    const setVersion = async (by: string) =>
      asOwner(await workerCluster(), (client: pg.Client) =>
        client.query(
          `update cluster.tenant_schema set version = version ${by} where role = (select role from platform.tenant where id = $1)`,
          [tea.id],
        ),
      );
    const { body } = await platform.admin.post('/reconcile', { tenant: tea.id });
    const report = async () => (await platform.admin.get(`/reconcile/${body.id}`)).body;
    await setVersion('- 1');
    try {
      await community.settle();
      expect(await report()).toMatchObject({ state: 'running', tenants: 1, done: 0, waiting: 1, finished_at: null });
    } finally {
      await setVersion('+ 1');
    }
    await sql(`update jobs.task set state = 'ready' where kind = 'jobs.reconcile' and state = 'parked'`); // called back
    await community.settle();
    expect(await report()).toMatchObject({ state: 'finished', done: 1, waiting: 0, lost: 0 });
  });

  const rename = async (from: string, to: string) => {
    const [{ schema }] = (await sql('select schema from platform.tenant where id = $1', [tea.id])) as [
      { schema: string },
    ];
    await asOwner(await workerCluster(), (client: pg.Client) =>
      client.query(`alter table ${schema}.${from} rename to ${to}`),
    );
  };

  it('tells what could not be gone through, why and where, and of whom', async () => {
    const community = communityOf(platform.api, tea);
    const { body } = await platform.admin.post('/reconcile', { tenant: tea.id });
    await rename('search_document', 'elsewhere');
    try {
      await community.settle();
    } finally {
      await rename('elsewhere', 'search_document');
    }
    const { body: report } = await platform.admin.get(`/reconcile/${body.id}`);
    expect(report).toMatchObject({ state: 'finished', done: 1, by_kind: { counter: { failed: 0 } } });
    const failures = report['failures'] as unknown[];
    expect(failures).not.toEqual([]);
    for (const failure of failures)
      expect(failure).toEqual({
        tenant: { id: tea.id, slug: tea.slug },
        state: expect.stringMatching(/^search\./),
        failed: 1,
        reason: expect.stringMatching(/, code 42P01/),
        stack: expect.stringContaining('    at '),
      });
    expect(report.failed).toBe(failures.length);
  });

  it('is compared in all communities when none is named', async () => {
    const { status, body } = await platform.admin.post('/reconcile');
    expect(status).toBe(202);
    expect(body['tenants']).toBeGreaterThan(0);
    expect((await platform.admin.get('/reconcile')).body.id).toBe(body.id);
    await sql(`delete from jobs.task where kind = 'jobs.reconcile'`);
  });

  it('is for operators, each as far as the role allows', async () => {
    const statuses = async (who: Awaited<ReturnType<typeof platform.operator>>) => [
      (await who.get('/reconcile')).status,
      (await who.post('/reconcile', { tenant: tea.id })).status,
    ];
    expect(await statuses(platform.stranger())).toEqual([401, 401]);
    expect(await statuses(await platform.operator('read'))).toEqual([200, 403]);
    expect(await statuses(await platform.operator('support'))).toEqual([200, 202]);
  });

  it.each([
    [{ tenant: 2 ** 53 }, 400],
    [{ tenant: 0 }, 400],
    [{ tenant: 'tea' }, 400],
    [{ tenant: [1] }, 400],
    [{ tenant: 2 ** 53 - 1 }, 404],
  ])('is not compared for %j', async (body, status) => {
    expect((await platform.admin.post('/reconcile', body)).status).toBe(status);
  });

  it.each(['0', 'x', '9007199254740992', '999999999999999', '-1'])('has no report %s', async (id) => {
    const { status, body } = await platform.admin.get(`/reconcile/${id}`);
    expect([status, body.error]).toEqual([404, 'reconcile.not-found']);
  });
});

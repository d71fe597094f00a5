import { PlatformDatabase } from '#kernel/database';
import { type TaskState, taskClasses } from '#kernel/jobs';
import { makeTenant, type TestTenant } from '../../../test/support/make-tenant.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import type { DeadJobView, JobsView } from './jobs.dto.js';

interface Given {
  readonly state: TaskState;
  readonly class?: string;
  readonly kind?: string;
  /** Seconds since when it could run. */
  readonly age?: number;
  readonly attempts?: number;
  readonly error?: string | null;
  readonly key?: string;
}

describe('the tasks of a deployment, for its operators', () => {
  const platform = usePlatform();
  let tea: TestTenant;
  let pot: TestTenant;
  const sql = <R extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    platform.app.get(PlatformDatabase).query<R>(text, values);

  beforeAll(async () => {
    await sql('delete from jobs.task'); // what other suites have left
    [tea, pot] = [await makeTenant(newSlug(), platform.app), await makeTenant(newSlug(), platform.app)];
    await sql('delete from jobs.task');
  });
  afterEach(() => sql('delete from jobs.task'));

  /** As they stand after things have gone wrong; answers the id. */
  async function task(tenant: TestTenant | null, given: Given): Promise<number> {
    const { state, age = 0, attempts = 0, error = null, key = null } = given;
    const [row] = await sql<{ id: number }>(
      `insert into jobs.task (tenant_role, kind, class, payload, key, state, attempts, last_error, run_after, dead_at)
       select coalesce((select role from platform.tenant where id = $1), current_user), $2, $3, '{"postId": 7}', $4, $5,
              $6, $7, now() - $8 * interval '1 second', case $5 when 'dead' then now() end
       returning id`,
      [tenant?.id, given.kind ?? 'search.index-post', given.class ?? 'index', key, state, attempts, error, age],
    );
    return row!.id;
  }
  const jobs = async (query = '') => {
    const { status, body } = await platform.admin.get(`/jobs${query}`);
    expect({ query, status }).toEqual({ query, status: 200 });
    return body as unknown as JobsView;
  };
  const dead = async (query = '') => {
    const { body } = await platform.admin.get(`/jobs/dead${query}`);
    return body as unknown as { items: DeadJobView[]; next: string | null };
  };
  const stateOf = async (id: number) => (await sql('select * from jobs.task where id = $1', [id]))[0];
  const audited = async (action: string) =>
    (await sql('select * from platform.audit where action = $1 order by id desc limit 1', [action]))[0];

  it('are counted by class, state and community, with the age of the oldest that could run', async () => {
    await task(tea, { state: 'ready', age: 90 });
    await task(tea, { state: 'ready', age: 10 });
    await task(tea, { state: 'ready', age: -600 }); // at a later try: not waiting yet
    await task(tea, { state: 'running', class: 'notify' });
    await task(pot, { state: 'parked', class: 'media' });
    await task(null, { state: 'ready', class: 'maintenance', age: 5 });
    await task(pot, { state: 'dead', age: 4_000 });
    const body = await jobs();
    expect(body).toMatchObject({ driver: 'in-process', count: 7, dead: 1, tenants: 3 });
    expect(body.by_class.map((one) => one.class)).toEqual(taskClasses);
    const of = (name: string) => body.by_class.find((one) => one.class === name)!;
    expect(of('index')).toEqual({
      class: 'index',
      ...{ ready: 3, queued: 0, running: 0, parked: 0, dead: 1 },
      oldest_ready_seconds: expect.any(Number),
    });
    expect(of('index').oldest_ready_seconds).toBeGreaterThan(89);
    expect(of('index').oldest_ready_seconds).toBeLessThan(120);
    expect(body.oldest_ready_seconds).toBe(of('index').oldest_ready_seconds);
    expect(of('mail').oldest_ready_seconds).toBeNull();
    expect(body.by_tenant.map(({ tenant, count }) => [tenant, count])).toEqual([
      [{ id: tea.id, slug: tea.slug }, 4],
      [{ id: pot.id, slug: pot.slug }, 2],
      [null, 1],
    ]);
    expect(body.by_tenant[1]!.by_class).toMatchObject([
      { class: 'index', dead: 1, oldest_ready_seconds: null },
      { class: 'media', parked: 1 },
    ]);
  });

  it('can be looked at by community, class and state', async () => {
    await task(tea, { state: 'ready' });
    await task(tea, { state: 'dead', class: 'mail' });
    await task(pot, { state: 'ready' });
    const all = { tenant: tea.id, class: 'mail', state: 'dead' };
    const counts = [];
    for (const query of [
      '',
      `?tenant=${tea.id}`,
      '?class=index',
      '?state=dead',
      `?${new URLSearchParams(all as never)}`,
    ])
      counts.push((await jobs(query)).count);
    expect(counts).toEqual([3, 2, 2, 1, 1]);
    const one = await jobs(`?tenant=${tea.id}&class=mail`);
    expect(one.by_class).toMatchObject([{ class: 'mail', dead: 1 }]);
    expect(one.by_tenant).toMatchObject([{ tenant: { id: tea.id }, count: 1 }]);
    expect((await jobs('?tenant=&class=&state=')).count).toBe(3);
  });

  it('are shown for the 50 communities that have most; the sums are of all', async () => {
    await sql(
      `insert into jobs.task (tenant_role, kind, class)
       select 'gone_' || n, 'x.y', 'notify' from generate_series(1, 60) n, generate_series(1, n)`,
    );
    const body = await jobs();
    expect(body).toMatchObject({ count: 1_830, tenants: 60 });
    expect(body.by_tenant.map(({ count }) => count)).toEqual(Array.from({ length: 50 }, (_, place) => 60 - place));
    expect(body.by_tenant.every(({ tenant }) => tenant === null)).toBe(true);
  });

  it('are run by the processes that were heard of lately, and planned by the schedule', async () => {
    await sql(`delete from jobs.worker`);
    await sql(
      `insert into jobs.worker (host, concurrency, seen_at)
       values ('here', '{"notify": 3}', now()), ('gone', '{"notify": 3}', now() - interval '1 minute')`,
    );
    await sql(
      `insert into jobs.schedule (kind, class, every, is_per_tenant) values ('test.often', 'maintenance', '90 minutes', true)`,
    );
    const { workers, schedules } = await jobs();
    expect(workers).toEqual([
      {
        number: expect.any(Number),
        host: 'here',
        concurrency: { notify: 3 },
        since: expect.stringMatching(/^\d{4}-/),
        seen: expect.stringMatching(/^\d{4}-/),
      },
    ]);
    expect(schedules.find(({ kind }) => kind === 'test.often')).toEqual({
      ...{ kind: 'test.often', class: 'maintenance', every_seconds: 5_400, per_tenant: true, last: null },
      next: expect.stringMatching(/^\d{4}-/),
    });
    await sql(`delete from jobs.schedule where kind = 'test.often'`);
    await sql(`delete from jobs.worker`);
  });

  it('are listed when they were given up, newest first, with what and where it was', async () => {
    const first = await task(tea, { state: 'dead', attempts: 20, error: 'TypeError\n    at A\n    at B', key: '7' });
    const second = await task(null, { state: 'dead', error: 'PermanentError: No.', kind: 'x.y', class: 'mail' });
    const third = await task(pot, { state: 'dead' });
    await task(tea, { state: 'ready' });
    const { items, next } = await dead();
    expect(next).toBeNull();
    expect(items.map(({ id }) => id)).toEqual([third, second, first]);
    expect(items[2]).toEqual({
      id: first,
      tenant: { id: tea.id, slug: tea.slug },
      ...{ kind: 'search.index-post', class: 'index', payload: { postId: 7 }, key: '7', attempts: 20 },
      reason: 'TypeError',
      stack: '    at A\n    at B',
      created_at: expect.stringMatching(/^\d{4}-/),
      dead_at: expect.stringMatching(/^\d{4}-/),
    });
    expect(items[1]).toMatchObject({ tenant: null, reason: 'PermanentError: No.', stack: null });
    expect(items[0]).toMatchObject({ reason: null, stack: null });
    for (const [query, ids] of [
      [`?tenant=${tea.id}`, [first]],
      ['?class=mail', [second]],
      ['?kind=x.y', [second]],
      ['?kind=x.y&class=index', []],
    ] as const)
      expect((await dead(query)).items.map(({ id }) => id)).toEqual(ids);
    const page = await dead('?limit=2');
    expect(page.items.map(({ id }) => id)).toEqual([third, second]);
    expect((await dead(`?limit=2&cursor=${page.next}`)).items.map(({ id }) => id)).toEqual([first]);
  });

  it('are tried again, one by one, from their first attempt', async () => {
    const id = await task(tea, { state: 'dead', attempts: 20, error: 'TypeError\n    at A', age: 60 });
    const { status, body } = await platform.admin.post(`/jobs/${id}/retry`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, attempts: 20, reason: 'TypeError', tenant: { slug: tea.slug } });
    expect(await stateOf(id)).toMatchObject({ state: 'ready', attempts: 0, dead_at: null, last_error: null });
    expect((await jobs()).by_class.find((one) => one.class === 'index')!.oldest_ready_seconds).toBeLessThan(10);
    expect(await audited('job.retry')).toMatchObject({
      operator_name: platform.admin.name,
      tenant_id: tea.id,
      details: { job: id, kind: 'search.index-post', reason: 'TypeError' },
    });
    const again = await platform.admin.post(`/jobs/${id}/retry`);
    expect([again.status, again.body.error, again.body.state]).toEqual([409, 'job.not-dead', 'ready']);
  });

  it('are dropped, and what they were stays in the audit log', async () => {
    const id = await task(tea, { state: 'dead', attempts: 3, error: 'TypeError', key: '7' });
    expect((await platform.admin.delete(`/jobs/${id}`)).status).toBe(200);
    expect(await stateOf(id)).toBeUndefined();
    expect(await audited('job.drop')).toMatchObject({
      operator_name: platform.admin.name,
      tenant_id: tea.id,
      details: { job: id, payload: { postId: 7 }, key: '7', attempts: 3, reason: 'TypeError' },
    });
    const again = await platform.admin.delete(`/jobs/${id}`);
    expect([again.status, again.body.error]).toEqual([404, 'job.not-found']);
  });

  it.each(['ready', 'queued', 'running', 'parked'] as const)('are left alone while they are %s', async (state) => {
    const id = await task(tea, { state });
    for (const call of [platform.admin.post(`/jobs/${id}/retry`), platform.admin.delete(`/jobs/${id}`)]) {
      const { status, body } = await call;
      expect([status, body.error, body.state]).toEqual([409, 'job.not-dead', state]);
    }
    expect(await stateOf(id)).toMatchObject({ state, attempts: 0 });
    expect(await audited('job.drop')).toMatchObject({ status: 409, tenant_id: null }); // its number is no community's
  });

  it('are tried again by the thousand after an outage, those of one community or kind alone', async () => {
    const [role] = await sql<{ role: string }>('select role from platform.tenant where id = $1', [tea.id]);
    await sql(
      `insert into jobs.task (tenant_role, kind, class, state, attempts, dead_at)
       select $1, 'search.index-post', 'index', 'dead', 20, now() from generate_series(1, 5000)`,
      [role!.role],
    );
    const other = await task(pot, { state: 'dead', kind: 'x.y', class: 'mail' });
    const retry = async (body?: object) => (await platform.admin.post('/jobs/dead/retry', body)).body;
    expect(await retry({ tenant: pot.id, kind: 'search.index-post' })).toEqual({ retried: 0, left: 0 });
    expect(await retry({ tenant: tea.id, kind: 'search.index-post' })).toEqual({ retried: 5000, left: 0 });
    expect(await audited('job.retry-many')).toMatchObject({
      operator_name: platform.admin.name,
      tenant_id: tea.id,
      details: { kind: 'search.index-post', retried: 5000 },
    });
    expect(await jobs()).toMatchObject({ count: 5001, dead: 1 });
    expect(await retry({ class: 'index' })).toEqual({ retried: 0, left: 0 });
    expect(await retry()).toEqual({ retried: 1, left: 0 });
    expect(await stateOf(other)).toMatchObject({ state: 'ready', attempts: 0 });
  });

  it('are 10,000 at most in one go, and the answer says how many are left', async () => {
    await sql(
      `insert into jobs.task (tenant_role, kind, class, state, dead_at)
       select 'gone', 'x.y', 'mail', 'dead', now() from generate_series(1, 10004)`,
    );
    expect((await platform.admin.post('/jobs/dead/retry', {})).body).toEqual({ retried: 10_000, left: 4 });
    expect((await platform.admin.post('/jobs/dead/retry', {})).body).toEqual({ retried: 4, left: 0 });
  });

  it('are for operators, each as far as the role allows', async () => {
    const [support, read] = [await platform.operator('support'), await platform.operator('read')];
    const statuses = async (who: typeof read) => {
      const [one, other] = [await task(tea, { state: 'dead' }), await task(tea, { state: 'dead' })];
      return {
        look: (await who.get('/jobs')).status,
        list: (await who.get('/jobs/dead')).status,
        retry: (await who.post(`/jobs/${one}/retry`)).status,
        retryMany: (await who.post('/jobs/dead/retry', { tenant: tea.id })).status,
        drop: (await who.delete(`/jobs/${other}`)).status,
      };
    };
    const nobody = platform.stranger();
    expect(await statuses(nobody)).toEqual({ look: 401, list: 401, retry: 401, retryMany: 401, drop: 401 });
    expect(await statuses(read)).toEqual({ look: 200, list: 200, retry: 403, retryMany: 403, drop: 403 });
    // A dropped one is no dead letter any more once many were tried again.
    expect(await statuses(support)).toEqual({ look: 200, list: 200, retry: 200, retryMany: 200, drop: 403 });
    expect(await audited('job.drop')).toMatchObject({ operator_name: support.name, status: 403 });
    const id = await task(tea, { state: 'dead' });
    expect((await platform.admin.delete(`/jobs/${id}`)).status).toBe(200);
  });

  it.each([
    ['?class=stuff', 'request.invalid', 400],
    ['?state=gone', 'request.invalid', 400],
    ['?class=index&class=mail', 'request.invalid', 400],
    ['?tenant=0', 'request.invalid', 400],
    ['?tenant=-1', 'request.invalid', 400],
    ['?tenant=tea', 'request.invalid', 400],
    ['?tenant=9007199254740992', 'request.invalid', 400],
    ['?tenant=9007199254740991', 'tenant.not-found', 404],
    ['/dead?kind=%27--', 'request.invalid', 400],
    ['/dead?kind=search', 'request.invalid', 400],
    ['/dead?class=', undefined, 200],
    ['?kind=x.y', 'request.invalid', 400],
    ['?kind=', undefined, 200],
    ['/dead?state=running', 'request.invalid', 400],
    ['/dead?state=dead', 'request.invalid', 400],
    ['/dead?state=', undefined, 200],
    ['/dead?limit=101', 'request.invalid', 400],
    ['/dead?cursor=x', 'request.invalid', 400],
    ['/dead?tenant=9007199254740991', 'tenant.not-found', 404],
    ['?class=stuff&state=%00', 'request.invalid', 400],
  ])('refuse GET /jobs%s by %s', async (query, error, status) => {
    const answer = await platform.admin.get(`/jobs${query}`);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  it.each(['0', '-1', '1.5', 'x', '9007199254740992', '99999999999999999999', '1e3', '%00', '999999999999999'])(
    'are none with the id %s',
    async (id) => {
      for (const call of [platform.admin.post(`/jobs/${id}/retry`), platform.admin.delete(`/jobs/${id}`)]) {
        const { status, body } = await call;
        expect([status, body.error]).toEqual(id === '%00' ? [400, 'request.invalid'] : [404, 'job.not-found']);
      }
    },
  );

  it.each([
    [{ tenant: 2 ** 53 }, 'request.invalid', 400],
    [{ tenant: 1e300 }, 'request.invalid', 400],
    [{ tenant: 'tea' }, 'request.invalid', 400],
    [{ tenant: 2 ** 53 - 1 }, 'tenant.not-found', 404],
    [{ class: 'stuff' }, 'request.invalid', 400],
    [{ kind: 'x' }, 'request.invalid', 400],
    [{ kind: ['x.y'] }, 'request.invalid', 400],
    [[], 'request.invalid', 400],
  ])('refuse to be tried again by %j', async (body, error, status) => {
    const id = await task(tea, { state: 'dead' });
    const answer = await platform.admin.post('/jobs/dead/retry', body);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(await stateOf(id)).toMatchObject({ state: 'dead' });
  });

  it('are counted in a moment, however many there are', async () => {
    await sql(
      `insert into jobs.task (tenant_role, kind, class, payload, state)
       select 'gone_' || n % 1000, 'x.y', (array['notify', 'index', 'mail'])[1 + n % 3], '{"postId": 7}',
              case when n % 10 = 0 then 'dead' else 'ready' end
         from generate_series(1, 100000) n`,
    );
    const took = [];
    for (let round = 0; round < 5; round += 1) {
      const since = performance.now();
      expect(await jobs()).toMatchObject({ count: 100_000, dead: 10_000, tenants: 1000 });
      took.push(performance.now() - since);
    }
    expect(Math.min(...took)).toBeLessThan(500);
  });
});

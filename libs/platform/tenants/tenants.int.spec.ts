import { setTimeout as pause } from 'node:timers/promises';
import { PlatformDatabase } from '#kernel/database';
import { OperationsRunner } from '#platform/provisioning';
import { bootApi } from '../../../test/support/boot-api.js';
import { newSlug, type PlatformBody, platformOf, usePlatform } from '../../../test/support/use-platform.js';

const owner = { username: 'camellia', password: 'green and black' };

describe('looking after a community', () => {
  const platform = usePlatform();
  const make = async (more: object = {}): Promise<PlatformBody> =>
    (await platform.admin.creates({ slug: newSlug(), name: 'The tea room', owner, ...more })).body;
  const visit = (tenant: PlatformBody) =>
    platform.visitor(tenant.hosts[0]!.host ?? '').request('GET', '/v1/posts?style=newest');
  const seen = async (status: number, look: () => Promise<{ status: number }>, since = Date.now()): Promise<number> => {
    while (Date.now() - since < 2_000) {
      if ((await look()).status === status) return Date.now() - since;
      await pause(20); // a request that waits for nothing would leave no time to hear of a change
    }
    return Infinity;
  };

  it('shows it as it is', async () => {
    const { id, slug } = await make();
    const { status, body } = await platform.admin.get(`/tenants/${id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id,
      slug,
      name: 'The tea room',
      state: 'active',
      state_reason: '',
      plan: 'standard',
      locale: 'zh-CN',
      hosts: [{ host: `${slug}.localhost`, kind: 'subdomain', primary: true }],
      url: `http://${slug}.localhost:3000`,
      owner: { username: 'camellia' },
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
      delete_after: null,
      failure: null,
      certificate: null,
    });
    expect((await platform.admin.get(`/tenants/${id}/domains`)).body).toMatchObject({ items: body.hosts, next: null });
  });

  it.each(['0', '999999999', 'x', '-1', '1.5', '99999999999999999999', '1%00'])('knows no community %s', async (id) => {
    for (const path of [`/tenants/${id}`, `/tenants/${id}/domains`]) {
      const { status, body } = await platform.admin.get(path);
      expect({ path, status, error: body.error }).toMatchObject({ path, status: id === '1%00' ? 400 : 404 });
    }
    expect((await platform.admin.post(`/tenants/${id}/suspend`)).status).toBe(id === '1%00' ? 400 : 404);
  });

  it('closes it for a time and opens it again, on every server within two seconds', async () => {
    const second = await platformOf(await bootApi());
    try {
      const tenant = await make();
      const there = () => second.visitor(tenant.hosts[0]!.host).request('GET', '/v1/posts?style=newest');
      expect((await there()).status).toBe(200);
      const suspended = await platform.admin.post(`/tenants/${tenant.id}/suspend`);
      expect(suspended.body).toMatchObject({ id: tenant.id, state: 'suspended' });
      expect(await seen(503, () => visit(tenant))).toBeLessThan(2_000);
      expect(await seen(503, there)).toBeLessThan(2_000);
      const again = await platform.admin.post(`/tenants/${tenant.id}/suspend`); // nothing left to do
      expect(again.body).toEqual(suspended.body);
      expect((await platform.admin.post(`/tenants/${tenant.id}/resume`)).body.state).toBe('active');
      expect(await seen(200, there)).toBeLessThan(2_000);
    } finally {
      await second.app.close();
    }
  });

  it('renames it, and lets it only be read', async () => {
    const tenant = await make();
    const changed = await platform.admin.patch(`/tenants/${tenant.id}`, { name: ' Tea and more ', state: 'read_only' });
    expect(changed.body).toMatchObject({ name: 'Tea and more', state: 'read_only' });
    const person = platform.visitor(tenant.hosts[0]!.host);
    expect(await seen(503, () => person.request('POST', '/v1/auth/login', owner))).toBeLessThan(2_000);
    expect((await visit(tenant)).status).toBe(200);
    expect((await platform.admin.patch(`/tenants/${tenant.id}`, {})).body).toEqual(changed.body);
    expect((await platform.admin.patch(`/tenants/${tenant.id}`, { state: 'active' })).body.state).toBe('active');
  });

  it.each([{ state: 'deleted' }, { state: 7 }, { name: '' }, { name: 5 }, { name: 'x'.repeat(81) }])(
    'refuses to make it %j',
    async (change) => {
      const { id } = await make();
      const { status, body } = await platform.admin.patch(`/tenants/${id}`, { name: 'Half', ...change });
      expect([status, body.error]).toEqual([400, 'request.invalid']);
      expect((await platform.admin.get(`/tenants/${id}`)).body).toMatchObject({
        name: 'The tea room',
        state: 'active',
      });
    },
  );

  it('refuses what its state does not allow, and then changes nothing of it', async () => {
    const { id } = await make();
    await platform.admin.post(`/tenants/${id}/suspend`);
    const { status, body } = await platform.admin.patch(`/tenants/${id}`, { name: 'Half', state: 'read_only' });
    expect([status, body.error, body.state]).toEqual([409, 'tenant.state-conflict', 'suspended']);
    expect((await platform.admin.get(`/tenants/${id}`)).body['name']).toBe('The tea room');
  });

  it('archives it and brings it back as it was, saying why to its visitors meanwhile', async () => {
    const tenant = await make({ locale: 'en' });
    await platform.admin.patch(`/tenants/${tenant.id}`, {
      state: 'read_only',
      reason: ' We count\u202e the\r\n\r\n\r\n\r\nvotes ',
    });
    const { status, body } = await platform.admin.post(`/tenants/${tenant.id}/archive`, { reason: 'The club is over' });
    expect([status, body.state, body['state_reason']]).toEqual([200, 'archived', 'The club is over']);
    expect((await platform.admin.post(`/tenants/${tenant.id}/archive`)).body).toEqual(body);
    expect(await seen(410, () => visit(tenant))).toBeLessThan(2_000);
    expect(JSON.parse((await visit(tenant)).body)).toMatchObject({
      error: 'tenant.archived',
      msg: 'This community has been closed and archived: The club is over',
    });
    const restored = await platform.admin.post(`/tenants/${tenant.id}/restore`);
    expect(restored.body).toMatchObject({ state: 'read_only', state_reason: 'We count the\n\nvotes' });
    expect(await seen(200, () => visit(tenant))).toBeLessThan(2_000);
    expect((await platform.admin.patch(`/tenants/${tenant.id}`, { state: 'active' })).body['state_reason']).toBe('');
  });

  it('comes back archived where it was when it was deleted, and stays so when that is asked again', async () => {
    const { id } = await make();
    await platform.admin.post(`/tenants/${id}/archive`);
    await platform.admin.delete(`/tenants/${id}`);
    for (const _ of [1, 2])
      expect((await platform.admin.post(`/tenants/${id}/restore`, { from: 'deleting' })).body.state).toBe('archived');
    expect((await platform.admin.post(`/tenants/${id}/restore`)).body.state).toBe('active');
  });

  it('takes a reason with what closes it, and keeps it with the change', async () => {
    const { id } = await make();
    const { body } = await platform.admin.post(`/tenants/${id}/suspend`, { reason: 'Too much spam' });
    expect(body).toMatchObject({ state: 'suspended', state_reason: 'Too much spam' });
    const [row] = (await platform.admin.get(`/audit?tenant=${id}&limit=1`)).body.items;
    expect(row).toMatchObject({
      action: 'tenant.suspend',
      details: { from: 'active', to: 'suspended', reason: 'Too much spam' },
    });
    const later = await platform.admin.request('DELETE', `/tenants/${id}`, { reason: 'Unpaid' });
    expect(later.body).toMatchObject({ state: 'deleting', state_reason: 'Unpaid' });
    const again = await platform.admin.request('DELETE', `/tenants/${id}`, { reason: 'Unpaid since May' });
    expect(again.body).toMatchObject({ state_reason: 'Unpaid since May', delete_after: later.body['delete_after'] });
    expect((await platform.admin.post(`/tenants/${id}/restore`)).body['state_reason']).toBe('Too much spam');
  });

  it.each([
    ['suspend', { reason: 'x'.repeat(301) }],
    ['archive', { reason: 7 }],
    ['restore', { from: 'active' }],
    ['suspend', []],
  ])('refuses to %s it with %j', async (verb, body) => {
    const { id } = await make();
    expect((await platform.admin.post(`/tenants/${id}/${verb}`, body)).status).toBe(400);
    expect((await platform.admin.patch(`/tenants/${id}`, { name: 'Half', reason: 'Why' })).status).toBe(400);
    expect((await platform.admin.get(`/tenants/${id}`)).body).toMatchObject({ state: 'active', name: 'The tea room' });
  });

  it('ends in one state, told in order, when operators act on it at once', async () => {
    const { id } = await make();
    const other = await platform.operator('admin');
    const acts = ['suspend', 'delete', 'archive', 'suspend', 'delete', 'archive'].map((verb, index) => {
      const who = index % 2 ? other : platform.admin;
      return verb === 'delete' ? who.delete(`/tenants/${id}`) : who.post(`/tenants/${id}/${verb}`);
    });
    const answers = await Promise.all(acts);
    expect(answers.every(({ status }) => [200, 409].includes(status))).toBe(true);
    const rows = (await platform.admin.get(`/audit?tenant=${id}&limit=100`)).body.items.toReversed();
    const moves = rows
      .filter((row) => row['status'] === 200)
      .map((row) => row['details'] as { from?: string; to?: string })
      .filter(({ from, to }) => from !== undefined && from !== to);
    for (const [index, { from }] of moves.entries()) expect(from).toBe(index ? moves[index - 1]!.to : 'active');
    const { state } = (await platform.admin.get(`/tenants/${id}`)).body;
    expect(state).toBe(moves.at(-1)!.to);
    for (let back = 0; back < moves.length; back += 1) {
      await platform.admin.post(`/tenants/${id}/restore`);
      await platform.admin.post(`/tenants/${id}/resume`);
    }
    expect((await platform.admin.get(`/tenants/${id}`)).body.state).toBe('active');
  });

  describe('deleting it', () => {
    const due = (id: number) =>
      platform.app.get(PlatformDatabase).query('update platform.tenant set delete_after = now() where id = $1', [id]); // a week later
    const left = async (slug: string) => {
      const [row] = await platform.app.get(PlatformDatabase).query<{ schemas: number; hosts: number; tasks: number }>(
        `select (select count(*) from pg_namespace n where nspname = t.schema) as schemas,
                (select count(*) from cluster.tenant_schema s where s.schema = t.schema) as ledger,
                (select count(*) from platform.host where tenant_id = t.id) as hosts,
                (select count(*) from jobs.task where tenant_role = t.role) as tasks
           from platform.tenant t where slug = $1 order by id limit 1`,
        [slug],
      );
      return row;
    };

    it('puts it out of reach at once, and back within a week', async () => {
      const tenant = await make();
      await platform.admin.post(`/tenants/${tenant.id}/suspend`);
      const { status, body } = await platform.admin.delete(`/tenants/${tenant.id}`);
      expect([status, body.state]).toEqual([200, 'deleting']);
      const days = (Date.parse(body['delete_after'] as string) - Date.now()) / 86_400_000;
      expect(days).toBeCloseTo(7, 1);
      expect((await platform.admin.delete(`/tenants/${tenant.id}`)).body).toEqual(body);
      expect(await seen(404, () => visit(tenant))).toBeLessThan(2_000);
      expect((await platform.admin.creates({ slug: tenant.slug, name: 'Late', owner })).status).toBe(409);
      expect((await platform.admin.post(`/tenants/${tenant.id}/restore`)).body).toMatchObject({
        state: 'suspended',
        delete_after: null,
      });
      await platform.admin.post(`/tenants/${tenant.id}/resume`);
      expect(await seen(200, () => visit(tenant))).toBeLessThan(2_000);
    });

    it('removes everything of it after a week, and the name may be given again', async () => {
      const tenant = await make();
      await platform.admin.delete(`/tenants/${tenant.id}`);
      await platform.app.get(OperationsRunner).resume();
      // its owner's, who was to be indexed
      expect(await left(tenant.slug)).toEqual({ schemas: 1, ledger: 1, hosts: 1, tasks: 1 });
      await due(tenant.id);
      await platform.app.get(OperationsRunner).resume();
      expect(await left(tenant.slug)).toEqual({ schemas: 0, ledger: 0, hosts: 0, tasks: 0 });
      expect((await platform.admin.get(`/tenants/${tenant.id}`)).body).toMatchObject({
        state: 'deleted',
        hosts: [],
        url: null,
      });
      const restore = await platform.admin.post(`/tenants/${tenant.id}/restore`);
      expect([restore.status, restore.body.error]).toEqual([409, 'tenant.state-conflict']);
      const next = await platform.admin.creates({ slug: tenant.slug, name: 'The next', owner });
      expect(next.status).toBe(201);
      expect(next.body.id).not.toBe(tenant.id);
    });

    it('has no way back once its removal has begun', async () => {
      const tenant = await make();
      await platform.admin.delete(`/tenants/${tenant.id}`);
      await platform.app
        .get(PlatformDatabase)
        .query(
          `insert into platform.operation (kind, tenant_id, payload, lease_until) values ('purge', $1, '{}', 'infinity')`,
          [tenant.id],
        );
      expect((await platform.admin.post(`/tenants/${tenant.id}/restore`)).status).toBe(409);
    });
  });
});

describe('the list of communities', () => {
  const platform = usePlatform();

  it('goes on from page to page, newest first, and finds by slug, name, host and owner', async () => {
    const mark = newSlug();
    const ids: number[] = [];
    for (const number of [1, 2, 3, 4, 5]) {
      const { body } = await platform.admin.creates({
        slug: `${mark}-${number}`,
        name: `List of ${mark} ${number}`,
        owner,
      });
      ids.unshift(body.id);
    }
    const pages: number[][] = [];
    for (let cursor = ''; cursor !== 'end';) {
      const { body } = await platform.admin.get(`/tenants?q=${mark}&limit=2&cursor=${cursor}`);
      pages.push(body.items.map(({ id }) => id));
      cursor = body.next ?? 'end';
    }
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    const found = async (q: string) =>
      (await platform.admin.get(`/tenants?limit=100&q=${encodeURIComponent(q)}`)).body.items.map(({ id }) => id);
    expect(await found(`${mark}-3`)).toEqual([ids[2]]);
    expect(await found(`${mark}-3.localhost`)).toEqual([ids[2]]);
    expect(await found(`list OF ${mark} 3`)).toEqual([ids[2]]);
    expect(await found('CAMELLIA')).toEqual(expect.arrayContaining(ids));
    expect(await found(`${mark}_3`)).toEqual([]); // no pattern characters
    expect(await found(`${mark}%`)).toEqual([]);
  });

  it('shows those in one state, and those that are gone only when asked for', async () => {
    const mark = newSlug();
    const make = async (number: number) =>
      (await platform.admin.creates({ slug: `${mark}-${number}`, name: mark, owner })).body.id;
    const [kept, closed, gone] = [await make(1), await make(2), await make(3)];
    await platform.admin.post(`/tenants/${closed}/suspend`);
    await platform.admin.delete(`/tenants/${gone}`);
    await platform.app
      .get(PlatformDatabase)
      .query(`update platform.tenant set delete_after = now() where id = $1`, [gone]);
    await platform.app.get(OperationsRunner).resume();
    const listed = async (query: string) =>
      (await platform.admin.get(`/tenants?q=${mark}${query}`)).body.items.map(({ id }) => id);
    expect(await listed('')).toEqual([closed, kept]);
    expect(await listed('&state=suspended')).toEqual([closed]);
    expect(await listed('&state=deleted')).toEqual([gone]);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x', 'state=gone', 'q=a&q=b', `q=${'x'.repeat(254)}`])(
    'refuses ?%s',
    async (query) => {
      const { status, body } = await platform.admin.get(`/tenants?${query}`);
      expect([status, body.error]).toEqual([400, 'request.invalid']);
    },
  );
});

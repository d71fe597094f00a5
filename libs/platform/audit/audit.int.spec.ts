import { PlatformDatabase, sqlState } from '#kernel/database';
import { OperationsRunner } from '#platform/provisioning';
import { newSlug, type OperatorPerson, usePlatform } from '../../../test/support/use-platform.js';

const owner = { username: 'camellia', password: 'green and black' };

describe('the audit log', () => {
  const platform = usePlatform();
  const logOf = async (tenant: number, who: OperatorPerson = platform.admin) =>
    (await who.get(`/audit?tenant=${tenant}&limit=100`)).body.items.toReversed();

  it('says who did what to a community, when, from where, in which request', async () => {
    const made = await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner });
    const { id, slug } = made.body;
    const suspended = await platform.admin.post(`/tenants/${id}/suspend`);
    await platform.admin.post(`/tenants/${id}/suspend`); // changes nothing, and is a call all the same
    await platform.admin.post(`/tenants/${id}/resume`);
    await platform.admin.patch(`/tenants/${id}`, { name: 'Tea house' });
    await platform.admin.delete(`/tenants/${id}`);
    const entries = await logOf(id);
    expect(entries.map(({ action, status }) => [action, status])).toEqual([
      ['tenant.create', 201],
      ['tenant.suspend', 200],
      ['tenant.suspend', 200],
      ['tenant.resume', 200],
      ['tenant.rename', 200],
      ['tenant.delete', 200],
    ]);
    expect(entries[1]).toEqual({
      id: expect.any(Number),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      actor: 'operator',
      operator: platform.admin.name,
      member_id: null,
      action: 'tenant.suspend',
      tenant_id: id,
      details: { slug, from: 'active', to: 'suspended' },
      status: 200,
      request_id: suspended.headers['x-request-id'],
      address: '127.0.0.1',
    });
    expect(entries[0]!['request_id']).toBe(made.headers['x-request-id']);
    expect(JSON.stringify(entries)).not.toContain(owner.password);
  });

  it('says who tried what the role does not allow, and which changes were refused', async () => {
    const { id, slug } = (await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner })).body;
    const reader = await platform.operator('read');
    await reader.post(`/tenants/${id}/suspend`);
    await reader.get(`/audit?tenant=${id}`);
    await platform.admin.post(`/tenants/${id}/suspend`);
    await platform.admin.patch(`/tenants/${id}`, { state: 'read_only' });
    const entries = await logOf(id);
    expect(
      entries.slice(1).map(({ operator, action, status, details }) => [operator, action, status, details]),
    ).toEqual([
      [reader.name, 'tenant.suspend', 403, { error: 'operator.role-insufficient' }],
      [platform.admin.name, 'tenant.suspend', 200, { slug, from: 'active', to: 'suspended' }],
      [platform.admin.name, 'tenant.change', 409, { error: 'tenant.state-conflict' }],
    ]);
    const all = (await platform.admin.get('/audit?limit=10')).body.items;
    expect(
      all.find(({ operator, action }) => operator === reader.name && action === 'GET /platform/v1/audit'),
    ).toMatchObject({ status: 403 });
  });

  it('notes what the platform does by itself', async () => {
    const { id } = (await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner })).body;
    await platform.admin.delete(`/tenants/${id}`);
    await platform.app
      .get(PlatformDatabase)
      .query('update platform.tenant set delete_after = now() where id = $1', [id]);
    await platform.app.get(OperationsRunner).resume();
    expect((await logOf(id)).at(-1)).toMatchObject({ operator: 'platform', action: 'tenant.purge', address: null });
  });

  it('is only ever added to', async () => {
    const refused = (sql: string) =>
      platform.app
        .get(PlatformDatabase)
        .query(sql)
        .then(
          () => 'done',
          (error: unknown) => sqlState(error),
        );
    expect(await refused(`update platform.audit set action = ''`)).toBe('42501');
    expect(await refused('delete from platform.audit')).toBe('42501');
    expect(await refused('truncate platform.audit')).toBe('42501');
    expect(await refused('insert into platform.audit select * from platform.audit')).toBe('42501');
    expect(await refused('update platform.audit_head set last_id = 0')).toBe('42501');
  });

  it('is read page by page', async () => {
    const { id } = (await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner })).body;
    for (const action of ['suspend', 'resume', 'suspend']) await platform.admin.post(`/tenants/${id}/${action}`);
    const first = (await platform.admin.get(`/audit?tenant=${id}&limit=3`)).body;
    const second = (await platform.admin.get(`/audit?tenant=${id}&limit=3&cursor=${first.next}`)).body;
    expect(first.items.map(({ action }) => action)).toEqual(['tenant.suspend', 'tenant.resume', 'tenant.suspend']);
    expect(second).toMatchObject({ items: [{ action: 'tenant.create' }], next: null });
    expect((await platform.admin.get('/audit?tenant=x')).status).toBe(400);
  });
});

import { PlatformDatabase } from '#kernel/database';
import { AuditLog } from '#platform/audit';
import { hashOf } from '../../libs/platform/audit/audit-chain.js';
import { newSlug, type OperatorPerson, usePlatform } from '../support/use-platform.js';

const owner = { username: 'camellia', password: 'green and black' };

describe('the audit log', () => {
  const platform = usePlatform();
  let grace: OperatorPerson;
  let slug: string;
  let id: number;
  beforeAll(async () => {
    [grace, slug] = [await platform.operator('admin'), newSlug()];
    ({ id } = (await grace.creates({ slug, name: 'Tea', owner })).body);
    await grace.post(`/tenants/${id}/suspend`);
    await platform.admin.post(`/tenants/${id}/resume`);
    await grace.patch(`/tenants/${id}`, { name: '茶馆 and "Cups"' });
    await platform.app
      .get(AuditLog)
      .recordMember(
        { id: 7, username: grace.name },
        { action: 'domain.add', tenantId: id, details: { host: 'tea.example' } },
      );
  });
  const found = async (query: Record<string, string>, who = platform.admin) => {
    const { status, body } = await who.get(`/audit?${new URLSearchParams({ limit: '100', ...query })}`);
    return status === 200 ? body.items.map((entry) => entry['action']) : [status, body.error];
  };

  it('is searched by the beginnings of words, whatever stands between them', async () => {
    expect(await found({ q: `${slug} suspend` })).toEqual(['tenant.resume', 'tenant.suspend']);
    expect(await found({ q: `TENANT.SUSP ${slug.slice(0, 10)}`, action: 'tenant.suspend' })).toEqual([
      'tenant.suspend',
    ]);
    expect(await found({ q: '茶馆', tenant: String(id) })).toEqual(['tenant.rename']);
    expect(await found({ q: 'cups', tenant: String(id) })).toEqual(['tenant.rename']);
    expect(await found({ q: 'tea.example', tenant: String(id) })).toEqual(['domain.add']);
    expect(await found({ q: `${slug} uspend` })).toEqual([]);
    expect(await found({ q: `it's ${slug} & ! ( | :*` })).toEqual([]);
  });

  it('is told apart by action, operator, community and time', async () => {
    const tenant = String(id);
    expect(await found({ tenant, action: 'tenant.resume' })).toEqual(['tenant.resume']);
    expect(await found({ tenant, operator: grace.name })).toEqual(['tenant.rename', 'tenant.suspend', 'tenant.create']);
    expect(await found({ tenant, operator: platform.admin.name })).toEqual(['tenant.resume']);
    const at = async (action: string) =>
      (await platform.admin.get(`/audit?tenant=${id}&action=${action}`)).body.items[0]!['at'] as string;
    const [suspended, renamed] = [await at('tenant.suspend'), await at('tenant.rename')];
    const later = new Date(new Date(suspended).getTime() + 1).toISOString();
    expect(await found({ tenant, from: later, to: renamed })).toEqual(['tenant.resume']);
    expect(await found({ tenant, from: '2100-01-01' })).toEqual([]);
    expect(await found({ tenant, to: '2020-01-01T00:00:00+08:00' })).toEqual([]);
  });

  it('tells a member who acts for a community from operators', async () => {
    const { items } = (await platform.admin.get(`/audit?tenant=${id}&action=domain.add`)).body;
    expect(items).toMatchObject([{ actor: 'member', member_id: 7, operator: grace.name, tenant_id: id }]);
  });

  it.each<Record<string, string>>([
    { q: '...' },
    { q: 'x'.repeat(201) },
    { q: 'a b c d e f g h i j k' },
    { from: 'yesterday' },
    { from: '2026-13-01' },
    { from: '2026-02-02', to: '2026-02-01' },
    { tenant: 'tea' },
    { limit: '101' },
    { cursor: 'x' },
  ])('refuses to be asked %j', async (query) => {
    expect(await found(query)).toEqual([400, 'request.invalid']);
  });

  it('finds in a large log by its indexes', async () => {
    const database = platform.app.get(PlatformDatabase);
    await database.query(
      `select platform.add_audit((select jsonb_agg(jsonb_build_object('actor', 'platform', 'operator_name', 'platform',
         'action', 'test.fill', 'details', jsonb_build_object('n', n), 'status', 200)) from generate_series(1, 20000) n))`,
    );
    const since = performance.now();
    const queries: Record<string, string>[] = [
      { q: `${slug} suspend` },
      { action: 'tenant.suspend', operator: grace.name },
      { tenant: String(id) },
    ];
    for (const query of queries) expect(await found(query)).toContain('tenant.suspend');
    expect((performance.now() - since) / 3).toBeLessThan(100);
  });

  it('is taken out whole, oldest first, a line for each row, with the hashes of the chain', async () => {
    const take = async (query = '') =>
      platform.app.inject({
        url: `/platform/v1/audit/export${query}`,
        headers: { host: 'platform.localhost', authorization: `Bearer ${platform.admin.token}` },
      });
    const { statusCode, headers, body } = await take();
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    const lines = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.length).toBeGreaterThan(20_000);
    const links = lines.map(({ previous, hash }) => [previous, hash]);
    expect(links.slice(1).filter(([previous], at) => previous !== links[at]![1])).toEqual([]);
    expect(lines[0]!['previous']).toBe('');
    expect(lines.at(-1)).toMatchObject({ action: 'audit.export', operator: platform.admin.name });
    const part = await take('?from=2100-01-01');
    expect([part.statusCode, part.body]).toEqual([200, '']);
    expect((await grace.get('/audit?action=audit.export&limit=1')).body.items[0]).toMatchObject({
      details: { from: '2100-01-01T00:00:00.000Z', to: null },
      status: 200,
    });
    expect((await take('?from=x')).statusCode).toBe(400);
  });

  it('has the same hash in the application as in the database', async () => {
    const [row] = await platform.app.get(PlatformDatabase).query<{ hash: string; fields: (string | null)[] }>(
      `select encode(platform.audit_hash(a), 'hex') as hash, array[encode(previous, 'hex'), id::text,
              to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, operator_id::text, member_id::text,
              operator_name, action, tenant_id::text, details::text, status::text, request_id, address] as fields
         from platform.audit a where action = 'tenant.rename' and tenant_id = $1`,
      [id],
    );
    expect(hashOf(row!.fields)).toBe(row!.hash);
  });
});

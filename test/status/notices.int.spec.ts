import { newSlug, usePlatform } from '../support/use-platform.js';
import { useOwnDatabase } from '../support/worker-cluster.js';

const title = { zh: '\u56fe\u7247', en: 'Pictures' };
const text = { zh: '\u6b63\u5728\u67e5\u627e\u539f\u56e0', en: 'We are looking for the cause' };
const hour = 3_600_000;
const ahead = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

useOwnDatabase(); // what is said here is told to all communities of a database

describe('what operators say of the platform', () => {
  const platform = usePlatform();
  const lastAct = async () => (await platform.admin.get('/audit?limit=1')).body.items[0];
  const newTenant = async () =>
    (await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner: { username: 'camellia' } })).body;

  it('of an incident is how it stands, until it is over', async () => {
    const support = await platform.operator('support');
    const made = await support.post('/incidents', { title, text, impact: 'outage' });
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: expect.any(Number),
        title,
        impact: 'outage',
        state: 'investigating',
        affects: { plans: [], tenants: [] },
        started_at: expect.any(String),
        resolved_at: null,
        updates: [{ state: 'investigating', text, at: expect.any(String) }],
      },
    ]);
    const { id } = made.body;
    expect(await lastAct()).toMatchObject({ action: 'incident.create', details: { incident: id }, status: 201 });
    const say = (state: string) => support.post(`/incidents/${id}/updates`, { state, text });
    expect((await say('identified')).body.state).toBe('identified');
    const over = await say('resolved');
    expect([over.status, over.body]).toMatchObject([201, { state: 'resolved', resolved_at: expect.any(String) }]);
    expect((over.body['updates'] as object[]).length).toBe(3);
    expect(await lastAct()).toMatchObject({
      action: 'incident.update',
      details: { from: 'identified', to: 'resolved' },
    });
    const late = await say('monitoring');
    expect([late.status, late.body.error]).toEqual([409, 'status.over']);
    const listed = (await support.get('/incidents')).body.items;
    expect(listed[0]).toEqual(over.body);
    expect((await platform.admin.post('/incidents/999999/updates', { state: 'resolved', text })).body.error).toBe(
      'status.not-found',
    );
  });

  it('of work is said a day ahead, unless it cannot wait', async () => {
    const plan = (more: object) => platform.admin.post('/maintenances', { title, text, ...more });
    const inTime = await plan({ starts_at: ahead(25), ends_at: ahead(26) });
    expect([inTime.status, inTime.body]).toMatchObject([201, { state: 'planned', emergency: null }]);
    const late = await plan({ starts_at: ahead(23.9), ends_at: ahead(26) });
    expect([late.status, late.body.error]).toEqual([422, 'status.too-late']);
    expect(new Date(late.body['earliest'] as string).getTime()).toBeGreaterThan(Date.now() + 23.9 * hour);
    expect((await plan({ starts_at: ahead(1), ends_at: ahead(2), emergency: true })).body.error).toBe(
      'request.invalid',
    );
    const urgent = { starts_at: ahead(1), ends_at: ahead(2), emergency: true, reason: 'A disk is about to fail.' };
    const emergency = await plan(urgent);
    expect([emergency.status, emergency.body['emergency']]).toEqual([201, 'A disk is about to fail.']);
    expect(await lastAct()).toMatchObject({
      action: 'maintenance.create',
      details: { maintenance: emergency.body.id, emergency: 'A disk is about to fail.' },
    });
    for (const times of [
      { starts_at: ahead(26), ends_at: ahead(26) },
      { starts_at: ahead(26), ends_at: ahead(25) },
      { starts_at: ahead(26), ends_at: ahead(26 + 8 * 24) },
      { starts_at: ahead(24 * 400), ends_at: ahead(24 * 400 + 1) },
      { starts_at: ahead(-3), ends_at: ahead(1), emergency: true, reason: 'It has begun.' },
    ])
      expect((await plan(times)).body.error).toBe('status.times-refused');
  });

  it('of work can be taken back, or ended', async () => {
    const plan = (more: object) => platform.admin.post('/maintenances', { title, text, ...more });
    const { id } = (await plan({ starts_at: ahead(25), ends_at: ahead(26) })).body;
    const cancelled = await platform.admin.delete(`/maintenances/${id}`);
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
    expect(await lastAct()).toMatchObject({ action: 'maintenance.end', details: { maintenance: id } });
    expect((await platform.admin.delete(`/maintenances/${id}`)).body.error).toBe('status.over');
    const urgent = { starts_at: ahead(-0.5), ends_at: ahead(2), emergency: true, reason: 'It burns.' };
    const running = (await plan(urgent)).body;
    expect(running.state).toBe('running');
    const ended = (await platform.admin.delete(`/maintenances/${running.id}`)).body;
    expect([ended.state, new Date(ended['ends_at'] as string) <= new Date()]).toEqual(['over', true]);
    expect((await platform.admin.delete('/maintenances/999999')).body.error).toBe('status.not-found');
  });

  it('is an announcement, for some time', async () => {
    const made = await platform.admin.post('/announcements', { text, until: ahead(24) });
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: expect.any(Number),
        text,
        audience: 'administrators',
        affects: { plans: [], tenants: [] },
        until: expect.any(String),
        announced_at: expect.any(String),
      },
    ]);
    expect((await platform.admin.post('/announcements', { text, until: ahead(-1) })).body.error).toBe(
      'status.times-refused',
    );
    const ended = await platform.admin.delete(`/announcements/${made.body.id}`);
    expect(ended.status).toBe(200);
    expect(await lastAct()).toMatchObject({ action: 'announcement.end', details: { announcement: made.body.id } });
    expect((await platform.admin.delete(`/announcements/${made.body.id}`)).body.error).toBe('status.over');
  });

  it('is for all, for plans, or for single ones, and never for all by mistake', async () => {
    const { id } = await newTenant();
    const announce = (affects: unknown) => platform.admin.post('/announcements', { text, until: ahead(24), affects });
    const one = await announce({ tenants: [id, id] });
    expect([one.status, one.body['affects']]).toEqual([201, { plans: [], tenants: [id] }]);
    expect(await lastAct()).toMatchObject({ action: 'announcement.create', tenant_id: id });
    expect((await announce({ plans: ['free'] })).body['affects']).toEqual({ plans: ['free'], tenants: [] });
    const unknown = await announce({ plans: ['gold'], tenants: [id, 999_999] });
    expect([unknown.status, unknown.body.error, unknown.body['unknown']]).toEqual([
      422,
      'status.affects-unknown',
      ['plan gold', 'community 999999'],
    ]);
    for (const wrong of [
      {},
      { plan: 'free' },
      { plans: [] },
      [],
      'all',
      7,
      { tenants: ['3'] },
      { tenants: [0] },
      { plans: [''] },
    ])
      expect([wrong, (await announce(wrong)).body.error]).toEqual([wrong, 'request.invalid']);
    expect((await announce(null)).status).toBe(201); // as where it is left out
  });

  it.each([
    ['/incidents', { title, text: 'words' }],
    ['/incidents', { title: [title], text }],
    ['/incidents', { title: { en: 'Only one' }, text }],
    ['/incidents', { title: { zh: ' ', en: ' ' }, text }],
    ['/incidents', { title: { zh: 'a'.repeat(121), en: 'a' }, text }],
    ['/incidents', { title, text: { zh: 'a', en: 'a'.repeat(2_001) } }],
    ['/incidents', { title, text, impact: 'awful' }],
    ['/incidents', { title, text, state: 'unknown' }],
    ['/incidents', { text }],
    ['/maintenances', { title, text }],
    ['/maintenances', { title, text, starts_at: 'soon', ends_at: 'later' }],
    ['/maintenances', { title, text, starts_at: ahead(25), ends_at: null }],
    ['/maintenances', { title, text, starts_at: ahead(25), ends_at: ahead(26), emergency: 'yes' }],
    ['/announcements', { text }],
    ['/announcements', { text, until: ahead(2), audience: 'nobody' }],
    ['/announcements', {}],
  ])('is no %s of %j', async (path, body) => {
    const before = (await platform.admin.get(path)).body.items;
    expect((await platform.admin.post(path, body)).body.error).toBe('request.invalid');
    expect((await platform.admin.get(path)).body.items).toEqual(before);
  });
});

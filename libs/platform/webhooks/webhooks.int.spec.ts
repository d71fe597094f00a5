import { usePlatform } from '../../../test/support/use-platform.js';

const url = 'https://receiver.example/hook?key=1';

describe('the webhooks of a deployment', () => {
  const platform = usePlatform();
  const lastAct = async () => (await platform.admin.get('/audit?limit=1')).body.items[0];

  it('are added with a secret that is shown once, changed, and taken away, each with a row in the audit log', async () => {
    const added = await platform.admin.post('/webhooks', { url });
    expect([added.status, added.body]).toEqual([
      201,
      {
        id: expect.any(Number),
        url,
        events: ['*'],
        active: true,
        failing_since: null,
        gave_up_at: null,
        old_secret_until: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
        secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      },
    ]);
    const { id, secret } = added.body;
    expect(await lastAct()).toMatchObject({
      action: 'webhook.create',
      details: { webhook: id, host: 'receiver.example' },
      operator: platform.admin.name,
    });
    const shown = (await platform.admin.get(`/webhooks/${id}`)).body;
    expect(shown).not.toHaveProperty('secret');
    const listed = (await platform.admin.get('/webhooks')).body.items;
    expect(listed).toContainEqual(shown);
    const changed = await platform.admin.patch(`/webhooks/${id}`, { events: ['tenant.created'], active: false });
    expect([changed.status, changed.body]).toMatchObject([200, { url, events: ['tenant.created'], active: false }]);
    expect(await lastAct()).toMatchObject({ action: 'webhook.change', details: { webhook: id, active: false } });
    const rotated = (await platform.admin.post(`/webhooks/${id}/rotate`, { overlap_hours: 2 })).body;
    expect(rotated['secret']).not.toBe(secret);
    const left = new Date(rotated['old_secret_until'] as string).getTime() - Date.now();
    expect(Math.round(left / 3_600_000)).toBe(2);
    expect(await lastAct()).toMatchObject({ action: 'webhook.rotate', details: { webhook: id } });
    expect((await platform.admin.delete(`/webhooks/${id}`)).status).toBe(200);
    expect(await lastAct()).toMatchObject({ action: 'webhook.delete', details: { webhook: id } });
    expect((await platform.admin.get(`/webhooks/${id}`)).body.error).toBe('webhook.not-found');
    const acts = (await platform.admin.get('/audit?limit=20')).body.items;
    expect(JSON.stringify(acts)).not.toMatch(/whsec_|key=1/);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://user:password@receiver.example/',
    'https://receiver.example:25/',
    'ftp://receiver.example/',
    'receiver.example',
    `https://receiver.example/${'a'.repeat(2_000)}`,
  ])('are refused at %s, before anything is kept', async (refused) => {
    const before = (await platform.admin.get('/webhooks')).body.items.length;
    const { status, body } = await platform.admin.post('/webhooks', { url: refused });
    expect([status, body.error]).toEqual([422, 'webhook.url-refused']);
    expect(body['reason']).toEqual(expect.any(String));
    expect((await platform.admin.get('/webhooks')).body.items).toHaveLength(before);
  });

  it('are no others where a change is refused', async () => {
    const { id } = (await platform.admin.post('/webhooks', { url })).body;
    const { body } = await platform.admin.patch(`/webhooks/${id}`, { url: 'http://10.0.0.1/', active: false });
    expect(body.error).toBe('webhook.url-refused');
    expect((await platform.admin.get(`/webhooks/${id}`)).body).toMatchObject({ url, active: true });
    await platform.admin.delete(`/webhooks/${id}`);
  });

  it.each([
    [{}],
    [{ url: 7 }],
    [{ url: [url] }],
    [{ url, events: [] }],
    [{ url, events: ['tenant.exploded'] }],
    [{ url, events: 'tenant.created' }],
    [{ url, events: { 0: '*' } }],
  ])('are not made of %j', async (body) => {
    expect((await platform.admin.post('/webhooks', body)).body.error).toBe('request.invalid');
  });

  it('are at most fifty, also where many are added at once', async () => {
    const had = (await platform.admin.get('/webhooks?limit=100')).body.items.length;
    const answers = await Promise.all(
      Array.from({ length: 55 - had }, () => platform.admin.post('/webhooks', { url })),
    );
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(5);
    expect(refused[0]!.body.error).toBe('webhook.too-many');
    const all = (await platform.admin.get('/webhooks?limit=100')).body.items;
    expect(all).toHaveLength(50);
    const first = (await platform.admin.get('/webhooks?limit=30')).body;
    const rest = (await platform.admin.get(`/webhooks?limit=30&cursor=${first.next}`)).body;
    expect([first.items.length, rest.items.length, rest.next]).toEqual([30, 20, null]);
    for (const { id } of all) await platform.admin.delete(`/webhooks/${id}`);
  });

  it('are not there under what is no id', async () => {
    for (const id of ['0', '-1', '1.5', 'x', '99999999999999999999']) {
      expect((await platform.admin.get(`/webhooks/${id}`)).body.error).toBe('webhook.not-found');
      expect((await platform.admin.get(`/webhooks/${id}/deliveries`)).body.error).toBe('webhook.not-found');
    }
    const { id } = (await platform.admin.post('/webhooks', { url })).body;
    const { body } = await platform.admin.post(`/webhooks/${id}/deliveries/999999/redeliver`);
    expect(body.error).toBe('webhook.delivery-not-found');
    expect((await platform.admin.get(`/webhooks/${id}/deliveries?state=lost`)).body.error).toBe('request.invalid');
    await platform.admin.delete(`/webhooks/${id}`);
  });
});

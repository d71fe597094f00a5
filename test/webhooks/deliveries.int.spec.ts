import { createHmac } from 'node:crypto';
import { Dispatcher } from '#kernel/jobs';
import { PlatformDatabase } from '#kernel/database';
import { type AddressLookup, Outbound } from '#kernel/outbound';
import { newSlug, type PlatformBody, usePlatform } from '../support/use-platform.js';
import { Receiver, type Received } from './receiver.js';

let leadsTo = '127.0.0.1';
const lookup: AddressLookup = (_hostname, _options, done) => done(null, [{ address: leadsTo, family: 4 }]);

describe('a message to a webhook', () => {
  const outbound = new Outbound({ allow: ['127.0.0.1'], patience: 1_000, lookup });
  const platform = usePlatform((builder) => builder.overrideProvider(Outbound).useValue(outbound));
  let receiver: Receiver;
  let webhook: PlatformBody;
  const settle = () => platform.app.get(Dispatcher).settle();
  const sql = (text: string, values: unknown[] = []) => platform.app.get(PlatformDatabase).query(text, values);
  const deliveries = async (query = '') =>
    (await platform.admin.get(`/webhooks/${webhook.id}/deliveries${query}`)).body.items;
  const show = async () => (await platform.admin.get(`/webhooks/${webhook.id}`)).body;
  const look = async () => {
    await sql(`insert into jobs.task (kind, class, key) values ('webhooks.give-due', 'outbound', 'schedule')`);
    await settle();
  };
  /** The time has come for what waits. */
  const comesDue = async () => {
    await sql(`update platform.webhook_delivery set next_at = now() where state = 'pending'`);
    await look();
  };
  const daysPass = (days: number) =>
    sql(
      `with w as (update platform.webhook set failing_since = failing_since - $1 * interval '1 day')
       update platform.webhook_delivery set begun_at = begun_at - $1 * interval '1 day', created_at = created_at - $1 * interval '1 day'`,
      [days],
    );
  const newTenant = async () => {
    const made = await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner: { username: 'camellia' } });
    return made.body;
  };
  const rightSignature = ({ headers, body }: Received, secret: unknown) => {
    const key = Buffer.from(String(secret).replace('whsec_', ''), 'base64');
    const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  };

  beforeAll(async () => {
    await sql('delete from platform.webhook'); // what other suites have left
    await settle();
  });
  beforeEach(async () => {
    leadsTo = '127.0.0.1';
    receiver = await Receiver.open();
    webhook = (await platform.admin.post('/webhooks', { url: receiver.url })).body;
  });
  afterEach(async () => {
    await platform.admin.delete(`/webhooks/${webhook.id}`);
    await receiver.close();
  });

  it('says what happened to which community, signed, once for each change', async () => {
    const { id, slug } = await newTenant();
    await platform.admin.post(`/tenants/${id}/suspend`);
    await platform.admin.post(`/tenants/${id}/suspend`); // changes nothing
    await platform.admin.post(`/tenants/${id}/archive-it`); // is nothing
    await platform.admin.patch(`/tenants/${id}`, { state: 'read_only' }); // is refused
    await platform.admin.post(`/tenants/${id}/resume`);
    await platform.admin.patch(`/tenants/${id}`, { name: 'Tea house' });
    await platform.admin.delete(`/tenants/${id}`);
    await settle();
    const types = receiver.taken.map(({ message }) => message.type);
    expect(types.toSorted()).toEqual([
      'tenant.created',
      'tenant.deleted',
      'tenant.renamed',
      'tenant.resumed',
      'tenant.suspended',
    ]);
    const suspended = receiver.taken.find(({ message }) => message.type === 'tenant.suspended')!;
    expect(suspended.message).toEqual({
      id: expect.stringMatching(/^msg_[0-9a-f-]{36}$/),
      type: 'tenant.suspended',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      tenant: { id, slug, name: 'Tea house', state: 'deleting' }, // as it was when the message was made
      data: { slug, from: 'active', to: 'suspended' },
    });
    for (const received of receiver.taken) {
      expect(received.headers['content-type']).toBe('application/json');
      expect(received.headers['webhook-id']).toBe(received.message.id);
      expect(Math.abs(Number(received.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      expect(received.headers['webhook-signature']).toBe(rightSignature(received, webhook['secret']));
    }
    expect(new Set(receiver.taken.map(({ message }) => message.id)).size).toBe(5);
    expect(await deliveries()).toHaveLength(5);
    expect((await deliveries())[0]).toMatchObject({ state: 'delivered', attempts: 1, status: 204, tenant_id: id });
  });

  it('goes to those only who want it', async () => {
    await platform.admin.patch(`/webhooks/${webhook.id}`, { events: ['tenant.suspended'] });
    const { id } = await newTenant();
    await platform.admin.post(`/tenants/${id}/suspend`);
    await platform.admin.patch(`/webhooks/${webhook.id}`, { active: false });
    await settle(); // switched off before it was told
    expect(receiver.taken).toEqual([]);
    await platform.admin.patch(`/webhooks/${webhook.id}`, { active: true });
    await platform.admin.post(`/tenants/${id}/resume`);
    await platform.admin.post(`/tenants/${id}/suspend`);
    await settle();
    expect(receiver.taken.map(({ message }) => message.type)).toEqual(['tenant.suspended']);
  });

  it('goes to those only who were there when it happened, however late it is made', async () => {
    const { id } = await newTenant();
    const { body: later } = await platform.admin.post('/webhooks', { url: receiver.url });
    await platform.admin.post(`/tenants/${id}/suspend`);
    await settle();
    expect(await deliveries()).toHaveLength(2);
    const { items } = (await platform.admin.get(`/webhooks/${later.id}/deliveries`)).body;
    expect(items.map(({ type }: PlatformBody) => type)).toEqual(['tenant.suspended']);
    await platform.admin.delete(`/webhooks/${later.id}`);
  });

  it('is not told of what was undone', async () => {
    const database = platform.app.get(PlatformDatabase);
    const { slug } = await newTenant();
    await settle();
    const again = await platform.admin.creates({ slug, name: 'Tea', owner: { username: 'camellia' } });
    expect(again.status).toBe(409);
    await settle();
    expect(receiver.taken).toHaveLength(1);
    expect(
      await database.query(`select from jobs.task where kind like 'webhooks.%' and key is distinct from 'schedule'`),
    ).toEqual([]);
  });

  it('that says nothing but that it arrives can be sent at any time', async () => {
    const { status, body } = await platform.admin.post(`/webhooks/${webhook.id}/test`);
    expect([status, body]).toMatchObject([
      202,
      { type: 'webhook.test', state: 'pending', attempts: 0, tenant_id: null },
    ]);
    await settle();
    expect(receiver.taken[0]!.message).toMatchObject({ type: 'webhook.test', tenant: null, data: {} });
    expect(await deliveries()).toMatchObject([{ id: body.id, state: 'delivered', next_at: null }]);
    await platform.admin.patch(`/webhooks/${webhook.id}`, { active: false });
    expect((await platform.admin.post(`/webhooks/${webhook.id}/test`)).body.error).toBe('webhook.inactive');
  });

  it('that fails is tried again, the same each time, later each time', async () => {
    receiver.answer = (response) => void response.writeHead(500).end();
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    const [failed] = await deliveries();
    expect(failed).toMatchObject({ state: 'pending', attempts: 1, status: 500, error: 'It answered 500.' });
    const wait = () =>
      sql(`select extract(epoch from next_at - now())::int as s from platform.webhook_delivery where id = $1`, [
        failed!.id,
      ]);
    expect((await wait())[0]!['s']).toBeGreaterThan(10);
    expect((await wait())[0]!['s']).toBeLessThan(20);
    await settle(); // not before its time
    expect(receiver.taken).toHaveLength(1);
    await daysPass(0.1);
    await comesDue();
    expect((await wait())[0]!['s']).toBeGreaterThan(3 * 0.1 * 86_400 * 0.85);
    await daysPass(1);
    await comesDue();
    expect((await wait())[0]!['s']).toBeLessThan(12 * 3_600 * 1.15);
    expect(await deliveries('?state=pending')).toMatchObject([{ attempts: 3 }]);
    receiver.answer = (response) => void response.writeHead(200).end('thanks');
    await comesDue();
    expect(await deliveries('?state=delivered')).toMatchObject([{ attempts: 4, status: 200, error: null }]);
    const [first, ...others] = receiver.taken;
    for (const { body, headers } of others)
      expect([body, headers['webhook-id']]).toEqual([first!.body, first!.headers['webhook-id']]);
    expect(receiver.taken).toHaveLength(4);
    expect((await show())['failing_since']).toBeNull();
  });

  it.each([301, 302, 307, 308])('is not carried on where it is answered with %d', async (status) => {
    const other = await Receiver.open();
    receiver.answer = (response) => void response.writeHead(status, { location: other.url }).end();
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    expect(other.taken).toEqual([]);
    expect(await deliveries()).toMatchObject([
      { state: 'pending', status, error: 'It answered with a redirect, which is not followed.' },
    ]);
    await other.close();
  });

  it('never goes to an address that is not public, whatever its name led to before', async () => {
    const port = new URL(receiver.url).port;
    const { body } = await platform.admin.patch(`/webhooks/${webhook.id}`, {
      url: `http://receiver.example:${port}/hook`,
    });
    expect(body['url']).toContain('receiver.example');
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    expect(receiver.taken).toHaveLength(1); // the test allows this one
    leadsTo = '127.0.0.2';
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    leadsTo = '169.254.169.254';
    await comesDue();
    expect(receiver.taken).toHaveLength(1);
    expect((await deliveries())[0]).toMatchObject({
      state: 'pending',
      attempts: 2,
      status: null,
      error: 'Its name leads to an address that is not public.',
    });
  });

  it('is given up after three days; then its webhook is switched off, which the audit log says', async () => {
    receiver.answer = (response) => void response.writeHead(503).end();
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    await daysPass(2.9);
    await comesDue();
    expect(await show()).toMatchObject({ active: true, failing_since: expect.any(String) });
    const { id } = await newTenant(); // waits behind the first
    await settle();
    await daysPass(0.2);
    await sql(
      `update platform.webhook_delivery set begun_at = now(), next_at = now() + interval '1 hour' where tenant_id = $1`,
      [id],
    );
    await sql(`update platform.webhook_delivery set next_at = now() where tenant_id is null`);
    await look();
    expect(await show()).toMatchObject({ active: false, gave_up_at: expect.any(String) });
    const states = await deliveries();
    expect(states.map(({ state, error }) => [state, error])).toEqual([
      ['dead', 'The webhook was switched off.'],
      ['dead', 'It answered 503.'],
    ]);
    const [row] = (await platform.admin.get('/audit?limit=1')).body.items;
    expect(row).toMatchObject({
      action: 'webhook.give-up',
      operator: 'platform',
      details: { webhook: webhook.id, deliveries: 1 },
    });
    receiver.answer = (response) => void response.writeHead(204).end();
    receiver.taken.length = 0;
    const again = (await platform.admin.patch(`/webhooks/${webhook.id}`, { active: true })).body;
    expect(again).toMatchObject({ active: true, gave_up_at: null, failing_since: null });
    const redelivered = await platform.admin.post(`/webhooks/${webhook.id}/deliveries/${states[1]!.id}/redeliver`);
    expect([redelivered.status, redelivered.body.state]).toEqual([202, 'pending']);
    await settle();
    expect(receiver.taken).toHaveLength(1);
    expect((await deliveries('?state=delivered'))[0]).toMatchObject({
      id: states[1]!.id,
      message: states[1]!['message'],
    });
  });

  it('that is refused for good does not switch off a webhook where others arrive', async () => {
    receiver.answer = (response, { message }) =>
      void response.writeHead(message.type === 'webhook.test' ? 400 : 204).end();
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    await daysPass(2.9);
    await newTenant();
    await settle();
    await look();
    expect((await deliveries('?state=delivered')).length).toBe(1);
    await sql(
      `update platform.webhook_delivery set begun_at = begun_at - interval '1 day' where type = 'webhook.test'`,
    );
    await comesDue();
    expect(await deliveries('?state=dead')).toMatchObject([{ type: 'webhook.test', status: 400 }]);
    expect(await show()).toMatchObject({ active: true, gave_up_at: null });
  });

  it('of a receiver that is back is followed by all that waited; until then only one was tried', async () => {
    receiver.answer = (response) => void response.writeHead(500).end();
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    for (let number = 0; number < 5; number += 1) await newTenant();
    await settle();
    expect(receiver.taken).toHaveLength(1);
    await comesDue();
    expect(receiver.taken).toHaveLength(2);
    receiver.answer = (response) => void response.writeHead(204).end();
    await comesDue();
    const all = await deliveries();
    expect([all.length, all.every(({ state }) => state === 'delivered')]).toEqual([6, true]);
  });

  it('carries the signatures of both secrets while one takes the place of the other', async () => {
    const rotated = (await platform.admin.post(`/webhooks/${webhook.id}/rotate`)).body;
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    const both = [rotated['secret'], webhook['secret']].map((secret) => rightSignature(receiver.taken[0]!, secret));
    expect(receiver.taken[0]!.headers['webhook-signature']).toBe(both.join(' '));
    await sql(`update platform.webhook set previous_until = now() where id = $1`, [webhook.id]);
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    expect(receiver.taken[1]!.headers['webhook-signature']).toBe(rightSignature(receiver.taken[1]!, rotated['secret']));
  });

  it('is not sent a second time by a task that comes late', async () => {
    const { body } = await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    await sql(`insert into jobs.task (kind, class, key, payload) values ('webhooks.deliver', 'outbound', $1, $2)`, [
      `${body.id}:0`,
      JSON.stringify({ deliveryId: body.id, attempt: 0 }),
    ]);
    await settle();
    expect(receiver.taken).toHaveLength(1);
  });

  it('that nobody answers is not waited for longer than that', async () => {
    receiver.answer = () => undefined;
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    expect(await deliveries()).toMatchObject([
      { state: 'pending', status: null, error: 'There was no whole answer in time.' },
    ]);
  });

  it('is forgotten a month after its end', async () => {
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    await sql(`update platform.webhook_delivery set ended_at = now() - interval '31 days'`);
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await settle();
    await sql(
      `insert into jobs.task (kind, class, key) values ('webhooks.remove-old-deliveries', 'maintenance', 'schedule')`,
    );
    await settle();
    expect(await deliveries()).toHaveLength(1);
  });
});

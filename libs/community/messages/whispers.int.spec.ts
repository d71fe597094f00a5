import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const community = useCommunity();
const people = (...names: string[]) => Promise.all(names.map((name) => community.member(name)));
const whisper = (from: Person, to: { id: number }, content: unknown) =>
  from.post('/v1/user/whisper', { user_id: to.id, content });
const unread = async (person: Person) => (await person.get('/v1/user/msgcount/unread'))['count'];
const sql = async (text: string, values: unknown[] = []) => {
  const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
  return tenantScope.run(tenant, () => community.app.get(TenantDatabase).query(text, values));
};
const set = async (...items: [key: string, value: unknown][]) =>
  (await community.owner()).post('/v1/admin/settings/save', { items: items.map(([key, value]) => ({ key, value })) });

describe('a private message', () => {
  it('is read by both, and new to the receiver only', async () => {
    const [ada, bob, cleo] = await people('ada1', 'bob1', 'cleo1');
    expect(await whisper(ada!, bob!, 'Between us <b>')).toEqual({});
    const message = {
      type: 4,
      brief: '给你发送新私信了',
      content: 'Between us <b>',
      sender_user_id: ada!.id,
      sender_user: { username: 'ada1' },
      receiver_user_id: bob!.id,
      post_id: 0,
      post: { id: 0 },
      is_read: 0,
    };
    expect(await bob!.messages()).toMatchObject([{ ...message, receiver_user: { id: 0 } }]);
    expect(await ada!.messages()).toMatchObject([{ ...message, receiver_user: { username: 'bob1' } }]);
    expect(await ada!.messages('whisper')).toHaveLength(1);
    expect(await ada!.messages('unread')).toEqual([]);
    expect(await bob!.messages('unread')).toHaveLength(1);
    expect([await unread(ada!), await unread(bob!)]).toEqual([0, 1]);
    expect(await cleo!.messages()).toEqual([]);
  });

  it('is counted at once, by sender and receiver', async () => {
    const [ada, bob] = await people('ada2', 'bob2');
    const total = async (person: Person) =>
      ((await person.get('/v1/user/messages?style=whisper&page_size=1'))['pager'] as { total_rows: number }).total_rows;
    for (const text of ['one', 'two', 'three']) await whisper(ada!, bob!, text);
    expect([await total(ada!), await total(bob!), await unread(bob!)]).toEqual([3, 3, 3]);
    await whisper(bob!, ada!, 'four');
    expect([await total(ada!), await total(bob!), await unread(ada!)]).toEqual([4, 4, 1]);
  });

  it('is one, however often its button is pressed within a few seconds', async () => {
    const [ada, bob, cleo] = await people('ada3', 'bob3', 'cleo3');
    await Promise.all([1, 2, 3, 4, 5].map(() => whisper(ada!, bob!, 'Hello')));
    expect(await bob!.messages()).toHaveLength(1);
    await whisper(ada!, bob!, 'Hello!');
    await whisper(ada!, cleo!, 'Hello');
    await sql("update message set created_at = created_at - interval '6 seconds' where sender_id = $1", [ada!.id]);
    await whisper(ada!, bob!, 'Hello');
    expect((await bob!.messages()).map(({ content }) => content)).toEqual(['Hello', 'Hello!', 'Hello']);
    expect(await cleo!.messages()).toHaveLength(1);
  });

  it.each([
    ['to oneself', 'self', 'Hello', 400, 50004],
    ['to nobody', 999_999_999, 'Hello', 400, 50003],
    ['to nobody', Number.MAX_SAFE_INTEGER, 'Hello', 400, 50003],
    ['to no id', 2 ** 53, 'Hello', 400, 10001],
    ['to no id', 0, 'Hello', 400, 10001],
    ['to no id', -1, 'Hello', 400, 10001],
    ['to no id', '1', 'Hello', 400, 10001],
    ['to no id', null, 'Hello', 400, 10001],
    ['without words', 1, '', 400, 10001],
    ['without words', 1, undefined, 400, 10001],
    ['without words', 1, ' \n', 400, 50003],
    ['of no text', 1, ['Hello'], 400, 10001],
    ['of too many', 1, 'x'.repeat(256), 400, 50003],
    ['of too many', 1, '🪶'.repeat(256), 400, 50003],
    ['of too many', 1, 'x'.repeat(900_000), 400, 50003],
    ['that cannot be kept', 1, 'a\u0000b', 400, 10001],
  ])('%s is refused (%j)', async (_what, to, content, status, code) => {
    const [ada] = await people('ada4');
    const body = { user_id: to === 'self' ? ada!.id : to, content };
    await expect(ada!.post('/v1/user/whisper', body)).rejects.toMatchObject({ status, code });
    expect(await ada!.messages()).toEqual([]);
  });

  it('has up to 255 characters, of whatever size', async () => {
    const [ada, bob] = await people('ada5', 'bob5');
    const content = '🪶'.repeat(255);
    await whisper(ada!, bob!, content);
    expect(await bob!.messages()).toMatchObject([{ content }]);
  });

  it('is not sent across a block, in either direction, nor to who has left', async () => {
    const [ada, bob, cleo] = await people('ada6', 'bob6', 'cleo6');
    await ada!.post('/v1/user/block', { user_id: bob!.id });
    for (const [from, to] of [[ada!, bob!] as const, [bob!, ada!] as const])
      await expect(whisper(from, to, 'Hello')).rejects.toMatchObject({ status: 403, error: 'relation.blocked' });
    await sql('update member set deleted_at = now() where id = $1', [cleo!.id]);
    await expect(whisper(ada!, cleo!, 'Hello')).rejects.toMatchObject({ status: 400, code: 50003 });
  });

  it('is sent by members only, and not by those who are banned', async () => {
    const [ada, bob] = await people('ada7', 'bob7');
    await expect(whisper(community.guest, ada!, 'Hello')).rejects.toMatchObject({ status: 401, code: 10005 });
    await (await community.owner()).post('/v1/admin/user/status', { id: bob!.id, status: 2 });
    await expect(whisper(bob!, ada!, 'Hello')).rejects.toMatchObject({ status: 403, code: 20006 });
    await whisper(ada!, bob!, 'You can still read this');
    expect(await bob!.messages()).toHaveLength(1);
  });

  it('reaches nobody in a neighbouring community', async () => {
    const [ada] = await people('adax');
    const there = await community.neighbour();
    const strangers = await Promise.all(Array.from({ length: 40 }, (_, number) => there.member(`there${number}`)));
    const stranger = strangers.reduce((one, other) => (one.id > other.id ? one : other)); // no such id here
    await expect(whisper(ada!, stranger, 'Hello')).rejects.toMatchObject({ status: 400, code: 50003 });
    expect(await stranger.messages()).toEqual([]);
  });

  it('reaches who has muted its sender', async () => {
    const [ada, bob] = await people('ada8', 'bob8');
    await bob!.post('/v1/user/mute', { user_id: ada!.id });
    await whisper(ada!, bob!, 'Hello');
    expect(await bob!.messages('whisper')).toHaveLength(1);
  });

  it('is kept from who blocks its sender, as long as they do', async () => {
    const [ada, bob] = await people('ada9', 'bob9');
    await whisper(ada!, bob!, 'Hello');
    await whisper(bob!, ada!, 'Go away');
    await bob!.post('/v1/user/block', { user_id: ada!.id });
    await new Promise((resolve) => setTimeout(resolve, 1000)); // counts are remembered for so long
    expect((await bob!.messages()).map(({ content }) => content)).toEqual(['Go away']);
    expect(await bob!.messages('unread')).toEqual([]);
    expect(await unread(bob!)).toBe(0);
    const page = await bob!.get('/v1/user/messages?style=all&page_size=1');
    expect(page['pager']).toMatchObject({ total_rows: 1 });
    expect(await ada!.messages()).toHaveLength(2);
    await bob!.post('/v1/user/unblock', { user_id: ada!.id });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await bob!.messages()).toHaveLength(2);
    expect(await unread(bob!)).toBe(1);
  });
});

describe('the private messages of a day', () => {
  const refused = { status: 429, code: 50005 };
  const startOfDay = (zone: string) => `date_trunc('day', now() at time zone '${zone}') at time zone '${zone}'`;
  const moveTo = (person: Person, time: string) =>
    sql(`update message set created_at = ${time} where sender_id = $1`, [person.id]);

  beforeAll(() => set(['app.max_whisper_daily', 10], ['app.time_zone', 'Asia/Shanghai']));
  afterAll(() => set(['app.max_whisper_daily', 1000], ['app.time_zone', '']));

  it('are as many as the community allows, also when they are sent at once', async () => {
    const [ada, bob, cleo] = await people('ada10', 'bob10', 'cleo10');
    const all = Array.from({ length: 20 }, (_, index) => whisper(ada!, index % 2 ? bob! : cleo!, `No. ${index}`));
    const settled = await Promise.allSettled(all);
    const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(failures).toHaveLength(10);
    for (const failure of failures) expect(failure).toMatchObject(refused);
    expect(await ada!.messages()).toHaveLength(10);
    expect((await bob!.messages()).length + (await cleo!.messages()).length).toBe(10);
    await whisper(bob!, cleo!, 'Others may still write');
  });

  it('are counted from midnight in the zone of the community', async () => {
    const [ada, bob] = await people('ada11', 'bob11');
    for (let number = 0; number < 10; number += 1) await whisper(ada!, bob!, `No. ${number}`);
    await expect(whisper(ada!, bob!, 'One more')).rejects.toMatchObject(refused);
    await moveTo(ada!, startOfDay('Asia/Shanghai'));
    await expect(whisper(ada!, bob!, 'One more')).rejects.toMatchObject(refused);
    await moveTo(ada!, `${startOfDay('Asia/Shanghai')} - interval '1 second'`);
    await whisper(ada!, bob!, 'A new day');
    await moveTo(ada!, `${startOfDay('America/Anchorage')} - interval '1 second'`);
    await set(['app.time_zone', 'America/Anchorage']);
    await whisper(ada!, bob!, 'A new day there, too');
  });

  it('are not fewer for one that is pressed twice', async () => {
    const [ada, bob] = await people('ada12', 'bob12');
    for (let number = 0; number < 10; number += 1) await whisper(ada!, bob!, `No. ${number}`);
    await whisper(ada!, bob!, 'No. 9');
    await expect(whisper(ada!, bob!, 'One more')).rejects.toMatchObject(refused);
    expect(await bob!.messages()).toHaveLength(10);
  });
});

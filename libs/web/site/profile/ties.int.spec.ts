import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

const community = useCommunity();

interface Reading {
  readonly person: Person;
  readonly reader: Visitor;
}

async function reading(username: string): Promise<Reading> {
  const person = await community.member(username);
  const reader = new Visitor(community.app, community.host);
  await reader.signIn(person.username, person.password);
  return { person, reader };
}

const actions = (reader: Visitor): string[] =>
  reader.page.root
    .querySelectorAll('#profile form[action], #profile a[href*="befriend"]')
    .map((found) => (found.getAttribute('action') ?? found.getAttribute('href'))!.split('/').at(-1)!);

describe('what two members are to each other', () => {
  it('begins and ends with a press, and is said once', async () => {
    const [{ reader }] = [await reading('ada'), await community.member('bob')];
    await reader.open('/@bob');
    expect(actions(reader)).toEqual(['follow', 'befriend', 'mute', 'block']);
    const steps = [
      ['follow', 'You follow this now.', ['unfollow', 'befriend', 'mute', 'block']],
      ['unfollow', 'You no longer follow this.', ['follow', 'befriend', 'mute', 'block']],
      ['mute', 'You will see less of them.', ['follow', 'befriend', 'unmute', 'block']],
      ['unmute', 'You see what they write again.', ['follow', 'befriend', 'mute', 'block']],
      ['block', 'Blocked.', ['mute', 'unblock']],
      ['unblock', 'No longer blocked.', ['follow', 'befriend', 'mute', 'block']],
    ] as const;
    for (const [act, said, left] of steps) {
      const page = await reader.submit(`/@bob/${act}`);
      expect([page.status, page.path, reader.texts('.toast')]).toEqual([200, '/@bob', [said]]);
      expect(actions(reader)).toEqual(left);
    }
  });

  it('is friendship once it was asked for and accepted, until one ends it', async () => {
    const [one, other] = [await reading('cleo'), await reading('dan')];
    await one.reader.open('/@dan/befriend');
    await one.reader.submit('/@dan/befriend', { greetings: 'From the <i>boat</i> house' });
    expect([one.reader.page.path, one.reader.texts('.toast')]).toEqual(['/@dan', ['Your request was sent.']]);
    expect(one.reader.texts('.sign')).toEqual(['Friendship asked for']);
    expect(actions(one.reader)).toEqual(['follow', 'withdraw', 'mute', 'block']);
    expect((await one.reader.open('/@dan/befriend')).path).toBe('/@dan');

    await other.reader.open('/@cleo');
    expect(other.reader.texts('.profile-asks b')).toEqual(['cleo would like to be your friend.']);
    expect(other.reader.page.body).toContain('From the &lt;i>boat&lt;/i> house');
    await other.reader.submit('/@cleo/accept');
    expect(other.reader.texts('.sign')).toEqual(['Friend']);
    await other.reader.open('/friends');
    expect(other.reader.texts('#people .row-text a')).toEqual(['cleo']);
    await one.reader.open('/@dan');
    await one.reader.submit('/@dan/unfriend');
    expect(one.reader.texts('.sign')).toEqual([]);
  });

  it('is declined or taken back', async () => {
    const [one, other] = [await reading('eva'), await reading('finn')];
    const ask = async () => {
      await one.reader.open('/@finn/befriend');
      await one.reader.submit('/@finn/befriend');
    };
    await ask();
    await one.reader.submit('/@finn/withdraw');
    expect(one.reader.texts('.toast')).toEqual(['Your request is taken back.']);
    await ask();
    await other.reader.open('/@eva');
    await other.reader.submit('/@eva/refuse');
    expect(other.reader.texts('.profile-asks')).toEqual([]);
  });

  it('keeps a note that is too long, and says so', async () => {
    const [{ reader }] = [await reading('gil'), await community.member('hana')];
    await reader.open('/@hana/befriend');
    const page = await reader.submit('/@hana/befriend', { greetings: 'x'.repeat(256) });
    expect([page.status, reader.texts('textarea')]).toEqual([422, ['x'.repeat(256)]]);
    expect(reader.texts('.field .wrong')).toHaveLength(1);
  });

  it('has no friendship where the community has none', async () => {
    const [{ reader }, owner] = [await reading('ian'), await community.owner()];
    await community.member('jan');
    const set = (value: boolean) =>
      owner.post('/v1/admin/settings/save', { items: [{ key: 'web_profile.use_friendship', value }] });
    await set(false);
    await reader.open('/@jan');
    expect(actions(reader)).toEqual(['follow', 'mute', 'block']);
    for (const path of ['/@jan/befriend', '/friends']) expect((await reader.open(path)).status).toBe(403);
    await set(true);
  });

  it('is nothing that a guest can change, nor what nobody offers', async () => {
    await community.member('kay');
    const guest = new Visitor(community.app, community.host);
    expect((await guest.open('/@kay/befriend')).path).toBe('/sign-in?next=%2F%40kay%2Fbefriend');
    const { reader } = await reading('lia');
    const headers = { cookie: `session=${reader.cookie('session')}`, host: community.host };
    await reader.open('/@kay');
    const token = reader.page.root.querySelector('input[name=form_token]')!.getAttribute('value')!;
    const send = (path: string, payload: Record<string, string>) =>
      community.app.inject({
        method: 'POST',
        url: path,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(payload).toString(),
      });
    const answer = async (path: string, more = {}) => (await send(path, { form_token: token, ...more })).statusCode;
    for (const path of ['/@kay/love', '/@kay/constructor', '/@nobody/follow']) expect(await answer(path)).toBe(404);
    expect(await answer('/@lia/follow')).toBe(422);
    expect((await send('/@kay/follow', {})).statusCode).toBe(403);
    const { headers: led } = await send('/@kay/follow', { form_token: token, back: '//example.org/' });
    expect(led['location']).toBe('/');
  });
});

describe('lists of people', () => {
  it('are followed from in place, and lead back', async () => {
    const [moe, { reader, person }] = [await community.member('moe'), await reading('nia')];
    const others = await Promise.all(['oli', 'pam'].map((name) => community.member(name)));
    for (const other of others) await moe.post('/v1/user/follow', { user_id: other.id });
    await moe.post('/v1/user/follow', { user_id: person.id });
    await reader.open('/@moe/following');
    expect(reader.texts('#people .row-text a')).toEqual(['nia', 'oli', 'pam']);
    expect(reader.texts('#people form button')).toEqual(['Follow oli', 'Follow pam']);
    const page = await reader.submit('/@oli/follow');
    expect(page.path).toBe('/@moe/following');
    expect(reader.texts('#people form button')).toEqual(['Following oli: stop', 'Follow pam']);
    expect((await reader.open('/following')).path).toBe('/@nia/following');
    expect(reader.texts('#people .row-text a')).toEqual(['oli']);
    await reader.open('/@oli/followers');
    expect(reader.texts('#people .row-text a')).toEqual(['nia', 'moe']);
  });

  it('say what to do where nobody is in them, and are for guests to read', async () => {
    const { reader } = await reading('quin');
    expect((await reader.open('/followers')).path).toBe('/@quin/followers');
    expect(reader.texts('.nothing h2')).toEqual(['Nobody follows you yet']);
    expect(reader.texts('.tabs a')).toEqual(['Following', 'Followers', 'Friends']);
    const guest = new Visitor(community.app, community.host);
    await guest.open('/@quin/following');
    expect([guest.texts('h1'), guest.texts('.nothing h2')]).toEqual([
      ['Followed by quin'],
      ['quin does not follow anybody yet'],
    ]);
    expect((await guest.open('/friends')).path).toMatch(/^\/sign-in/);
    expect((await guest.open('/@quin/following?page=7')).status).toBe(404);
  });
});

import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('the pages of topics', () => {
  const community = useCommunity();
  const visitor = (language?: string) => new Visitor(community.app, community.host, language);
  const signedIn = async ({ username, password }: Person, language?: string): Promise<Visitor> => {
    const reader = visitor(language);
    await reader.signIn(username, password);
    return reader;
  };
  const rows = (reader: Visitor): string[] => reader.texts('.rows .open');
  const actOf = (reader: Visitor, name: string, act: string): string =>
    reader.page.root
      .querySelectorAll('.row')
      .find((row) => row.querySelector('.open')!.text === `#${name}`)!
      .querySelectorAll('form')
      .map((form) => form.getAttribute('action')!)
      .find((action) => action.endsWith(`/${act}`))!;
  let ada: Person;
  let bob: Person;

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const empty = visitor();
    await empty.open('/topics');
    expect(empty.texts('.empty h2')).toEqual(['No topics yet']);
    await ada.posts('Herons', { tags: ['Birds', '观鸟'] });
    await bob.posts('Storks', { tags: ['birds'] });
    await bob.posts('Types', { tags: ['C++', 'and/or'] });
    await community.settle();
  });

  it('list the hot ones and the new ones to everybody', async () => {
    const guest = visitor();
    await guest.open('/topics');
    expect([rows(guest)[0], guest.texts('.row .muted')[0]]).toEqual(['#Birds', '2 posts']);
    expect(guest.texts('.tabs a')).toEqual(['Hot', 'New']);
    expect(guest.page.root.querySelectorAll('.main form')).toEqual([]);
    await guest.open('/topics?type=new');
    expect(rows(guest).at(-1)).toBe('#Birds');
    expect(guest.texts('.tabs [aria-current]')).toEqual(['New']);
    expect((await guest.open('/topics?page=9')).status).toBe(404);
    await guest.open('/topics?type=follow');
    expect(guest.texts('.empty .button')).toEqual(['Sign in']);
  });

  it('are followed, put on top, pinned and left by one button each, which leads back', async () => {
    const reader = await signedIn(ada);
    await reader.open('/topics?type=follow');
    expect(reader.texts('.empty h2')).toEqual(['You follow no topic yet']);
    for (const name of ['C++', 'Birds']) {
      await reader.open('/topics?type=new');
      const page = await reader.submit(actOf(reader, name, 'follow'));
      expect([page.path, reader.texts('.toast')]).toEqual(['/topics?type=new', ['You follow this now.']]);
    }
    await reader.open('/topics?type=follow');
    expect(rows(reader)).toEqual(['#Birds', '#C++']);
    await reader.submit(actOf(reader, 'C++', 'stick'));
    expect(rows(reader)).toEqual(['#C++', '#Birds']);
    expect(reader.texts('.row .muted')[0]).toBe('1 post · At the top of your list');
    await reader.submit(actOf(reader, 'Birds', 'pin'));
    await reader.open('/topics?type=pin');
    expect(rows(reader)).toEqual(['#Birds']);
    await reader.submit(actOf(reader, 'Birds', 'unfollow'));
    expect(reader.texts('.empty h2')).toEqual(['Nothing is pinned yet']);
  });

  it('show the posts of one, in any spelling of its name', async () => {
    const guest = visitor();
    for (const name of ['birds', 'BIRDS', 'Birds']) {
      const page = await guest.open(`/topic/${name}`);
      expect([page.status, guest.texts('h1'), guest.texts('.topic-head p')]).toEqual([200, ['#Birds'], ['2 posts']]);
      expect(guest.texts('.post .body')).toEqual(['Storks', 'Herons']);
    }
    expect(guest.page.root.querySelector('.topic-acts a')!.getAttribute('href')).toBe('/sign-in?next=%2Ftopic%2FBirds');
    await guest.open('/topic/birds?sort=hot');
    expect(guest.texts('.tabs [aria-current]')).toEqual(['Hot']);
    for (const name of ['观鸟', 'C++', 'and/or'])
      expect((await guest.open(`/topic/${encodeURIComponent(name)}`)).root.querySelector('h1')!.text).toBe(`#${name}`);
  });

  it('let a member follow one, and begin one that nobody has used', async () => {
    const reader = await signedIn(bob, 'zh-CN');
    await reader.open('/topic/birds');
    const follow = reader.page.root.querySelector('.topic-acts form')!.getAttribute('action')!;
    await reader.submit(follow);
    expect([reader.page.path, reader.texts('.toast')]).toEqual(['/topic/birds', ['已关注']]);
    expect(reader.texts('.topic-acts form button')).toContain('已关注取消关注 #Birds');
    const page = await reader.open(`/topic/${encodeURIComponent('候鸟')}`);
    expect([page.status, reader.texts('.empty h2')]).toEqual([404, ['还没有人聊过 #候鸟']]);
    expect(reader.page.root.querySelector('.empty .button')!.getAttribute('href')).toBe(
      `/compose?topic=${encodeURIComponent('候鸟')}`,
    );
  });

  it('tell nobody of a topic that only private posts have, and its author their own', async () => {
    await ada.posts('Mine', { tags: ['diary'], visibility: 1 });
    await community.settle();
    expect((await visitor().open('/topic/diary')).status).toBe(404);
    const reader = await signedIn(ada);
    expect((await reader.open('/topic/diary')).status).toBe(200);
    expect(reader.texts('.post .body')).toEqual(['Mine']);
  });

  it('take no name for a topic that can be none, and no script for anything but text', async () => {
    for (const name of ['', '%23birds', 'two%20words', '%3Cscript%3E', `${'x'.repeat(256)}`])
      expect((await visitor().open(`/topic/${name}`)).status).toBe(404);
    const page = await visitor().open(`/topic/${encodeURIComponent('"onload=alert(1)//')}`);
    expect([page.status, page.body.includes('&quot;onload=alert(1)//')]).toEqual([404, true]);
    expect(page.body).not.toContain('""onload');
  });

  it('refuse to follow what is not there, and send a guest to sign in', async () => {
    const reader = await signedIn(ada);
    await reader.open('/topics');
    const token = reader.page.root.querySelector('[name=form_token]')!.getAttribute('value')!;
    const post = (cookie: string) =>
      community.app.inject({
        method: 'POST',
        url: '/topics/999999/follow',
        headers: { host: community.host, cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ form_token: token }).toString(),
      });
    expect((await post(`session=${reader.cookie('session')}`)).statusCode).toBe(404);
    expect((await post('')).statusCode).toBe(403);
  });
});

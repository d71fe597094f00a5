import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';
import { deviceOf } from './devices.js';

describe('the settings of a member', () => {
  const community = useCommunity();
  const signedIn = async (person: Person, language = 'en') => {
    const visitor = new Visitor(community.app, community.host, language);
    await visitor.signIn(person.username, person.password);
    return visitor;
  };
  const valueOf = (visitor: Visitor, name: string) => {
    const field = visitor.page.root.querySelector(`#${name}`)!;
    return field.rawTagName === 'textarea' ? field.text : field.getAttribute('value');
  };

  it('lead from one list to every page, and are for members', async () => {
    const visitor = await signedIn(await community.member('ada'));
    await visitor.open('/settings');
    const links = visitor.page.root.querySelectorAll('.places-list a').map((link) => link.getAttribute('href')!);
    expect(links).toHaveLength(6);
    for (const link of links) {
      const { status, root } = await visitor.open(link);
      expect([link, status, root.querySelectorAll('h1').length]).toEqual([link, 200, 1]);
      expect(root.querySelector('.settings-tabs [aria-current]')!.getAttribute('href')).toBe(link);
      const guest = new Visitor(community.app, community.host);
      expect((await guest.open(link)).path).toBe(`/sign-in?next=${encodeURIComponent(link)}`);
    }
  });

  it('keep what one says of oneself, all of it or nothing', async () => {
    const bob = await community.member('bob');
    const visitor = await signedIn(bob);
    await visitor.open('/settings/profile');
    const bio = 'Herons & cranes.\n<script>alert(1)</script>';
    const page = await visitor.submit('/settings/profile', { nickname: 'Bob B.', bio, link: 'example.org/bob' });
    expect([page.status, visitor.texts('.toast')]).toEqual([200, ['Saved.']]);
    expect(['nickname', 'link'].map((name) => valueOf(visitor, name))).toEqual(['Bob B.', 'https://example.org/bob']);
    expect(page.body).not.toContain('<script>alert');
    expect(await bob.get('/v1/user/profile?username=bob')).toMatchObject({ nickname: 'Bob B.' });

    const link = 'javascript:alert(1)';
    const refused = await visitor.submit('/settings/profile', { nickname: 'Robert', bio: 'Other', link });
    expect([refused.status, visitor.texts('#link-wrong')[0]]).toEqual([
      422,
      'This is no address of the web. It begins with https:// or http://.',
    ]);
    expect(['nickname', 'bio', 'link'].map((name) => valueOf(visitor, name))).toEqual(['Robert', 'Other', link]);
    await visitor.submit('/settings/profile', { bio: 'x'.repeat(161), link: '' });
    expect(visitor.texts('#bio-wrong')).toEqual(['This may have 160 characters.']);
    expect(await bob.get('/v1/user/profile?username=bob')).toMatchObject({ nickname: 'Bob B.' });
  });

  it('keep somebody out of searches, and let them be found again', async () => {
    const cleo = await community.member('cleo');
    const visitor = await signedIn(cleo);
    await visitor.open('/settings/profile');
    await visitor.submit('/settings/profile', { findable: [] });
    expect(visitor.page.root.querySelector('#findable')!.hasAttribute('checked')).toBe(false);
    expect(await cleo.get('/v1/user/info')).toMatchObject({ findable: false });
    await visitor.submit('/settings/profile', { findable: '1' });
    expect(await cleo.get('/v1/user/info')).not.toHaveProperty('findable');
  });

  it('change the password, keep this browser signed in and no other', async () => {
    const dan = await community.member('dan');
    const [visitor, other] = [await signedIn(dan), await signedIn(dan)];
    await visitor.open('/settings/password');
    const password = 'a better password';
    const form = { old_password: dan.password, password, again: password };
    await visitor.submit('/settings/password', { ...form, again: 'another one' });
    expect([visitor.page.status, visitor.texts('#again-wrong')[0]]).toEqual([
      422,
      'The two passwords are not the same.',
    ]);
    await visitor.submit('/settings/password', { ...form, old_password: 'wrong-one' });
    expect(visitor.texts('#old_password-wrong')).toEqual(['The current password is wrong.']);
    expect(visitor.page.body).not.toMatch(/wrong-one|a better password/);
    await visitor.submit('/settings/password', form);
    expect([visitor.page.path, visitor.texts('.toast')]).toEqual(['/settings/password', ['Saved.']]);
    expect((await other.open('/settings')).path).toBe('/sign-in?next=%2Fsettings');
    expect((await visitor.open('/settings')).path).toBe('/settings');
    const again = new Visitor(community.app, community.host);
    expect((await again.signIn('dan', password)).path).toBe('/');
  });

  it('list where one is signed in, and end one, all others, or all', async () => {
    const eve = await community.member('eve');
    const [visitor, second, third] = [await signedIn(eve), await signedIn(eve), await signedIn(eve)];
    await visitor.open('/settings/sessions');
    expect(visitor.texts('.rows .row')).toHaveLength(4);
    expect(visitor.texts('.row .mark-here')).toEqual(['This device']);
    const [, latest] = visitor.page.root
      .querySelectorAll('.row-act [name=id]')
      .map((one) => one.getAttribute('value')!);
    await visitor.submit('/settings/sessions/end', { id: latest! });
    expect([visitor.texts('.rows .row').length, visitor.texts('.toast')]).toEqual([3, ['Done.']]);
    expect((await third.open('/settings')).path).toContain('/sign-in');
    await visitor.submit('/settings/sessions/end-others');
    expect(visitor.texts('.rows .row')).toHaveLength(1);
    expect((await second.open('/settings')).path).toContain('/sign-in');
    await expect(eve.get('/v1/user/info')).rejects.toMatchObject({ code: 10006 });

    const fourth = await signedIn(eve);
    await visitor.open('/settings/account');
    expect((await visitor.submit('/settings/account/sign-out-everywhere')).path).toBe('/sign-in');
    for (const one of [visitor, fourth]) expect((await one.open('/settings')).path).toContain('/sign-in');
  });

  it('end nobody else’s session', async () => {
    const [fay, gil] = [await community.member('fay'), await community.member('gil')];
    const [visitor, other] = [await signedIn(fay), await signedIn(gil)];
    await other.open('/settings/sessions');
    const id = other.page.root.querySelector('.row-act [name=id]')!.getAttribute('value')!;
    for (const given of [id, '0', 'x', '']) {
      await visitor.open('/settings/sessions');
      expect((await visitor.submit('/settings/sessions/end', { id: given })).status).toBe(404);
    }
    expect((await other.open('/settings')).status).toBe(200);
  });

  it('choose language and time zone for all pages, wherever one signs in', async () => {
    const hal = await community.member('hal');
    const visitor = await signedIn(hal);
    await visitor.open('/settings/look');
    await visitor.submit('/settings/look', { locale: 'zh-CN', time_zone: 'Pacific/Kiritimati' });
    expect([visitor.texts('h1'), visitor.texts('.toast')]).toEqual([['语言与外观'], ['已保存']]);
    const elsewhere = await signedIn(hal);
    const { root } = await elsewhere.open('/settings/look');
    expect(root.querySelector('html')!.getAttribute('lang')).toBe('zh-CN');
    expect(root.querySelector('#time_zone option[selected]')!.getAttribute('value')).toBe('Pacific/Kiritimati');
    await elsewhere.open('/settings/sessions');
    expect(elsewhere.page.root.querySelector('time')!.getAttribute('title')).toMatch(/GMT\+14/);
    for (const [name, wrong] of [
      ['locale', 'xx'],
      ['time_zone', '+01:00'],
      ['time_zone', 'Nowhere/Else'],
    ] as const) {
      await elsewhere.open('/settings/look');
      expect((await elsewhere.submit('/settings/look', { [name]: wrong })).status).toBe(422);
    }
    await visitor.open('/settings/look');
    await visitor.submit('/settings/look', { locale: '', time_zone: '' });
    expect(visitor.texts('h1')).toEqual(['Language and look']);
  });

  it('list whom one keeps away, and take that back', async () => {
    const [ivy, jon, kai] = [
      await community.member('ivy'),
      await community.member('jon'),
      await community.member('kai'),
    ];
    await ivy.post('/v1/user/block', { user_id: jon.id });
    await ivy.post('/v1/user/mute', { user_id: kai.id });
    const visitor = await signedIn(ivy);
    await visitor.open('/settings/blocked');
    expect(visitor.texts('.row-text b')).toEqual(['jon']);
    await visitor.submit('/settings/blocked');
    expect([visitor.texts('.toast'), visitor.texts('.empty h2')]).toEqual([['Done.'], ['You have blocked nobody']]);
    await visitor.open('/settings/muted');
    expect(visitor.texts('.row-text b')).toEqual(['kai']);
    await visitor.submit('/settings/muted');
    expect(visitor.texts('.empty h2')).toEqual(['You have muted nobody']);
  });
});

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:135.0) Gecko/20100101 Firefox/135.0', 'Firefox · Windows'],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.56',
      'WeChat · iPhone',
    ],
    ['curl/8.5.0', 'curl'],
    ['<b>', ''],
    ['', ''],
  ])('is told by what it says of itself: %s', (userAgent, told) => {
    expect(deviceOf(userAgent)).toBe(told);
  });
});

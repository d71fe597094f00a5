import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('the front page', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let cleo: Person;

  const visit = async (person?: Person, language = 'en'): Promise<Visitor> => {
    const visitor = new Visitor(community.app, community.host, language);
    if (person) await visitor.signIn(person.username, person.password);
    return visitor;
  };
  const settings = async (items: Record<string, unknown>) =>
    (await community.owner()).post('/v1/admin/settings/save', {
      items: Object.entries(items).map(([key, value]) => ({ key, value })),
    });

  beforeAll(async () => {
    ada = await community.member('ada');
    bob = await community.member('bob');
    cleo = await community.member('cleo');
  });

  it('of an empty community says to each what it is', async () => {
    const guest = await visit();
    await guest.open('/');
    expect(guest.texts('h1')).toEqual(['Nothing has been posted yet']);
    expect(guest.texts('.welcome .button')).toEqual(['Join', 'Sign in']);
    const owner = await visit(await community.owner());
    await owner.open('/');
    expect(owner.texts('.empty .button')).toEqual(['Write the first post']);
    expect(owner.texts('.empty p')).toEqual(['Whoever comes next finds it easier when somebody has begun.']);
  });

  it('welcomes guests with what the owner says of it, and lets in whom the owner lets in', async () => {
    await ada.posts('The first post of all');
    await settings({ 'look.tagline': 'Herons <b>only</b>', 'web_profile.allow_user_register': false });
    const guest = await visit(undefined, 'zh-CN');
    const page = await guest.open('/');
    expect(guest.texts('h1')).toEqual([`欢迎来到${community.tenant.slug}`]);
    expect(page.body).toContain('<p>Herons &lt;b>only&lt;/b></p>');
    expect(guest.texts('.welcome .button')).toEqual(['登录']);
    expect(guest.texts('.tabs a')).toEqual(['最新', '热门']);
    expect(page.root.querySelectorAll('form[method=post]')).toHaveLength(0);
    expect(page.headers['set-cookie']).toBeUndefined();
    await settings({ 'look.tagline': '', 'web_profile.allow_user_register': true });
  });

  it('has for members a line to write in, and what those they follow write', async () => {
    const reader = await visit(bob);
    await reader.open('/?style=following');
    expect(reader.texts('h1')).toEqual(['Here is what the people you follow write']);
    expect(reader.page.root.querySelector('form[action="/compose"] textarea')!.getAttribute('name')).toBe('content');
    expect(reader.texts('.suggestions .row-text b')).toContain('ada');
    await bob.post('/v1/user/follow', { user_id: ada.id });
    await cleo.posts('Nobody follows me');
    const page = await reader.open('/?style=following');
    expect(page.body).toContain('The first post of all');
    expect(page.body).not.toContain('Nobody follows me');
    expect(reader.texts('.tabs [aria-current]')).toEqual(['Following']);
    expect(page.root.querySelector('link[rel=canonical]')).toBeNull();
  });

  it('counts new posts by others, and nothing that the reader would not see', async () => {
    const start = Date.now() - 2;
    const ask = async (visitor: Visitor, style = 'newest', age: unknown = Date.now() - start) =>
      (await visitor.open(`/newer?style=${style}&age=${String(age)}&language=en`)).body;
    await cleo.posts('Something new');
    await cleo.posts('A secret', { visibility: 1 });
    const [guest, asAda, asBob, asCleo] = [await visit(), await visit(ada), await visit(bob), await visit(cleo)];
    expect(await ask(guest)).toContain('<a href="/">1 new post</a>');
    expect(await ask(asAda)).toContain('1 new post');
    expect(await ask(asCleo)).toBe('');
    expect(await ask(asBob, 'following')).toBe('');
    await ada.posts('To those who follow me');
    expect(await ask(asBob, 'following')).toContain('<a href="/?style=following">1 new post</a>');
    for (const odd of ['', 'x', '-1', '1e9', '9999999999999999', '1&age=2'])
      expect(await ask(guest, 'newest', odd)).toBe('');
  });

  it('keeps what members collected and starred for themselves', async () => {
    const { id } = await ada.posts('Worth keeping');
    const lost = await ada.posts('Kept, then hidden');
    const reader = await visit(bob);
    await reader.open('/collections');
    expect(reader.texts('h1')).toEqual(['You have kept nothing yet']);
    for (const post of [id, lost.id]) {
      await bob.post('/v1/post/collection', { id: post });
      await bob.post('/v1/post/star', { id: post });
    }
    await ada.post('/v1/post/visibility', { id: lost.id, visibility: 1 });
    for (const path of ['/collections', '/stars']) {
      const page = await reader.open(path);
      expect(reader.texts('.post .body')).toEqual(['Worth keeping']);
      expect(page.body).not.toContain('Kept, then hidden');
      expect(reader.texts('.end')).toEqual(['1 post can no longer be shown to you.']);
    }
    expect((await reader.open('/collections?page=7')).status).toBe(404);
    const guest = await visit();
    expect((await guest.open('/collections')).path).toBe('/sign-in?next=%2Fcollections');
  });

  it('has a way to the rest of it that scripts can follow', async () => {
    for (let number = 1; number <= 21; number++) await cleo.posts(`Number ${number} of cleo.`);
    const reader = await visit(ada);
    const page = await reader.open('/');
    const pages = page.root.querySelector('.pages')!;
    expect(page.root.querySelector(pages.getAttribute('data-feed')!)!.querySelectorAll('.post')).toHaveLength(20);
    const next = pages.querySelector('a[rel=next]')!.getAttribute('href')!;
    const second = await reader.open(next);
    expect(second.body).toContain('Number 1 of cleo.');
    expect(second.root.querySelector('form.quick')).toBeNull();
    expect(reader.texts('title')).toEqual([`${community.tenant.slug}, page 2`]);
  });
});

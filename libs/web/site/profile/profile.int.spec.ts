import sharp from 'sharp';
import { behind } from '../../../../test/support/behind.js';
import type { Person } from '../../../../test/support/person.js';
import { Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

const community = useCommunity();
const sql = behind(community);
const visitor = (language = 'en') => new Visitor(community.app, community.host, language);

async function signedIn(person: Person): Promise<Visitor> {
  const reader = visitor();
  await reader.signIn(person.username, person.password);
  return reader;
}

const crowd = async <T extends string>(...names: T[]): Promise<Record<T, Person>> =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await community.member(name)] as const)),
  ) as Record<T, Person>;

const actions = (reader: Visitor): string[] =>
  reader.page.root
    .querySelectorAll('#profile form[action], #profile a[href*="befriend"]')
    .map((found) => (found.getAttribute('action') ?? found.getAttribute('href'))!.split('/').at(-1)!);

describe('the page of a member', () => {
  it('says who they are, to everybody', async () => {
    const { ada, bob } = await crowd('ada', 'bob');
    await sql(`update member set nickname = 'Ada L', bio = $1, link = 'https://ada.example.org/a' where id = $2`, [
      'Herons.\nSee https://example.org/x <b>',
      ada.id,
    ]);
    await bob.post('/v1/user/follow', { user_id: ada.id });
    await ada.posts('A first look at the reeds');
    await ada.posts('Kept to myself', { visibility: 1 });
    const reader = visitor();
    const page = await reader.open('/@ada');
    expect([page.status, reader.texts('h1')]).toEqual([200, ['Ada L']]);
    expect(reader.texts('.profile-counts a')).toEqual(['0 following', '1 follower', '2 posts']);
    expect(reader.texts('.profile-bio')).toEqual(['Herons. See example.org/x <b>']);
    expect(page.body).toContain('&lt;b>');
    expect(reader.texts('.profile-facts')[0]).toMatch(/^ada.example.org\/a ?Joined \w+ 20\d\d$/);
    expect(page.root.querySelector('.profile-facts a')!.getAttribute('rel')).toContain('nofollow');
    expect(page.body).toContain('A first look at the reeds');
    expect(page.body).not.toContain('Kept to myself');
    const site = `http://${community.host}:3000`;
    expect(page.root.querySelector('link[rel=canonical]')!.getAttribute('href')).toBe(`${site}/@ada`);
    expect(page.root.querySelector('meta[property="og:title"]')!.getAttribute('content')).toMatch(/^Ada L \(@ada\) · /);
    expect(page.root.querySelector('meta[property="og:type"]')!.getAttribute('content')).toBe('profile');
    expect(page.root.querySelector('meta[property="og:image"]')!.getAttribute('content')).toContain(
      '/@ada/card.png?v=',
    );
    expect((await reader.open('/@ADA')).root.querySelector('link[rel=canonical]')!.getAttribute('href')).toBe(
      `${site}/@ada`,
    );
    expect(reader.texts('#profile a.button')).toEqual(['Follow']);
    expect(page.root.querySelector('#profile a.button')!.getAttribute('href')).toBe('/sign-in?next=%2F%40ada');
    expect(actions(reader)).toEqual([]);
  });

  it('is for search engines only where they want to be found', async () => {
    const { lea } = await crowd('lea');
    const isPublic = async (path = '/@lea') => !(await visitor().open(path)).body.includes('content="noindex"');
    expect([await isPublic(), await isPublic('/@lea?style=star')]).toEqual([true, false]);
    await lea.post('/v1/user/findable', { findable: false });
    expect(await isPublic()).toBe(false);
  });

  it.each(['/@', '/@nobody', '/@%20', '/@..%2f', `/@${'x'.repeat(99)}`, '/@nobody/followers', '/@a/b/c'])(
    'is nowhere at %p',
    async (path) => {
      const page = await visitor().open(path);
      expect([page.status, page.root.querySelector('h1')?.text]).toEqual([404, 'There is nothing here']);
    },
  );

  it('looks, once they are gone, as if they had never been', async () => {
    const { gone } = await crowd('gone');
    await sql('update member set deleted_at = now() where id = $1', [gone.id]);
    const [one, other] = [await visitor().open('/@gone'), await visitor().open('/@never')];
    expect(one.status).toBe(404);
    expect(one.body.replaceAll('gone', 'never')).toBe(other.body.replaceAll('gone', 'never'));
  });

  it('has its tabs at addresses of their own', async () => {
    const { mia, zed } = await crowd('mia', 'zed');
    const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const uploaded = await new Uploader(community.app, mia).file('public/image', bytes, 'image/png');
    const contents = [
      { type: 2, sort: 1, content: 'with a picture' },
      { type: 3, sort: 2, content: uploaded.content, alt: 'A teal square' },
    ];
    const { id } = await mia.post('/v1/post', { contents, tags: [], users: [], visibility: 0 });
    const { id: theirs } = await zed.posts('of somebody else');
    await mia.comments(theirs, 'indeed');
    await mia.post('/v1/post/star', { id: theirs });
    const reader = visitor();
    await reader.open('/@mia?style=media');
    expect(reader.page.root.querySelectorAll('#media a').map((tile) => tile.getAttribute('href'))).toEqual([
      `/post/${id as number}`,
    ]);
    expect(reader.page.root.querySelector('#media img')!.getAttribute('alt')).toBe('A teal square');
    for (const tab of ['comment', 'star']) {
      expect((await reader.open(`/@mia?style=${tab}`)).body).toContain('of somebody else');
      expect(reader.texts('.tabs a[aria-current]')).toEqual([tab === 'star' ? 'Starred' : 'Comments']);
    }
    await reader.open('/@mia?style=highlight');
    expect(reader.texts('.nothing h2')).toEqual(['mia has no highlights yet']);
    expect((await reader.open('/@mia?style=<script>')).body).toContain('with a picture');
    expect((await reader.open('/@mia?page=9')).status).toBe(404);
  });

  it('says to a stranger no more than that there is nothing to read', async () => {
    const { kim, lou } = await crowd('kim', 'lou');
    await kim.posts('Among friends', { visibility: 2 });
    const guest = visitor();
    await guest.open('/@kim');
    expect(guest.texts('.nothing h2')).toEqual(['There is nothing public here']);
    const stranger = await signedIn(lou);
    const before = await stranger.open('/@kim');
    await kim.post('/v1/user/block', { user_id: lou.id });
    const after = await stranger.open('/@kim');
    expect(stranger.texts('.nothing h2')).toEqual(['There is nothing here for you to read']);
    expect(after.body).toBe(before.body);
    const refused = await stranger.submit('/@kim/follow');
    expect([refused.status, refused.path]).toEqual([422, '/@kim/follow']);
    expect(stranger.texts('[role=alert]')).toEqual(['A block between you and this member does not allow this.']);
    expect(stranger.texts('h1')).toEqual(['kim']);
  });

  it('is for oneself to edit, and begins with the first post', async () => {
    const { ned } = await crowd('ned');
    const reader = await signedIn(ned);
    await reader.open('/@ned');
    expect(reader.texts('#profile a.button')).toEqual(['Edit profile']);
    expect(actions(reader)).toEqual([]);
    expect(reader.texts('.nothing .button')).toEqual(['Write your first post']);
    expect(reader.texts('.nav [aria-current]')).toEqual(['My page']);
  });

  it('says that an account is suspended, and lets nobody approach it', async () => {
    const { sam, tom } = await crowd('sam', 'tom');
    await sql('update member set status = 2 where id = $1', [sam.id]);
    const reader = await signedIn(tom);
    await reader.open('/@sam');
    expect(reader.texts('.note')).toEqual(['This account has been suspended.']);
    expect(actions(reader)).toEqual(['mute', 'block']);
  });

  it('speaks Chinese', async () => {
    await crowd('ada');
    const reader = visitor('zh-CN');
    await reader.open('/@ada');
    expect(reader.texts('.tabs a')).toEqual(['动态', '评论过', '亮点', '图文', '赞过']);
  });
});

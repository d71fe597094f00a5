import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';
import type { Data, Person } from '../../../test/support/person.js';
import type { DemoContent, DemoPost } from './demo-content.js';
import { demoContents } from './demo-contents.js';
import { seedCommunity } from './seed-community.js';
import { zipFile } from './zip-file.js';

jest.setTimeout(120_000);

const pictures = join(__dirname, 'pictures');
const contents: [string, DemoContent][] = Object.entries(demoContents);
const seeding = { password: 'paopao-demo', pictures };

describe('the demo communities', () => {
  const community = useCommunity();
  const seed = async (where: TestCommunity, content: DemoContent) =>
    seedCommunity(where.app, (await where.app.get(TenantDirectory).findByHost(where.host))!, content, seeding);
  /** Who administers the demo, as the first owner of one does. */
  const ownerOf = async (there: TestCommunity): Promise<Person> => {
    const owner = await there.member('linlin');
    await (await there.owner()).post('/v1/admin/user/role', { id: owner.id, is_admin: true });
    return owner;
  };
  const totalOf = async ({ guest }: TestCommunity) =>
    ((await guest.get('/v1/posts?style=newest'))['pager'] as { total_rows: number }).total_rows;

  /** Long, wide, closed, taken back, kept apart. */
  const findRare = async (there: TestCommunity, owner: Person, content: DemoContent, listed: Data[]): Promise<void> => {
    const opened = async (username: string, path: string): Promise<Visitor> => {
      const visitor = new Visitor(there.app, there.host);
      if (username) await visitor.signIn(username, username === 'linlin' ? owner.password : seeding.password);
      await visitor.open(path);
      return visitor;
    };
    const pathOf = (is: (post: DemoPost) => unknown) => {
      const start = JSON.stringify(content.posts.find(is)!.text).slice(1, 20);
      return `/post/${String(listed.find((post) => JSON.stringify(post).includes(start))!['id'])}`;
    };
    const nine = await opened(
      '',
      pathOf(({ pictures = [] }) => pictures.length === 9),
    );
    expect([nine.texts('.comment').length, nine.page.root.querySelectorAll('.pictures a').length]).toEqual([1, 9]);
    const quote = await opened(
      '',
      pathOf(({ quotes }) => quotes && content.posts.some((post) => post.isDeleted && post.name === quotes)),
    );
    expect(quote.page.root.querySelector('.quoted.none')).not.toBeNull();
    const locked = await opened(
      'kevin' in content.people ? 'kevin' : 'nora',
      pathOf(({ isLocked }) => isLocked),
    );
    expect(locked.page.root.querySelector('main form[action$="/comment"]')).toBeNull();
    const [[blocker, [blocked]]] = Object.entries(content.blocks) as [[string, [string]]];
    expect((await opened(blocker, '/settings/blocked')).page.body).toContain(`@${blocked}`);
    const [suspended] = content.suspended;
    expect((await opened('', `/@${suspended!}`)).page.status).toBe(200);
    const newcomer = content.members.at(-1)!;
    expect((await opened(newcomer, `/@${newcomer}`)).page.root.querySelector('.nothing')).not.toBeNull();
    for (const letters of [/\p{Script=Arabic}{5}/u, /\p{Script=Latin}{50}/u, /https?:\S{150}/])
      expect(content.posts.some(({ text }) => letters.test(text))).toBe(true);
  };

  it.each(contents)('fill %s once, with what people said', async (_slug, content) => {
    const there = await community.neighbour();
    const owner = await ownerOf(there);
    const broken = { ...content, posts: [...content.posts, { by: 'nobody', text: 'said by nobody' }] };
    await expect(seed(there, broken)).rejects.toThrow('no member nobody'); // as if it had been killed before the end
    expect(await totalOf(there)).toBe(0);
    await seed(there, content);
    await seed(there, content);
    await there.settle();
    expect(await totalOf(there)).toBe(content.posts.filter((post) => !post.for && !post.isDeleted).length);
    expect((await owner.messages()).length).toBeGreaterThan(3);
    const other = await there.guest.post('/v1/auth/login', {
      username: content.members.at(-1)!,
      password: seeding.password,
    });
    expect(other['token']).toEqual(expect.any(String));
  });

  it.each(contents)('show in %s everything that posts and people can do', async (_slug, content) => {
    const there = await community.neighbour();
    const owner = await ownerOf(there);
    await seed(there, content);
    await there.settle();
    const listed = (await owner.get('/v1/posts?style=newest&page_size=100'))['list'] as Data[];
    const [first] = listed;
    expect(first).toMatchObject({ is_top: 1, user: { username: 'linlin' } });
    expect(listed.filter(({ quoted }) => quoted).length).toBeGreaterThanOrEqual(2);
    const all = JSON.stringify(listed);
    for (const part of ['"cover":"', '"alt":"', '"type":7']) expect(all).toContain(part);
    const friends = (await owner.get('/v1/user/contacts'))['list'] as Data[];
    expect(friends).toHaveLength(3);
    const requests = (await owner.messages('requesting')).filter((message) => message['reply_id'] === 1);
    expect(requests).toMatchObject([{ sender_user: { username: content.requests[0]!.by } }]);
    expect(((await owner.get('/v1/user/collections'))['list'] as Data[]).length).toBeGreaterThanOrEqual(2);
    expect(await there.guest.get('/v1/site/profile')).toMatchObject({ enable_trends_bar: true });
    for (const type of ['follow', 'pin']) {
      const { topics } = await owner.get(`/v1/tags?type=${type}&num=10`);
      const wanted = Object.values(content.topics).filter((choice) => type === 'follow' || choice === 'pinned');
      expect(topics).toHaveLength(wanted.length);
    }
    expect(await owner.messages('whisper')).toHaveLength(2);
    expect(listed.filter(({ edited }) => edited === 1)).toHaveLength(1);
    const chosen = content.posts.findIndex(({ comments = [] }) => comments.some(({ isHighlight }) => isHighlight));
    const { id } = listed.find((post) => JSON.stringify(post).includes(content.posts[chosen]!.text.slice(0, 20)))!;
    const comments = (await owner.get(`/v1/post/comments?id=${String(id)}`))['list'] as Data[];
    expect(comments).toContainEqual(expect.objectContaining({ is_essence: 1, thumbs_up_count: 3 }));
    expect(((await owner.get('/v1/trends/index'))['list'] as Data[]).length).toBeGreaterThan(3);
    await findRare(there, owner, content, listed);
  });

  it('attach archives whose parts are where they say', () => {
    const archive = zipFile('名单.txt', '一');
    const end = archive.length - 22;
    const directory = archive.readUInt32LE(end + 16);
    expect([0, directory, end].map((at) => archive.toString('latin1', at, at + 4))).toEqual([
      'PK\u0003\u0004',
      'PK\u0001\u0002',
      'PK\u0005\u0006',
    ]);
    expect(directory + archive.readUInt32LE(end + 12)).toBe(end);
    expect(archive.toString('utf8', directory - 3, directory)).toBe('一');
  });

  it('show the pictures and films that they hold', async () => {
    const there = await community.neighbour();
    await ownerOf(there);
    await seed(there, demoContents.garden);
    await there.settle(); // until then a film is being prepared
    const page = await there.app.inject({ url: '/', headers: { host: there.host, 'accept-language': 'en' } });
    expect(page.body).toContain('The swap table is open');
    for (const [address, type] of [
      [/\/media\/[^" ]+\.webp/, 'image/webp'],
      [/\/media\/[^" ]+\.mp4/, 'video/mp4'],
    ] as const) {
      const file = await there.app.inject({ url: address.exec(page.body)![0], headers: { host: there.host } });
      expect(file).toMatchObject({ statusCode: 200 });
      expect(file.headers['content-type']).toBe(type);
    }
    const tenant = (await there.app.get(TenantDirectory).findByHost(there.host))!;
    const unused = `select from media_object o where not exists (select from media_use u where u.object_id = o.id)`;
    expect(await tenantScope.run(tenant, () => there.app.get(TenantDatabase).query(unused))).toEqual([]);
  });

  it('have names for everybody who says, stars or follows something, and small pictures', () => {
    for (const [, content] of contents) {
      const { members, people, posts, follows, friends, requests, whispers, blocks, mutes, suspended } = content;
      const replies = posts.flatMap(({ comments = [] }) => comments.flatMap(({ replies = [] }) => replies));
      const comments = posts.flatMap(({ comments = [] }) => comments);
      const named = [
        ...[...posts, ...comments, ...replies].map(({ by }) => by),
        ...posts.flatMap(({ stars = [] }) => stars),
        ...posts.flatMap(({ keptBy = [] }) => keptBy),
        ...friends.flat(),
        ...whispers.flatMap(({ by, to }) => [by, to]),
        ...requests.flatMap(({ by, to }) => [by, to]),
        ...[Object.keys(people), suspended, content.settings.suggested].flat(),
        ...[follows, blocks, mutes]
          .flatMap(Object.entries<readonly string[]>)
          .flatMap(([name, others]) => [name, ...others]),
      ];
      expect(new Set(named)).toEqual(new Set(members));
      expect(posts.length).toBeGreaterThanOrEqual(24);
    }
    for (const name of readdirSync(pictures))
      expect(statSync(join(pictures, name)).size).toBeLessThan((name.endsWith('.mp4') ? 300 : 60) * 1024);
  });
});

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import type { Data } from '../../../test/support/person.js';
import type { DemoContent } from './demo-content.js';
import { demoContents } from './demo-contents.js';
import { seedCommunity } from './seed-community.js';
import { zipFile } from './zip-file.js';

const pictures = join(__dirname, 'pictures');
const seeding = { password: 'paopao-demo', pictures };

describe('the demo communities', () => {
  const community = useCommunity();
  const seed = async (where: TestCommunity, content: DemoContent) =>
    seedCommunity(where.app, (await where.app.get(TenantDirectory).findByHost(where.host))!, content, seeding);
  const totalOf = async ({ guest }: TestCommunity) =>
    ((await guest.get('/v1/posts?style=newest'))['pager'] as { total_rows: number }).total_rows;

  it.each(Object.entries(demoContents))('fill %s once, with what people said', async (_slug, content) => {
    const there = await community.neighbour();
    const owner = await there.member('linlin');
    const broken = { ...content, posts: [...content.posts, { by: 'nobody', text: 'said by nobody' }] };
    await expect(seed(there, broken)).rejects.toThrow('no member nobody'); // as if it had been killed before the end
    expect(await totalOf(there)).toBe(0);
    await seed(there, content);
    await seed(there, content);
    await there.settle();
    expect(await totalOf(there)).toBe(content.posts.filter((post) => !('for' in post)).length);
    expect((await owner.messages()).length).toBeGreaterThan(3);
    const other = await there.guest.post('/v1/auth/login', {
      username: content.members.at(-1)!,
      password: seeding.password,
    });
    expect(other['token']).toEqual(expect.any(String));
  });

  it.each(Object.entries(demoContents))(
    'show in %s everything that posts and people can do',
    async (_slug, content) => {
      const there = await community.neighbour();
      const owner = await there.member('linlin');
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
    },
  );

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
    await there.member('linlin');
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
    for (const { members, posts, follows, friends, requests, whispers } of Object.values(
      demoContents,
    ) as DemoContent[]) {
      const replies = posts.flatMap(({ comments = [] }) => comments.flatMap(({ replies = [] }) => replies));
      const comments = posts.flatMap(({ comments = [] }) => comments);
      const named = [
        ...[...posts, ...comments, ...replies].map(({ by }) => by),
        ...posts.flatMap(({ stars = [] }) => stars),
        ...posts.flatMap(({ keptBy = [] }) => keptBy),
        ...friends.flat(),
        ...whispers.flatMap(({ by, to }) => [by, to]),
        ...requests.flatMap(({ by, to }) => [by, to]),
        ...Object.entries(follows).flatMap(([name, others]) => [name, ...others]),
      ];
      expect(new Set(named)).toEqual(new Set(members));
      expect(posts.length).toBeGreaterThanOrEqual(24);
    }
    for (const name of readdirSync(pictures))
      expect(statSync(join(pictures, name)).size).toBeLessThan((name.endsWith('.mp4') ? 300 : 60) * 1024);
  });
});

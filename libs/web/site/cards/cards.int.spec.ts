import { parse } from 'node-html-parser';
import sharp from 'sharp';
import { Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('the picture of a post, shown elsewhere in place of a link', () => {
  const community = useCommunity();
  const get = (url: string, headers: Record<string, string> = {}, host = community.host) =>
    community.app.inject({ url, headers: { host, ...headers } });
  /** The picture that a page names, as path and query. */
  const named = async (url: string) => {
    const root = parse((await get(url)).body);
    const tag = (name: string) => root.querySelector(`meta[property="${name}"]`)?.getAttribute('content');
    const address = tag('og:image');
    const card = root.querySelector('meta[name="twitter:card"]')?.getAttribute('content');
    return { path: address?.replace(/^https?:\/\/[^/]+/, ''), tag, card };
  };
  const statusOf = async (url: string, headers: Record<string, string> = {}, host = community.host) =>
    (await get(url, headers, host)).statusCode;

  it('is named by its page with the size, drawn, and kept as long as nothing on it changes', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('A heron at the pond <script>');
    const { path, tag, card } = await named(`/post/${id}`);
    expect(path).toMatch(new RegExp(`^/post/${id}/card\\.png\\?v=[\\w-]{12}$`));
    expect([tag('og:image:width'), tag('og:image:height'), tag('og:type'), card]).toEqual([
      '1200',
      '630',
      'article',
      'summary_large_image',
    ]);
    expect(tag('og:image:alt')).toBe('ada: A heron at the pond <script>');
    const answer = await get(path!);
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'image/png' } });
    expect(answer.headers['cache-control']).toBe('public, max-age=86400');
    expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ width: 1200, height: 630 });
    const again = await get(path!, { 'if-none-match': String(answer.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get(`/post/${id}/card.png?v=older`)).headers['cache-control']).toBe('public, max-age=300');
    await ada.post('/v1/user/nickname', { nickname: 'Ada L' });
    expect((await named(`/post/${id}`)).path).not.toBe(path);
    expect((await get(path!)).headers.etag).not.toBe(answer.headers.etag);
  });

  it('shows a warning and not what stands behind it, and the first picture of others', async () => {
    const ada = await community.member('ada');
    const red = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer();
    const { content } = await new Uploader(community.app, ada).file('public/image', red, 'image/png');
    const publish = async (more: object) => {
      const contents = [
        { content: 'The butler did it', type: 2, sort: 100 },
        { content, type: 3, sort: 101 },
      ];
      const { id } = await ada.post('/v1/post', { contents, tags: [], users: [], ...more });
      const drawn = (await get(`/post/${String(id)}/card.png`)).rawPayload;
      const spot = await sharp(drawn).extract({ left: 1000, top: 300, width: 1, height: 1 }).raw().toBuffer();
      return { id, red: spot[0]! > 240 && spot[1]! < 20 };
    };
    expect((await publish({})).red).toBe(true);
    const warned = await publish({ cover: 'How it ends' });
    expect(warned.red).toBe(false);
    expect((await named(`/post/${String(warned.id)}`)).tag('og:image:alt')).toMatch(/: How it ends$/);
  });

  it('is for nobody where a stranger may not see the post, nor for its author', async () => {
    const [ada, neighbour] = [await community.member('ada'), await community.neighbour()];
    const { id: own } = await ada.posts('Dear diary', { visibility: 1 });
    const { id: forFriends } = await ada.posts('Dear friends', { visibility: 2 });
    const { id: gone } = await ada.posts('A slip of the tongue');
    const { id } = await ada.posts('Hello');
    await ada.delete('/v1/post', { id: gone });
    const author = new Visitor(community.app, community.host);
    await author.signIn('ada', ada.password);
    for (const hidden of [own, forFriends, gone, 999_999, 'x'])
      expect([
        await statusOf(`/post/${hidden}/card.png`),
        (await author.open(`/post/${hidden}/card.png`)).status,
      ]).toEqual([404, 404]);
    expect(await statusOf(`/post/${id}/card.png`, {}, neighbour.host)).toBe(404);
    expect((await named(`/post/${own}`)).path).toBeUndefined();
  });

  it('has the community, its members and its topics, too', async () => {
    const ada = await community.member('ada');
    await ada.posts('On birds #birds ', { tags: ['birds'] });
    await community.settle();
    for (const [page, kind] of [
      ['/', 'website'],
      ['/@ada', 'profile'],
      ['/topic/birds', 'website'],
    ] as const) {
      const { path, tag } = await named(page);
      expect(tag('og:type')).toBe(kind);
      expect(await statusOf(path!)).toBe(200);
    }
    for (const nothing of ['/@nobody/card.png', '/topic/nothing/card.png']) expect(await statusOf(nothing)).toBe(404);
    const { path } = await named('/@ada');
    await ada.post('/v1/user/findable', { findable: false });
    expect([await statusOf(path!), (await named('/@ada')).path]).toEqual([404, undefined]);
  });

  it('is not there where a community is for its members only', async () => {
    const closed = await community.neighbour();
    const keeper = await closed.owner();
    const { id } = await keeper.posts('Among ourselves');
    await keeper.post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value: true }] });
    const member = new Visitor(closed.app, closed.host);
    await member.signIn(keeper.username, keeper.password);
    for (const path of ['/card.png', `/post/${id}/card.png`, `/@${keeper.username}/card.png`]) {
      expect(await statusOf(path, {}, closed.host)).toBe(401);
      expect((await member.open(path)).status).toBe(404);
    }
  });
});

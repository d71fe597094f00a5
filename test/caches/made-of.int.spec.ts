import { TenantDatabase } from '#kernel/database';
import { behind } from '../support/behind.js';
import type { Person } from '../support/person.js';
import { useCommunity } from '../support/use-community.js';

/** What a guest has no rows in: they are asked for `null`, and change nothing for anybody without a session. */
const ofViewers = ['relation', 'topic_follow', 'comment_vote'];

describe('an answer that is kept for guests', () => {
  const community = useCommunity();
  let ada: Person;
  let postId: number;

  /** Of each route, targets whose answers come from all that it may read. */
  const targets = (): Record<string, string[]> => ({
    '/v1/posts': [
      ...['newest', 'hots', 'following'].map((style) => `/v1/posts?style=${style}`),
      '/v1/posts?query=birds&type=tag',
      '/v1/posts?style=newest&page=2',
    ],
    '/v1/post': [`/v1/post?id=${postId}`, `/v1/post?id=${postId + 1}`],
    '/v1/post/comments': ['default', 'hots', 'newest'].map((style) => `/v1/post/comments?id=${postId}&style=${style}`),
    '/v1/user/profile': ['/v1/user/profile?username=ada'],
    '/v1/user/posts': ['post', 'comment', 'highlight', 'media', 'star'].map(
      (style) => `/v1/user/posts?username=ada&style=${style}`,
    ),
    '/v1/tags': ['hot', 'new', 'hot_extral'].map((type) => `/v1/tags?type=${type}&num=5`),
  });
  const keptRoutes = () => community.api.http.routes.routes.filter(({ method, madeOf }) => method === 'GET' && madeOf);

  beforeAll(async () => {
    ada = await community.member('ada');
    const bob = await community.member('bob');
    postId = (await ada.posts('herons', { tags: ['birds'] })).id;
    await bob.post('/v1/post/repost', { id: postId });
    await bob.comments(postId, 'a grey one');
    await ada.comments(postId, 'another one');
    await ada.post('/v1/post/star', { id: postId });
    await community.settle();
  });

  it('has targets here for each route', () => {
    expect(keptRoutes().map(({ url }) => url)).toEqual(expect.arrayContaining(Object.keys(targets())));
    expect(Object.keys(targets())).toEqual(expect.arrayContaining(keptRoutes().map(({ url }) => url)));
  });

  it('is made of the tables that its route names, and of no time but that of the rows', async () => {
    const tables = await behind(community)(
      'select tablename as name from pg_tables where schemaname = current_schema()',
    );
    const all = new Set(tables.map(({ name }) => String(name)));
    for (const { url, madeOf } of keptRoutes()) {
      const read = new Set<string>();
      for (const target of targets()[url]!) {
        const texts = await statementsOf(() => community.guest.get(`${target}&anew=${read.size}`));
        expect(texts.filter((text) => /\bnow\(\)|current_(date|time)|clock_time|random\(\)/i.test(text))).toEqual([]);
        for (const text of texts)
          for (const [, table] of text.matchAll(/\b(?:from|join)\s+([a-z_]+)/g)) if (all.has(table!)) read.add(table!);
      }
      const own = [...read].filter((table) => !ofViewers.includes(table));
      // Settings are remembered; what depends on them says so.
      expect([url, [...madeOf!].filter((table) => table !== 'setting').toSorted()]).toEqual([
        url,
        own.filter((table) => table !== 'setting').toSorted(),
      ]);
    }
  });

  it('is the same as without a memory after each kind of change', async () => {
    const bob = await community.member('bob');
    const owner = await community.owner();
    const changes: Record<string, () => Promise<unknown>> = {
      post: () => ada.posts('news', { tags: ['birds'] }),
      comment: () => bob.comments(postId, 'and again'),
      star: () => bob.post('/v1/post/star', { id: postId }),
      follow: () => bob.post('/v1/user/follow', { user_id: ada.id }),
      name: () => ada.post('/v1/user/nickname', { nickname: 'Ada L.' }),
      pin: () => owner.post('/v1/post/stick', { id: postId }),
      page: () => owner.post('/v1/admin/settings/save', { items: [{ key: 'app.default_page_size', value: 3 }] }),
      hide: () => ada.post('/v1/post/visibility', { id: postId, visibility: 1 }),
    };
    let round = 0;
    for (const [name, change] of Object.entries(changes)) {
      const all = Object.values(targets()).flat();
      for (const target of all) await community.guest.request('GET', target);
      await change();
      await community.settle();
      for (const target of all) {
        const kept = await community.guest.request('GET', target);
        const anew = await community.guest.request('GET', `${target}&round=${(round += 1)}`);
        expect([name, target, kept.status, kept.body]).toEqual([name, target, anew.status, anew.body]);
      }
    }
  });

  async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const query = jest.spyOn(community.app.get(TenantDatabase), 'query');
    await work();
    const texts = query.mock.calls.map(([text]) => text);
    query.mockRestore();
    return texts;
  }
});

import { TenantDatabase } from '#kernel/database';
import { describeWithService } from '../../../test/support/jest/service.js';
import type { Data, Person, WireError } from '../../../test/support/person.js';
import { inOpenSearch, inPostgres, type SearchedPlace, searches } from '../../../test/support/searching.js';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';

describe('the page of a search', () => void inPostgres(answers));
describeWithService('opensearch', 'the page of a search, in OpenSearch', (found) => inOpenSearch(found, answers));
describe('a search', () => {
  const community = useCommunity();
  refuses(community);
  counts(community);
});

const asked = (person: Person, more: Readonly<Record<string, string | number>>): Promise<Data> =>
  searches(person, more).then(({ data }) => data);
const shown = (data: Data, name: string): unknown[] => (data['list'] as Data[]).map((row) => row[name]);

function answers({ community, settle }: SearchedPlace): void {
  let ada: Person;
  let herons: Data & { id: number };

  beforeAll(async () => {
    ada = await community.member('ada');
    await community.member('adam');
    const [bob, cleo] = [await community.member('bob'), await community.member('cleo')];
    herons = await ada.posts('Two <b>Herons</b> & 水边的苍鹭 stand', { tags: ['Wetland', '观鸟'] });
    await bob.posts('<script>alert("pelican")</script> 4 > 3');
    await bob.posts('Wetlands at night', { tags: ['wetland'] });
    await cleo.post('/v1/user/follow', { user_id: ada.id });
    await cleo.post('/v1/user/nickname', { nickname: 'Queen 苍鹭' });
    await settle();
  });

  it('has posts as everywhere, with a snippet', async () => {
    const { list, pager, understood, ...rest } = await asked(ada, { query: 'herons 苍鹭' });
    expect(list).toEqual([
      { ...herons, snippet: 'Two &lt;b&gt;<mark>Herons</mark>&lt;/b&gt; &amp; 水边的<mark>苍鹭</mark> stand' },
    ]);
    expect([pager, understood, rest]).toEqual([
      { page: 1, page_size: 10, total_rows: 1 },
      { words: 'herons 苍鹭', tags: [], has: [] },
      {},
    ]);
  });

  it('shows a script as text', async () => {
    expect(shown(await asked(community.guest, { query: 'pelican script' }), 'snippet')).toEqual([
      '&lt;<mark>script</mark>&gt;alert(&quot;<mark>pelican</mark>&quot;)&lt;/<mark>script</mark>&gt; 4 &gt; 3',
    ]);
  });

  it('keeps behind its warning what a post says', async () => {
    const contents = [{ content: 'A spoonbill dies', type: 2, sort: 0 }];
    const { id } = await ada.post('/v1/post', { contents, tags: [], users: [], cover: 'Sad' });
    await settle();
    expect((await asked(ada, { query: 'spoonbill' }))['list']).toMatchObject([{ id, cover: 'Sad', snippet: '' }]);
    await ada.delete('/v1/post', { id });
  });

  it('tells how the box was understood, with the parameters beside it', async () => {
    const query = {
      query: 'stand from:@ada #wetland has:video before:2026-03-01',
      tag: '观鸟',
      from: '2026-02-01',
      to: '2026-04-01',
    };
    expect((await asked(ada, query))['understood']).toEqual({
      words: 'stand',
      author: 'ada',
      tags: ['wetland', '观鸟'],
      from: '2026-02-01',
      to: '2026-02-28',
      has: ['video'],
    });
  });

  it('names no author where two are asked for', async () => {
    const data = await asked(ada, { query: 'stand from:ada', author: 'bob' });
    expect([data['list'], data['understood']]).toEqual([[], { words: 'stand', tags: [], has: [] }]);
  });

  it('takes a mistyped word for another one, says which, and marks it', async () => {
    const data = await asked(ada, { query: 'hreons' });
    expect([data['instead'], shown(data, 'snippet')]).toEqual([
      'herons',
      ['Two &lt;b&gt;<mark>Herons</mark>&lt;/b&gt; &amp; 水边的苍鹭 stand'],
    ]);
  });

  it('has members with their followers and their names', async () => {
    const { list, understood } = await asked(community.guest, { type: 'member', query: '@ada' });
    expect(understood).toEqual({ words: 'ada', tags: [], has: [] });
    expect(list).toMatchObject([
      {
        id: ada.id,
        username: 'ada',
        follower_count: 1,
        snippet: '<mark>ada</mark> @<mark>ada</mark>',
      },
      { username: 'adam', follower_count: 0 },
    ]);
    expect(shown(await asked(ada, { type: 'member', query: '苍鹭' }), 'snippet')).toEqual([
      'Queen <mark>苍鹭</mark> @cleo',
    ]);
    expect(shown(await asked(ada, { type: 'member', query: 'from:cleo' }), 'username')).toEqual(['cleo']);
    expect(shown(await asked(ada, { type: 'member', query: 'from:cleo Queen' }), 'username')).toEqual(['cleo']);
    expect(shown(await asked(ada, { type: 'member', query: 'from:cleo lovelace' }), 'username')).toEqual([]);
    expect(shown(await asked(ada, { type: 'member', query: 'ad', sort: 'hot' }), 'username')).toEqual(['ada', 'adam']);
  });

  it('has topics, with their sign or without, and not who used them first', async () => {
    const topic = { tag: 'Wetland', quote_num: 2, is_following: 0, user: null, user_id: 0 };
    for (const query of ['wetland', '#Wetland', 'wet', '#wet']) {
      const data = await asked(community.guest, { type: 'topic', query });
      expect([query, data['list']]).toMatchObject([query, [topic]]);
    }
    expect(shown(await asked(ada, { type: 'topic', query: '#wetland night' }), 'tag')).toEqual([]);
    expect((await asked(ada, { query: 'wetland has:video' }))['near']).toMatchObject({ topics: [topic] });
    expect(await community.guest.get('/v1/search/suggest?k=wet')).toMatchObject({ topics: [topic] });
  });

  it('offers near topics and members where nothing is found, and else those that are known best', async () => {
    const near = async (query: string, more = {}) => {
      const found = (await asked(ada, { query, ...more }))['near'] as { topics: Data[]; members: Data[] } | undefined;
      return found && [found.topics.map(({ tag }) => tag), found.members.map(({ username }) => username)];
    };
    expect(await near('wetland from:bob has:video')).toEqual([['Wetland'], ['bob']]);
    expect(await near('cleo has:image')).toEqual([['Wetland', '观鸟'], ['cleo']]);
    expect(await near('unheard-of')).toEqual([
      ['Wetland', '观鸟'],
      ['ada', 'cleo', 'bob', 'adam', 'keeper'],
    ]);
    expect((await near(''))![0]).toEqual(['Wetland', '观鸟']);
    expect((await near('unheard-of', { type: 'topic' }))![0]).toEqual(['Wetland', '观鸟']);
    expect([await near('herons'), await near('unheard-of', { page: 2 })]).toEqual([undefined, undefined]);
  });

  it('suggests topics and members while one types, and hot topics before', async () => {
    const suggested = async (k: string, by = community.guest) => {
      const { topics, members } = (await by.get(`/v1/search/suggest?k=${encodeURIComponent(k)}`)) as Record<
        string,
        Data[]
      >;
      return [topics!.map(({ tag }) => tag), members!.map(({ username }) => username)];
    };
    expect(await suggested('')).toEqual([['Wetland', '观鸟'], []]);
    expect(await suggested('we')).toEqual([['Wetland'], []]);
    expect(await suggested('#观')).toEqual([['观鸟'], []]);
    expect(await suggested('@ad')).toEqual([[], ['ada', 'adam']]);
    expect(await suggested('cloe')).toEqual([[], ['cleo']]); // mistyped
    expect(await suggested('<>')).toEqual([[], []]);
    const { members } = (await ada.get('/v1/search/suggest?k=ad')) as Record<string, Data[]>;
    expect(members![0]!['snippet']).toBe('<mark>ada</mark> @<mark>ada</mark>');
  });
}

function refuses(community: TestCommunity): void {
  it.each([
    'type=posts',
    'type=post&type=member',
    'query=a&query=b',
    `query=${'x'.repeat(201)}`,
    'author=a&author=b',
    `author=${'x'.repeat(201)}`,
    `tag=${'x'.repeat(256)}`,
    'tag=foo%20bar',
    'tag=foo%23bar',
    'tag=foo%3Cbar',
    'tag=%23',
    `${'tag=x&'.repeat(21)}`,
    'from=yesterday',
    'from=2026-02-30',
    'to=2026-3-1',
    'has=picture',
    'has=image&has=sound',
    'sort=active',
    'sort=best',
    'type=member&author=ada',
    'type=topic&has=image',
    'type=member&sort=nothing',
  ])('refuses %s with words that say why', async (query) => {
    const refused = await community.guest.get(`/v1/search?${query}`).catch((error: WireError) => error);
    expect(refused).toMatchObject({ status: 400, error: 'request.invalid', body: { details: [expect.any(String)] } });
  });

  it.each([
    '',
    'type=&author=&tag=&from=&to=&has=&sort=',
    'query=%20',
    'query=%23',
    'page=0&page_size=x',
    'author=nobody',
    'tag=---',
    'tag=foo@bar',
    `tag=%23${'x'.repeat(255)}`,
    'page=999999999999&query=herons',
    'from=2026-03-02&to=2026-03-01',
    'query=from:a%20from:b',
    'type=member&query=%40',
    `query=${encodeURIComponent("'\\%:*&|!<->")}`,
  ])('finds nothing, and says so, for %j', async (query) => {
    expect(await community.guest.get(`/v1/search?${query}`)).toMatchObject({ list: [] });
  });

  it('counts filters of a list of posts only with words, or without a style', async () => {
    const { guest } = community;
    const strange = 'from=abc&tag=a%20b&has=x&sort=best&author=nobody';
    const plain = await guest.get('/v1/posts?style=newest');
    expect(await guest.get(`/v1/posts?style=newest&${strange}`)).toEqual(plain);
    expect(await guest.get(`/v1/posts?style=newest&query=%20&${strange}`)).toEqual(plain);
    for (const more of ['query=herons&style=newest&', '', 'style=&'])
      await expect(guest.get(`/v1/posts?${more}${strange}`)).rejects.toMatchObject({ error: 'request.invalid' });
    await expect(guest.get('/v1/posts?style=other&author=ada')).rejects.toMatchObject({ error: 'post.style-unknown' });
  });

  it('is described with what may be repeated', async () => {
    const { body } = await community.guest.request('GET', '/docs/openapi.json');
    const { paths } = JSON.parse(body) as Record<string, Record<string, { get: { parameters: Data[] } }>>;
    for (const path of ['/v1/search', '/v1/posts'])
      expect(paths![path]!.get.parameters).toEqual(
        expect.arrayContaining([
          { name: 'tag', in: 'query', required: false, schema: { type: 'array', items: { type: 'string' } } },
          expect.objectContaining({
            name: 'has',
            schema: { type: 'array', items: { type: 'string', enum: ['image', 'video'] } },
          }),
        ]),
      );
  });

  it('refuses a long suggestion', async () => {
    await expect(community.guest.get(`/v1/search/suggest?k=${'x'.repeat(201)}`)).rejects.toMatchObject({ status: 400 });
    await expect(community.guest.get('/v1/search/suggest?k=x&k=y')).rejects.toMatchObject({ status: 400 });
  });
}

function counts(community: TestCommunity): void {
  beforeAll(async () => {
    const [ada] = [await community.member('ada'), await community.member('cleo')];
    await ada.posts('Two herons', { tags: ['wetland'] });
    await community.settle();
  });

  /** Whom the viewer may find and what is not indexed yet; the index; the rows. */
  it.each([
    ['/v1/search?query=herons', 3],
    ['/v1/posts?query=herons', 3],
    ['/v1/posts?query=from:ada', 3],
    ['/v1/search?type=member&query=ada', 3],
    ['/v1/search?type=topic&query=wetland', 3],
    ['/v1/search?query=hreons', 6], // twice the index, with the words near it and those of a document
    ['/v1/search?author=nobody', 6], // names like that, and the topics and members that are known best
    ['/v1/search/suggest?k=cleo', 5],
    ['/v1/search/suggest?k=', 1],
  ])('%s takes %i statements', async (url, statements) => {
    await community.guest.get(url); // remembers settings and who is known best
    const query = jest.spyOn(community.app.get(TenantDatabase), 'query');
    await community.guest.get(url);
    const sent = query.mock.calls.length;
    query.mockRestore();
    expect(sent).toBe(statements);
  });
}

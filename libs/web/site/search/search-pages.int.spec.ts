import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('the page of a search', () => {
  const community = useCommunity();
  const guest = (language?: string) => new Visitor(community.app, community.host, language);
  const opened = async (path: string, language?: string): Promise<Visitor> => {
    const reader = guest(language);
    await reader.open(path);
    return reader;
  };
  const hrefs = (reader: Visitor, selector: string): string[] =>
    reader.page.root.querySelectorAll(selector).map((link) => link.getAttribute('href')!.replaceAll('&amp;', '&'));
  let ada: Person;
  let herons: number;

  beforeAll(async () => {
    ada = await community.member('ada');
    const bob = await community.member('bob');
    ({ id: herons } = await ada.posts('Two <b>Herons</b> & 水边的苍鹭 stand', { tags: ['Wetland', '观鸟'] }));
    await bob.posts('<script>alert("pelican")</script>');
    const contents = [{ content: 'A spoonbill dies', type: 2, sort: 0 }];
    await bob.post('/v1/post', { contents, tags: ['wetland'], users: [], cover: 'Sad' });
    await ada.posts('A heron of mine', { visibility: 1 });
    await community.settle();
  });

  it('begins with hot topics and how to search, and keeps what is typed', async () => {
    const reader = await opened('/search');
    expect([reader.page.status, reader.texts('.search-start .chip')[0]]).toEqual([200, '#Wetland']);
    expect(reader.texts('.tips code')).toContain('has:image');
    expect((await reader.submit('/search', { q: 'herons 苍鹭' })).status).toBe(200);
    expect(reader.page.root.querySelector('.main [name=q]')!.getAttribute('value')).toBe('herons 苍鹭');
    expect(hrefs(reader, '.post .byline .open')).toEqual([`/post/${herons}`]);
    expect(reader.page.root.querySelector('.snippet')!.innerHTML).toBe(
      'Two &lt;b><mark>Herons</mark>&lt;/b> &amp; 水边的<mark>苍鹭</mark> stand',
    );
    expect(reader.texts('.found-head p')).toEqual(['1 post']);
  });

  it('finds by one character, and in Chinese words', async () => {
    const reader = await opened(`/search?q=${encodeURIComponent('鹭')}`, 'zh-CN');
    expect([reader.texts('mark'), reader.texts('.found-head p')]).toEqual([['鹭'], ['1 条动态']]);
    expect(reader.texts('.tabs a')).toEqual(['动态', '成员', '话题']);
  });

  it('shows scripts as text, warnings in place of what stands behind them, and nobody what is private', async () => {
    const script = await opened('/search?q=pelican');
    expect(script.page.body).not.toContain('<script>alert');
    expect(script.texts('mark')).toEqual(['pelican']);
    const hostile = await opened(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(hostile.page.body).not.toContain('<script>alert');
    const covered = await opened('/search?q=spoonbill');
    expect([covered.texts('.post .mentioned'), covered.page.body.includes('dies')]).toEqual([['Sad'], false]);
    expect((await opened('/search?q=mine')).texts('.post')).toEqual([]);
    await script.signIn(ada.username, ada.password);
    await script.open('/search?q=mine');
    expect(script.texts('.snippet')).toEqual(['A heron of mine']);
  });

  it('says what it has understood, each of which can be taken away', async () => {
    const reader = await opened('/search?q=stand+from:@ada+%23wetland&tag=%E8%A7%82%E9%B8%9F&from=2020-01-01');
    expect(reader.texts('.understood .chip').map((text) => text.split('.')[0])).toEqual([
      'by @ada',
      '#wetland',
      '#观鸟',
      'since Jan 1, 2020',
    ]);
    expect(hrefs(reader, '.understood .chip')[0]).toBe(
      `/search?q=stand&tag=wetland+${encodeURIComponent('观鸟')}&from=2020-01-01`,
    );
    await reader.open(hrefs(reader, '.understood .chip')[1]!);
    expect(reader.texts('.snippet')).toHaveLength(1);
    expect(reader.page.root.querySelector('#author')!.getAttribute('value')).toBe('ada');
    await reader.submit('/search', { q: 'stand', author: 'nobody' });
    expect(reader.texts('.empty h2')).toEqual(['Nothing found for “stand”']);
    await reader.open(hrefs(reader, '.empty .button')[0]!);
    expect([reader.page.path, reader.texts('.snippet').length]).toEqual(['/search?q=stand', 1]);
  });

  it('finds people and topics', async () => {
    const reader = await opened('/search?q=ada&type=member&author=bob');
    expect(reader.texts('#found .open')).toEqual(['ada']);
    expect(reader.texts('.understood')).toEqual([]);
    await reader.open(hrefs(reader, '.tabs a')[2]!);
    await reader.submit('/search', { q: '#wet' });
    expect([reader.texts('#found .open'), reader.texts('.found-head p')]).toEqual([['#Wetland'], ['1 topic']]);
    expect(hrefs(reader, '#found .open')).toEqual(['/topic/Wetland']);
    expect(reader.page.root.querySelector('.filters')).toBeNull();
  });

  it('takes a mistyped word for another one and says so, and has something near where nothing is found', async () => {
    expect((await opened('/search?q=hreons')).texts('.found-head .note')[0]).toContain('“herons”');
    const reader = await opened('/search?q=unheard-of');
    expect(reader.texts('.empty h2')).toEqual(['Nothing found for “unheard-of”']);
    expect(reader.texts('.section')).toEqual(['Topics worth a look', 'People worth a look']);
    expect(reader.texts('.rows .open')).toEqual(expect.arrayContaining(['#Wetland', 'ada']));
    expect((await opened('/search?q=herons&page=9')).page.status).toBe(404);
  });

  it('says beside each field what is wrong with it, and keeps it', async () => {
    const reader = await opened(`/search?q=herons&from=yesterday&to=2026-02-30&tag=a%3Cb&author=${'x'.repeat(201)}`);
    expect(reader.page.status).toBe(400);
    expect(reader.texts('.field .wrong')).toEqual([
      'This is too long: 200 characters at most.',
      'This cannot be a topic.',
      'Please write a day like 2026-03-01.',
      'Please write a day like 2026-03-01.',
    ]);
    expect(reader.page.root.querySelector('#from')!.getAttribute('value')).toBe('yesterday');
    expect(reader.page.root.querySelector('.main [name=q]')!.getAttribute('value')).toBe('herons');
    expect(reader.page.root.querySelector('.filters')!.hasAttribute('open')).toBe(true);
    expect((await opened(`/search?q=${'x'.repeat(201)}`)).texts('#q-wrong')).toHaveLength(1);
    expect((await opened('/search?q=a&q=herons&type=x&sort=y&has=z')).texts('.snippet')).toHaveLength(1);
  });

  it('suggests to scripts what has a name like that', async () => {
    const suggested = async (query: string) => {
      const url = `/search/suggest?${query}`;
      const { body, headers } = await community.app.inject({ url, headers: { host: community.host } });
      expect(headers['content-type']).toContain('application/json');
      return JSON.parse(body) as { suggestions: { name: string; about: string; path: string }[]; said: string };
    };
    expect(await suggested('k=wet&lang=zh-CN')).toEqual({
      suggestions: [{ name: '#Wetland', about: '2 条动态', path: '/topic/Wetland' }],
      said: '1 条建议',
    });
    const { suggestions } = await suggested('k=ad&lang=en');
    expect(suggestions).toMatchObject([{ name: 'ada', about: '@ada', path: '/@ada' }]);
    const { suggestions: hottest } = await suggested('k=');
    expect(hottest.map(({ name }) => name)).toEqual(['#Wetland', '#观鸟']);
  });
});

import { useCommunity } from '../../../test/support/use-community.js';

const zh = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' };

/** The one that every page loads. */
const ownScript = /<script src="\/assets\/site\.[\da-f]+\.js" defer><\/script>/;

describe('the pages of a community', () => {
  const community = useCommunity();
  const get = (url: string, headers: Record<string, string> = {}, host = community.host) =>
    community.app.inject({ url, headers: { host, 'accept-language': 'en', ...headers } });

  it('welcome to an empty community', async () => {
    const page = await get('/');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Nothing has been posted yet');
    expect(page.body).toMatch(/<html lang="en">/);
  });

  it('show public posts, and what members keep to themselves to nobody', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('A heron at the pond #birds and @bob  https://example.org/a?b=1 ', {
      tags: ['birds'],
    });
    const hidden = await ada.posts('Dear diary', { visibility: 1 });
    const friends = await ada.posts('Among friends', { visibility: 2 });
    const { body } = await get('/');
    expect(body).toContain('A heron at the pond');
    expect(body).toContain('<a class="tag" href="/topic/birds">#birds</a>');
    expect(body).toContain('<a class="mention" href="/@bob">@bob</a>');
    expect(body).toContain('<a href="https://example.org/a?b=1" rel="nofollow ugc noopener noreferrer">');
    expect(body).not.toMatch(/Dear diary|Among friends/);
    expect((await get(`/post/${id}`)).body).toContain('A heron at the pond');
    for (const post of [hidden, friends]) {
      const page = await get(`/post/${post.id}`);
      expect(page.statusCode).toBe(404);
      expect(page.body).not.toMatch(/Dear diary|Among friends/);
    }
    expect((await get('/topic/Birds')).body).toContain('A heron at the pond');
  });

  it('show what a member wrote as text, whatever it is', async () => {
    const ada = await community.member('ada');
    const evil = `<script>alert(1)</script> "><img src=x onerror=alert(2)> javascript:alert(3) &lt;b&gt;`;
    const { id } = await ada.posts(evil);
    const comment = await ada.comments(id, evil);
    await ada.post('/v1/post/comment/reply', { comment_id: comment.id, content: evil });
    for (const { body } of [await get('/'), await get(`/post/${id}`)]) {
      expect(body.replace(ownScript, '')).not.toMatch(/<script|<img src=x|href="javascript/i);
      expect(body).toContain('&lt;script>alert(1)&lt;/script>');
    }
  });

  it('run nothing but their own script and load nothing from elsewhere', async () => {
    const page = await get('/');
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.body).toMatch(ownScript);
    expect(page.body.replace(ownScript, '')).not.toMatch(/<script|<style| style="| on\w+="/);
    const loaded = [...page.body.matchAll(/(?:src|<link[^>]* href)="([^"]*)"/g)].map(([, address]) => address!);
    expect(
      loaded.filter((address) => !address.startsWith('/') && !address.startsWith(`http://${community.host}:3000/`)),
    ).toEqual([]);
  });

  it('name themselves for search engines and those who share them, by the primary host', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('What a day');
    const { body } = await get(`/post/${id}`);
    const site = `http://${community.host}:3000`;
    expect(body).toContain(`<link rel="canonical" href="${site}/post/${id}"/>`);
    expect(body).toContain(`<meta property="og:url" content="${site}/post/${id}"/>`);
    expect(body).toMatch(/<title>ada: What a day · [^<]+<\/title>/);
    expect(body).toContain('<meta property="og:type" content="article"/>');
  });

  it('speak the reader’s language', async () => {
    const page = await get('/about', zh);
    expect(page.body).toMatch(/<html lang="zh-CN">/);
    expect(page.body).toContain('关于社区');
    expect(page.headers['vary']).toContain('accept-language');
    expect((await get('/about', { 'accept-language': 'en' })).body).toContain('About this community');
  });

  it('load their stylesheet, mark and avatars from the community itself, to keep', async () => {
    const { body } = await get('/');
    const paths = [...body.matchAll(/(?:href|src)="(\/(?:assets|avatars)\/[^"]+)"/g)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThanOrEqual(3);
    for (const path of new Set(paths)) {
      const asset = await get(path);
      expect(asset.statusCode).toBe(200);
      expect(asset.headers['cache-control']).toContain('max-age=');
      expect(asset.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('draw an avatar for each number there is', async () => {
    for (const number of [1, 12, 13, 50]) {
      const avatar = await get(`/avatars/${number}.svg`);
      expect(avatar.headers['content-type']).toBe('image/svg+xml');
      expect(avatar.body).toMatch(/^<svg /);
    }
    for (const name of ['0.svg', '51.svg', '01.svg', '1.png', '1', '..%2f1.svg', '1e1.svg']) {
      expect((await get(`/avatars/${name}`)).statusCode).toBe(404);
    }
  });

  it.each([
    '/nothing',
    '/post/0',
    '/post/x',
    '/post/-1',
    '/post/1.5',
    '/post/99999999',
    '/post/9007199254740993',
    '/post/1%27--',
    '/topic/none?page=2',
    '/?page=9999',
    '/topic/none',
    '/?style=hots&page=9999',
    '/assets/none.css',
    '/invite/x',
    `/invite/${'a'.repeat(43)}`,
  ])('say that there is nothing at %s', async (url) => {
    const page = await get(url);
    expect(page.statusCode).toBe(url.startsWith('/invite') ? 410 : 404);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toMatch(
      /There is nothing here|This post is not here|nothing further|Nobody has written about|no longer good|Not found/,
    );
  });

  it.each([
    '/?page=x',
    '/?page=-1',
    '/?page=0',
    '/?page[]=2',
    '/?tag[]=x',
    '/?tag=',
    '/?tag=%20',
    '/?page=1&page=2',
    '/?style=following',
    '/?style=none',
    '/?style[]=hots',
  ])('take %s for the front page', async (url) => {
    const page = await get(url);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('A heron at the pond');
  });

  it.each([
    ['/?tag=birds', '/topic/birds'],
    ['/?tag=%23%E9%B8%9F%20x', '/topic/%E9%B8%9F%20x'],
    ['/?tag=..%2F..%2Fabout&page=2', '/topic/..%2F..%2Fabout'],
    ['/?tag=%0d%0aset-cookie:a=b', '/topic/set-cookie%3Aa%3Db'],
  ])('lead from %s, as it was once, to %s', async (url, path) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([308, path]);
  });

  it('show what cannot be stored as a bad request', async () => {
    expect((await get('/?tag=%00')).statusCode).toBe(400);
    expect((await get('/%zz')).statusCode).toBe(400);
  });

  it('leave the API its own answers, however it is addressed', async () => {
    for (const url of ['/v1/post?id=99999', '/v1/nothing', `http://${community.host}/v1/nothing`]) {
      const answer = await get(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toContain('application/json');
    }
    expect((await get('/media/none.png')).body).not.toContain('stylesheet');
  });

  it('lead on from page to page', async () => {
    const there = await community.neighbour();
    const cleo = await there.member('cleo');
    for (let number = 1; number <= 21; number++) await cleo.posts(`Number ${number}.`);
    const first = await get('/', {}, there.host);
    expect(first.body).toContain('href="/?page=2" rel="next"');
    expect(first.body).not.toContain('Number 1.');
    const second = await get('/?page=2', {}, there.host);
    expect(second.body).toContain('Number 1.');
    expect(second.body).not.toContain('rel="next"');
    expect(second.body).toContain(`<link rel="canonical" href="http://${there.host}:3000/?page=2"/>`);
  });

  it('of a neighbour show nothing of this community, and the other way round', async () => {
    const there = await community.neighbour();
    const { id } = await (await there.member('ada')).posts('The canary sings');
    expect((await get('/', {}, there.host)).body).toContain('The canary sings');
    for (const url of ['/', '/?style=hots', `/post/${id}`, '/about', '/topic/birds']) {
      expect((await get(url)).body).not.toContain('The canary sings');
      expect((await get(url, {}, there.host)).body).not.toMatch(/A heron at the pond|#birds<\/a>/);
    }
  });
});

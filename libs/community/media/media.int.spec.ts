import { TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity, type TestCommunity } from '../../../test/support/use-community.js';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';

const picture = 'public/image/heron.png';

describe('pictures and files of a community', () => {
  const community = useCommunity();
  const within = async <T>(of: TestCommunity, work: () => T): Promise<Awaited<T>> => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(of.host)) as Tenant;
    return tenantScope.run(tenant, work as () => Awaited<T>);
  };
  const keep = async (of: TestCommunity, path: string, text: string, contentType = 'image/png') => {
    const { id } = await of.member('ada');
    await within(of, async () => {
      await of.app.get(TenantObjects).put(path, Buffer.from(text), { type: contentType });
      const about = { contentType, size: text.length, width: 1, height: 1 };
      await of.app.get(MediaObjectsService).keep(id, `t/${of.tenant.id}/${path}`, about);
    });
  };
  const shows = async (of: TestCommunity, path: string) => {
    const content = await within(of, () => of.app.get(MediaUrls).urlOf(`t/${of.tenant.id}/${path}`));
    const blocks = [
      { content: `shows ${path}`, type: 2, sort: 100 },
      { content, type: 3, sort: 101 },
    ];
    await (await of.member('ada')).post('/v1/post', { contents: blocks, tags: [], users: [] });
  };
  const get = (path: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
    community.app.inject({ method, url: path, headers: { host: community.host, ...headers } });

  beforeAll(async () => {
    await keep(community, picture, '0123456789');
    await shows(community, picture);
  });

  it('are shown to everybody, and kept by browsers for good', async () => {
    const answer = await get(`/media/${picture}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('0123456789');
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': '10',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(answer.headers['content-security-policy']).toContain('sandbox');
  });

  it('are told of without their bytes', async () => {
    const answer = await get(`/media/${picture}`, {}, 'HEAD');
    expect(answer).toMatchObject({ statusCode: 200, body: '' });
    expect(answer.headers['content-length']).toBe('10');
  });

  it('are not sent again to a browser that has them', async () => {
    const { etag } = (await get(`/media/${picture}`)).headers;
    const answer = await get(`/media/${picture}`, { 'if-none-match': `W/${etag}, "x"` });
    expect(answer).toMatchObject({ statusCode: 304, body: '' });
    expect((await get(`/media/${picture}`, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('are sent in parts', async () => {
    const { etag } = (await get(`/media/${picture}`)).headers;
    const part = await get(`/media/${picture}`, { range: 'bytes=2-4', 'if-range': etag });
    expect(part).toMatchObject({ statusCode: 206, body: '234' });
    expect(part.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3' });
    expect(await get(`/media/${picture}`, { range: 'bytes=2-4', 'if-range': '"old"' })).toMatchObject({
      statusCode: 200,
    });
    const none = await get(`/media/${picture}`, { range: 'bytes=10-' });
    expect(none.statusCode).toBe(416);
    const known = await get(`/media/${picture}`, { range: 'bytes=10-', 'if-none-match': etag });
    expect(known.statusCode).toBe(304);
    expect(none.headers['content-range']).toBe('bytes */10');
  });

  it('are no page of ours: what could be a program is offered for saving', async () => {
    await keep(community, 'public/image/a.svg', '<svg/>', 'image/svg+xml');
    await keep(community, 'public/image/a.html', '<b>', 'text/html');
    for (const name of ['a.svg', 'a.html']) {
      const { statusCode, headers } = await get(`/media/public/image/${name}`);
      expect([statusCode, headers['content-disposition']]).toEqual([200, 'attachment']);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it.each([
    '/media/',
    '/media/nothing.png',
    '/media/public',
    '/media/public/image',
    '/media/public/image/',
    '/media/%2e%2e/x',
    '/media/..%2f..%2fsecret',
    '/media/a%00b',
    '/media/.new',
    '/media/public%5cimage',
    '/media//etc/passwd',
    '/media/public/image/heron.png~',
    '/media/PUBLIC/image/heron.png',
    `/media/${'a'.repeat(2000)}`,
  ])('are not found at %s', async (path) => {
    const answer = await get(path);
    expect([400, 404]).toContain(answer.statusCode);
    expect(answer.body).not.toContain('0123456789');
  });

  it('are none of the neighbour’s, neither by host nor by path', async () => {
    const neighbour = await community.neighbour();
    await keep(neighbour, 'public/image/secret.png', 'a canary');
    const { id } = neighbour.tenant;
    for (const path of [
      'public/image/secret.png',
      `t/${id}/public/image/secret.png`,
      `../${id}/public/image/secret.png`,
    ]) {
      expect((await get(`/media/${path}`)).statusCode).toBe(404);
    }
    const own = await neighbour.app.inject({
      url: '/media/public/image/secret.png',
      headers: { host: neighbour.host },
    });
    expect(own.body).toBe('a canary');
  });

  it('have an address on the primary host, and keep their key when that changes', async () => {
    const { id, host } = community.tenant;
    const urls = community.app.get(MediaUrls);
    const key = `t/${id}/${picture}`;
    await within(community, () => {
      expect(urls.urlOf(key)).toBe(`http://${host}:3000/media/${picture}`);
      expect(urls.keyOf(urls.urlOf(key))).toBe(key);
      expect(() => urls.urlOf('t/999999/x.png')).toThrow('another tenant');
    });
    tenantScope.run({ id, primaryHost: 'new.example', hosts: [host, 'new.example'] } as unknown as Tenant, () => {
      expect(urls.urlOf(key)).toBe(`http://new.example:3000/media/${picture}`);
      expect(urls.keyOf(`http://${host}:3000/media/${picture}`)).toBe(key);
    });
  });

  it.each([
    '',
    'x',
    picture,
    '/media/a.png',
    'https://elsewhere.example/media/a.png',
    'http://HOST:3000/media/',
    'http://HOST:3000/media/../a',
    'http://HOST:3000/media/a.png?x',
    'http://HOST:3000/media/a.png#x',
    'http://HOST/media/a.png',
    'http://HOST:3000/medias/a.png',
    'http://HOST:3000@elsewhere.example/media/a.png',
    'http://HOST:3000/media/A.png',
    'javascript:alert(1)',
  ])('are not meant by the address %j', async (address) => {
    const given = address.replace('HOST', community.host);
    expect(await within(community, () => community.app.get(MediaUrls).keyOf(given))).toBeNull();
  });
});

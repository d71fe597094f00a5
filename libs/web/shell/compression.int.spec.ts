import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { useCommunity } from '../../../test/support/use-community.js';

describe('pages and their files over a slow line', () => {
  const community = useCommunity();
  const get = (url: string, encodings?: string) =>
    community.app.inject({
      url,
      headers: { host: community.host, ...(encodings !== undefined && { 'accept-encoding': encodings }) },
    });
  const stylesheet = async () => /href="(\/assets\/site\.\w+\.css)"/.exec((await get('/about')).body)![1]!;

  it.each(['gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', 'gzip'])(
    'come compressed to a browser that takes %s',
    async (encodings) => {
      const [page, plain] = [await get('/about', encodings), await get('/about')];
      expect(page.headers).toMatchObject({
        'content-encoding': 'gzip',
        vary: expect.stringContaining('accept-encoding'),
      });
      expect(page.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
      const read = gunzipSync(page.rawPayload).toString();
      expect(read).toContain('</html>');
      expect(read.length).toBe(plain.body.length);
    },
  );

  it.each([undefined, 'identity', 'gzip;q=0', 'deflate'])(
    'come as they are to one that takes %s',
    async (encodings) => {
      const page = await get('/about', encodings);
      expect(page.headers['content-encoding']).toBeUndefined();
      expect(page.body).toContain('</html>');
    },
  );

  it('come in their smallest form where they never change', async () => {
    const path = await stylesheet();
    const [small, plain] = [await get(path, 'gzip, br'), await get(path)];
    expect(small.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(plain.body);
  });
});

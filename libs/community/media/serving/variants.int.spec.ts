import pg from 'pg';
import { Cache } from '#kernel/cache';
import { TenantDatabase } from '#kernel/database';
import { TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { MediaObjectsService, MediaUrls } from '../index.js';

const original = 'x'.repeat(1000);
const query = 'x-oss-process=image/resize,m_fill,w_300,h_300,limit_0/auto-orient,1/format,webp';
const immutable = 'public, max-age=31536000, immutable';

describe('what was made of a file', () => {
  const community = useCommunity();
  let ada: Person;
  let number = 0;
  const inside = async <T>(work: () => T): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, work);
  const keyOf = (address: string) => inside(() => community.app.get(MediaUrls).keyOf(address)!);
  const pathOf = (address: string) => new URL(address).pathname.slice('/media/'.length);
  const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    community.app.inject({ method, url, headers: { host: community.host, ...headers } });
  const forget = (address: string) => inside(() => community.app.get(Cache).forget(`media.file:${pathOf(address)}`));
  /** As a worker leaves it; each object holds its own name. */
  const becomes = async (
    address: string,
    state: string,
    variants: Record<string, string>,
    more = '',
    remembered = false,
  ) => {
    const entries = Object.entries(variants);
    const key = await keyOf(address);
    await inside(async () => {
      const { app } = community;
      for (const [name, type] of entries)
        await app.get(TenantObjects).put(`${pathOf(address)}-${name}`, Buffer.from(name), { type });
      const made = entries.map(([name, type]) => [name, { type, size: name.length, width: 1, height: 1 }]);
      await app
        .get(TenantDatabase)
        .query(`update media_object set state = $2, variants = $3 ${more} where key = $1`, [
          key,
          state,
          JSON.stringify(Object.fromEntries(made)),
        ]);
    });
    if (!remembered) await forget(address);
  };
  /** A file that a post shows. */
  const shown = async (folder: string, ending: string, contentType: string, { type = 3, visibility = 0 } = {}) => {
    const path = `${folder}/${(number += 1)}.${ending}`;
    const content = await inside(async () => {
      const [key, about] = [
        `t/${community.tenant.id}/${path}`,
        { contentType, size: original.length, width: 9, height: 9 },
      ];
      await community.app.get(TenantObjects).put(path, Buffer.from(original), { type: contentType });
      await community.app.get(MediaObjectsService).keep(ada.id, key, about);
      return community.app.get(MediaUrls).urlOf(key);
    });
    const contents = [
      { content: `Shows ${path}`, type: 2, sort: 100 },
      { content, type, sort: 101 },
    ];
    const post = (await ada.post('/v1/post', { contents, tags: [], users: [], visibility })) as { contents: Data[] };
    return { address: content, given: post.contents[1]!['content'] as string };
  };
  const picture = async (more = {}) => shown('public/image', 'png', 'image/png', more);
  const all = {
    'thumb.webp': 'image/webp',
    'feed.webp': 'image/webp',
    'feed.avif': 'image/avif',
    'detail.webp': 'image/webp',
  };

  beforeAll(async () => {
    ada = await community.member('ada');
  });

  it('is found at an address of its own, and by what clients ask an object store for', async () => {
    const { address } = await picture();
    await becomes(address, 'ready', all);
    for (const name of Object.keys(all)) {
      const { body, headers } = await ask(`${pathTo(address)}-${name}`);
      expect(body).toBe(name);
      expect(headers).toMatchObject({
        'content-type': all[name as keyof typeof all],
        'cache-control': immutable,
        'content-disposition': 'inline',
        'content-length': String(name.length),
      });
    }
    const asked = await ask(`${pathTo(address)}?${query}`, { accept: 'image/avif,image/webp,*/*' });
    expect([asked.body, asked.headers['vary']]).toEqual(['thumb.webp', 'Origin']);
    const wide = `${pathTo(address)}?x-oss-process=image/resize,w_600`;
    const [avif, webp] = [await ask(wide, { accept: 'image/avif,*/*' }), await ask(wide, { accept: 'image/webp,*/*' })];
    expect([avif.body, avif.headers['content-type'], avif.headers['vary']]).toEqual([
      'feed.avif',
      'image/avif',
      'Origin, Accept',
    ]);
    expect([webp.body, webp.headers['content-type'], webp.headers['vary']]).toEqual([
      'feed.webp',
      'image/webp',
      'Origin, Accept',
    ]);
    expect(avif.headers['etag']).not.toBe(webp.headers['etag']);
    for (const other of [
      '',
      '?x-oss-process=image/resize,w_9999',
      '?x-oss-process=nonsense',
      '?x-oss-process=a&x-oss-process=b',
    ])
      expect([other, (await ask(pathTo(address) + other)).body]).toEqual([other, original]);
    for (const none of ['-huge.webp', '-constructor.x', '-feed.webp-feed.webp', '-poster.webp'])
      expect([none, (await ask(pathTo(address) + none)).statusCode]).toEqual([none, 404]);
  });

  it('is the uploaded picture until it is made, and that is not to be kept', async () => {
    const { address } = await picture();
    await becomes(address, 'pending', {});
    for (const url of [pathTo(address), `${pathTo(address)}-feed.webp`, `${pathTo(address)}?${query}`]) {
      const { body, headers } = await ask(url);
      expect([body, headers['content-type'], headers['cache-control']]).toEqual([
        original,
        'image/png',
        'public, no-cache',
      ]);
      expect((await ask(url, { 'if-none-match': headers['etag'] as string })).statusCode).toBe(304);
    }
    await becomes(address, 'ready', all);
    expect((await ask(`${pathTo(address)}-feed.webp`)).body).toBe('feed.webp');
  });

  it('is played at the address of the film itself, in parts that belong together', async () => {
    const { address } = await shown('public/video', 'mov', 'video/quicktime', { type: 4 });
    await becomes(address, 'pending', {});
    const before = await ask(pathTo(address));
    expect([before.body, before.headers['content-disposition']]).toEqual([original, 'attachment']); // a browser plays no such film
    expect((await ask(`${pathTo(address)}-poster.webp`)).statusCode).toBe(404);
    await becomes(address, 'ready', { 'play.mp4': 'video/mp4', 'poster.webp': 'image/webp' }, ', has_original = false');
    const film = await ask(pathTo(address));
    expect(film.body).toBe('play.mp4');
    expect(film.headers).toMatchObject({
      'content-type': 'video/mp4',
      'cache-control': immutable,
      'content-disposition': 'inline',
    });
    const etag = film.headers['etag'] as string;
    const part = await ask(pathTo(address), { range: 'bytes=5-', 'if-range': etag });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'mp4', 'bytes 5-7/8']);
    const old = await ask(pathTo(address), { range: 'bytes=5-', 'if-range': before.headers['etag'] as string });
    expect([old.statusCode, old.body]).toEqual([200, 'play.mp4']);
    expect((await ask(`${pathTo(address)}-poster.webp`)).body).toBe('poster.webp');
    expect((await ask(`${pathTo(address)}?x-oss-process=video/snapshot,t_0`)).body).toBe('poster.webp');
  });

  it('takes the place of a film while somebody reads that', async () => {
    const { address } = await shown('public/video', 'mp4', 'video/mp4', { type: 4 });
    await becomes(address, 'pending', {});
    expect((await ask(pathTo(address))).body).toBe(original);
    await becomes(address, 'ready', { 'play.mp4': 'video/mp4' }, ', has_original = false', true);
    await inside(() => community.app.get(TenantObjects).remove(pathOf(address)));
    expect(await ask(pathTo(address), { range: 'bytes=0-3' })).toMatchObject({ statusCode: 206, body: 'play' });
  });

  it('of what is not for everybody is admitted by the same signature, and kept while that holds', async () => {
    const { address, given } = await picture({ visibility: 1 });
    await becomes(address, 'ready', all);
    const { body, headers } = await ask(`${pathTo(given)}-feed.webp`);
    const [, seconds] = /^private, max-age=(\d+)$/.exec(headers['cache-control'] as string)!;
    expect([body, Number(seconds) > 3590 && Number(seconds) <= 7200]).toEqual(['feed.webp', true]);
    expect((await ask(`${pathTo(given)}?${query}`)).body).toBe('thumb.webp');
    expect((await ask(`${pathTo(address)}?${query}`)).statusCode).toBe(404);
  });

  it('costs the store nothing where the browser has it, or asks for no bytes', async () => {
    const { address } = await picture();
    await becomes(address, 'ready', all);
    const url = `${pathTo(address)}-feed.webp`;
    const { headers } = await ask(url);
    await inside(() => community.app.get(TenantObjects).remove(`${pathOf(address)}-feed.webp`));
    expect((await ask(url, { 'if-none-match': headers['etag'] as string })).statusCode).toBe(304);
    const head = await ask(url, {}, 'HEAD');
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '9']);
    const gone = await ask(url);
    expect([gone.statusCode, gone.headers['cache-control'], gone.headers['etag']]).toEqual([
      404,
      'no-store',
      undefined,
    ]);
  });

  it('is not answered where the store has something else', async () => {
    const { address } = await picture();
    await becomes(address, 'ready', {});
    await inside(() =>
      community.app.get(TenantObjects).put(pathOf(address), Buffer.from('half'), { type: 'image/png' }),
    );
    expect((await ask(pathTo(address))).statusCode).toBe(404);
  });

  it('is not there while its file is only coming in', async () => {
    const { address } = await picture();
    await becomes(address, 'uploading', all);
    for (const ending of ['', '-feed.webp']) expect((await ask(pathTo(address) + ending)).statusCode).toBe(404);
    await inside(() => community.app.get(TenantObjects).put('incoming/abc', Buffer.from('x'), { type: 'image/png' }));
    expect((await ask('/media/incoming/abc')).statusCode).toBe(404);
  });

  it('takes one statement, and none for a moment', async () => {
    const { address } = await picture();
    await forget(address);
    const during = async (url: string): Promise<number> => {
      const sent = jest.spyOn(pg.Client.prototype, 'query');
      await ask(url);
      const count = (sent.mock.calls as unknown[][]).filter(([first]) => /media_object/.test(textOf(first))).length;
      const others = (sent.mock.calls as unknown[][]).filter(([first]) =>
        /from (post|member|session|setting)/.test(textOf(first)),
      );
      sent.mockRestore();
      return count + others.filter(([first]) => !/media_object/.test(textOf(first))).length;
    };
    const none = `${pathTo(address).slice(0, -5)}none.png`;
    expect([
      await during(pathTo(address)),
      await during(pathTo(address)),
      await during(`${pathTo(address)}?${query}`),
    ]).toEqual([1, 0, 0]);
    expect([await during(none), await during(none), await during('/media/robots.txt')]).toEqual([1, 0, 0]);
  });
});

const pathTo = (address: string): string => new URL(address).pathname;
const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : ((statement as { text?: string }).text ?? '');

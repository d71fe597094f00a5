import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { TenantObjects } from '#kernel/objects';
import { comesDue } from '../../../../test/support/comes-due.js';
import type { Person } from '../../../../test/support/person.js';
import { Uploader } from '../../../../test/support/upload.js';
import { useProcessing } from '../../../../test/support/use-processing.js';
import type { MediaVariant } from '../media-object.js';
import { iconNames, iconSizes } from './icon-names.js';

type Row = Record<string, unknown>;
type Variants = Record<string, MediaVariant>;
const iconsIn = (row: Row | undefined) =>
  Object.keys(row?.['variants'] as Variants).filter((name) => name in iconSizes);

describe('the icons of a community', () => {
  const processing = useProcessing();
  const host = () => processing.community.host;
  let keeper: Person;
  let ada: Person;
  beforeAll(async () => {
    keeper = await processing.community.owner();
    ada = await processing.community.member('ada');
  });

  const painted = (width: number, height: number, background: string) =>
    sharp({ create: { width, height, channels: 4, background } })
      .png()
      .toBuffer();
  const uploads = async (person: Person, bytes?: Buffer) =>
    (
      await new Uploader(processing.community.app, person).file(
        'public/image',
        bytes ?? (await painted(64, 64, '#0b7a43')),
        'image/png',
      )
    ).content;
  const choose = (content: unknown, person = keeper) => person.post('/v1/admin/site/logo', { content });
  const pathOf = (content: string) => new URL(content).pathname.slice('/media/'.length);
  const keyOf = (content: string) => `t/${processing.community.tenant.id}/${pathOf(content)}`;
  const rowOf = async (content: string) =>
    (await processing.query('select * from media_object where key = $1', [keyOf(content)]))[0];
  const storedOf = (content: string) => processing.stored({ path: pathOf(content) });
  const bytesOf = (content: string, name: string) => processing.bytes({ path: pathOf(content) }, name);
  const get = async (url: string, headers: Record<string, string> = {}, at = host()) => {
    const {
      statusCode,
      headers: told,
      rawPayload,
      body,
    } = await processing.community.app.inject({
      url,
      headers: { host: at, ...headers },
    });
    return {
      status: statusCode,
      type: told['content-type'],
      caching: told['cache-control'],
      etag: told.etag,
      headers: told,
      bytes: rawPayload,
      body,
    };
  };
  const manifest = async (at = host()) =>
    JSON.parse((await get('/manifest.webmanifest', {}, at)).body) as Row & { icons: Row[] };
  const linksOf = async (at = host()) => {
    const { body } = await get('/about', {}, at);
    return Object.fromEntries(
      [...body.matchAll(/<link rel="([a-z-]+)" href="([^"]+)"/g)].map(([, rel, href]) => [rel!, href!]),
    );
  };
  /** What is remembered of a file holds for two seconds. */
  const isMade = async () => {
    for (let look = 0; look < 100 && (await get('/favicon.ico')).type !== 'image/png'; look += 1) await pause(50);
    expect(await get('/favicon.ico')).toMatchObject({ type: 'image/png' });
  };
  const isBookedRight = async () => {
    const [sums] = await processing.query(
      `select (select coalesce(sum(bytes), 0)::bigint from media_object) as bytes,
              (select coalesce(sum(case when has_original then size else 0 end
                + (select coalesce(sum((v.value ->> 'size')::bigint), 0) from jsonb_each(variants) v)), 0)::bigint from media_object) as taken,
              (select coalesce(sum(bytes), 0)::bigint from media_usage where member_id = 0) as booked`,
    );
    expect([sums!['taken'], sums!['booked']]).toEqual([sums!['bytes'], sums!['bytes']]);
  };

  it('are a letter while it has no logo', async () => {
    for (const [path, round] of [
      ['/favicon.ico', true],
      ['/icons/icon.svg', true],
      ['/icons/icon192.png', true],
      ['/icons/maskable.svg', false],
      ['/icons/maskable512.png', false],
    ] as const) {
      const { status, type, body, headers } = await get(path);
      expect([path, status, type]).toEqual([path, 200, 'image/svg+xml']);
      expect(body.includes('rx=')).toBe(round);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'public, max-age=600' });
      expect(headers['content-security-policy']).toContain('sandbox');
    }
    expect((await get('/icons/other.png')).status).toBe(404);
    expect((await get('/icons/constructor')).status).toBe(404);
    const links = await linksOf();
    expect(links['apple-touch-icon']).toBeUndefined();
    expect(links['icon']).toMatch(/^\/icons\/icon\.svg\?v=[\w-]{10}$/);
    expect(await get(links['icon']!)).toMatchObject({ caching: 'public, max-age=31536000, immutable' });
    const told = await manifest();
    expect(told).toMatchObject({ lang: expect.any(String) as string, start_url: '/', display: 'standalone' });
    expect(told.icons.map(({ purpose, sizes }) => [purpose, sizes])).toEqual([
      ['any', 'any'],
      ['maskable', 'any'],
    ]);
    for (const { src, type } of told.icons) expect(await get(src as string)).toMatchObject({ status: 200, type });
  });

  it('may be named by a page', async () => {
    const { headers } = await get('/about');
    expect(headers['content-security-policy']).toContain("manifest-src 'self'");
    expect(headers['content-security-policy']).toContain("img-src 'self'");
  });

  it('are chosen by administrators, among their own pictures', async () => {
    const [own, other] = [await uploads(keeper), await uploads(ada)];
    await expect(choose(other, ada)).rejects.toMatchObject({ status: 403, code: 20022 });
    await expect(choose(own, processing.community.guest)).rejects.toMatchObject({ status: 401 });
    const sound = Buffer.from(`RIFF\u0040\0\0\0WAVEfmt ${'0'.repeat(64)}`, 'latin1');
    const { content } = await new Uploader(processing.community.app, keeper).file('public/audio', sound, 'audio/wav');
    for (const wrong of [other, content, own.replace(/\/[^/]+$/, '/none.png'), `${own}?x`, 'x', null, 7, [own]])
      await expect(choose(wrong)).rejects.toMatchObject({ status: 400, code: 10001 });
    await expect(
      keeper.post('/v1/admin/settings/save', { items: [{ key: 'site.logo', value: 'public/image/x.png' }] }),
    ).rejects.toMatchObject({ status: 400, code: 10001 });
    expect(await processing.query(`select from setting where key = 'site.logo'`)).toEqual([]);
    expect(await processing.query(`select from media_use where subject = 'site'`)).toEqual([]);
  });

  it('are made of the logo, each of its size', async () => {
    const logo = await uploads(keeper, await painted(300, 150, '#c81f3f'));
    await choose(logo);
    expect(await get('/favicon.ico')).toMatchObject({ type: 'image/svg+xml', caching: 'no-cache' });
    await processing.community.settle();
    const row = await rowOf(logo);
    expect(iconsIn(row).sort()).toEqual([...iconNames].sort());
    await isBookedRight();
    for (const name of iconNames) {
      const bytes = await bytesOf(logo, name);
      const about = await sharp(bytes).metadata();
      expect([about.format, about.width, about.height]).toEqual(['png', iconSizes[name], iconSizes[name]]);
      expect((row!['variants'] as Variants)[name]).toMatchObject({ type: 'image/png', size: bytes.length });
      expect((await sharp(bytes).stats()).isOpaque).toBe(name === 'icon180.png' || name === 'maskable512.png');
    }
    await isMade();
    for (const [path, name] of [
      ['/favicon.ico', 'icon32.png'],
      ...iconNames.map((one) => [`/icons/${one}`, one]),
    ] as const) {
      const answer = await get(path!);
      expect(answer).toMatchObject({ status: 200, type: 'image/png', caching: 'public, max-age=600' });
      expect(answer.bytes.equals(await bytesOf(logo, name!))).toBe(true);
    }
  });

  it('can be kept under the addresses that pages and the manifest name', async () => {
    const links = await linksOf();
    const addresses = [
      links['icon'],
      links['apple-touch-icon'],
      links['manifest'],
      ...(await manifest()).icons.map(({ src }) => src as string),
    ];
    expect(addresses).toHaveLength(6);
    for (const address of addresses) {
      expect(address).toMatch(/\?v=[\w-]{10}$/);
      const { status, caching, etag } = await get(address!);
      expect([status, caching]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(await get(address!, { 'if-none-match': String(etag) })).toMatchObject({ status: 304, body: '' });
      expect(await get(address!.replace('?v=', '?v=x'))).toMatchObject({ caching: 'no-cache' });
    }
    expect((await manifest()).icons.map(({ sizes, purpose }) => `${sizes as string} ${purpose as string}`)).toEqual([
      '192x192 any',
      '512x512 any',
      '512x512 maskable',
    ]);
    expect((await get('/about')).body).toContain(`<img class="logo own" src="/icons/icon192.png?v=`);
  });

  const drawn = (fill: string) => {
    const square = `<rect width="400" height="400" rx="60" fill="${fill}"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">${square}</svg>`;
    return sharp(Buffer.from(svg)).png().toBuffer();
  };
  it.each([
    ['a dark logo', () => drawn('#c81f3f'), [255, 255, 255], 180],
    ['a pale logo', () => drawn('#ffffff'), [0x14, 0x18, 0x1b], 180],
    ['a logo with a ground of its own', () => painted(500, 200, '#1d63c4'), [0x1d, 0x63, 0xc4], 0],
  ])('hold the whole of %s where devices cut them, on ground on which it is seen', async (_, logo, ground, reach) => {
    const content = await uploads(keeper, await logo());
    await choose(content);
    await processing.community.settle();
    const { data, info } = await sharp(await bytesOf(content, 'maskable512.png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    let farthest = 0;
    for (let pixel = 0; pixel < 512 * 512; pixel += 1) {
      const isGround = ground.every((value, channel) => Math.abs(value - data[pixel * info.channels + channel]!) <= 8);
      const [x, y] = [pixel % 512, Math.floor(pixel / 512)];
      if (!isGround) farthest = Math.max(farthest, Math.hypot(x - 255.5, y - 255.5));
    }
    expect(farthest).toBeLessThanOrEqual(0.4 * 512);
    expect(farthest).toBeGreaterThanOrEqual(reach);
  });

  it('go with the logo when another one takes its place', async () => {
    const [first, second] = [await uploads(keeper), await uploads(keeper, await painted(40, 40, '#6b3fa0'))];
    await choose(first);
    await processing.community.settle();
    expect(await storedOf(first)).toEqual(['', ...[...iconNames].sort()]);
    await choose(second);
    await processing.community.settle();
    expect([await rowOf(first), await storedOf(first)]).toEqual([undefined, []]);
    expect(iconsIn(await rowOf(second))).toHaveLength(5);
    expect(await processing.query(`select from media_use where subject = 'site'`)).toHaveLength(1);
    await isBookedRight();
  });

  it('are not kept with a picture that is the logo no more, but shown by a post', async () => {
    const logo = await uploads(keeper);
    await choose(logo);
    await keeper.post('/v1/post', {
      contents: [
        { content: 'Our logo', type: 2, sort: 100 },
        { content: logo, type: 3, sort: 101 },
      ],
      tags: [],
      users: [],
      visibility: 0,
    });
    await processing.community.settle();
    expect(iconsIn(await rowOf(logo))).toHaveLength(5);
    await choose(await uploads(keeper));
    await processing.community.settle();
    expect(iconsIn(await rowOf(logo))).toEqual([]);
    await isBookedRight();
    await choose(logo);
    await processing.community.settle();
    expect(iconsIn(await rowOf(logo))).toHaveLength(5);
    await isBookedRight();
  });

  it('stay when the use of the logo is lost, and come back when they are', async () => {
    const logo = await uploads(keeper, await painted(90, 90, '#00707f'));
    await choose(logo);
    await processing.community.settle();
    await processing.query(`delete from media_use where subject = 'site'`);
    await processing.query(`update media_object set created_at = created_at - interval '25 hours' where key = $1`, [
      keyOf(logo),
    ]);
    await comesDue(processing.community, 'media.remove-abandoned');
    expect(await storedOf(logo)).toHaveLength(6);
    await processing.within(() => processing.part(TenantObjects).remove(`${pathOf(logo)}-icon512.png`));
    await comesDue(processing.community, 'media.check-store');
    await processing.community.settle();
    expect(await storedOf(logo)).toHaveLength(6);
    expect(iconsIn(await rowOf(logo))).toHaveLength(5);
    await isBookedRight();
  });

  it('are a letter again without it', async () => {
    await isMade();
    await choose('');
    await processing.community.settle();
    expect(await get('/favicon.ico')).toMatchObject({ type: 'image/svg+xml', caching: 'public, max-age=600' });
    expect((await manifest()).icons[0]).toMatchObject({ type: 'image/svg+xml' });
    expect(await processing.query(`select from setting where key = 'site.logo'`)).toEqual([]);
    await choose('');
  });

  it('are a letter where nothing can be made of it', async () => {
    const whole = await sharp(await painted(400, 400, '#444'))
      .jpeg()
      .toBuffer();
    const broken = await processing.uploaded(keeper, 'public/image', 'jpeg', whole.subarray(0, whole.length / 2));
    await choose(broken.content);
    expect(await processing.processed(broken)).toMatchObject({ state: 'failed', variants: {} });
    expect(await get('/favicon.ico')).toMatchObject({ status: 200, type: 'image/svg+xml' });
    await choose('');
  });

  it('are each community’s own', async () => {
    const other = await processing.community.neighbour();
    const logo = await uploads(keeper);
    await choose(logo);
    await processing.community.settle();
    await isMade();
    expect((await get('/favicon.ico', {}, other.host)).type).toBe('image/svg+xml');
    const theirs = await other.owner();
    await expect(theirs.post('/v1/admin/site/logo', { content: logo })).rejects.toMatchObject({ status: 400 });
    const [one, two] = [await manifest(), await manifest(other.host)];
    expect(one.icons).not.toEqual(two.icons);
    expect((await linksOf())['manifest']).not.toBe((await linksOf(other.host))['manifest']);
  });
});

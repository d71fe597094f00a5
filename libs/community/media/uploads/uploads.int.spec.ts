import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Config } from '#kernel/config';
import { TenantDatabase } from '#kernel/database';
import { TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { formOf, Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';

const MiB = 1024 * 1024;
const painted = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } });
const animated = () => {
  const frames = ['teal', 'gold', 'plum'].map((background) => ({
    create: { width: 20, height: 10, channels: 3 as const, background },
  }));
  return sharp(frames as never[], { join: { animated: true } });
};
const text = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat([...parts.map((part) => Buffer.from(part as string, 'latin1')), Buffer.alloc(64)]);
const ftyp = (brand: string) => text([0, 0, 0, 24], 'ftyp', brand, [0, 0, 2, 0], 'isommp41');
const zip = text('PK\u0003\u0004', 'some files');
const mp3 = text('ID3', [3, 0, 0, 0, 0, 0, 0], [0xff, 0xfb, 0x90, 0]);
const mp3WithPicture = text('ID3', [3, 0, 0, 0, 1, 0, 0], Array<number>(128 * 128).fill(7), [0xff, 0xfb, 0x90, 0]);
const ogg = text('OggS', Array<number>(24).fill(0), 'OpusHead');
const noise = () => sharp(randomBytes(200 * 200 * 3), { raw: { width: 200, height: 200, channels: 3 } });

describe('an upload', () => {
  // A folder of its own, since it looks at everything that is stored.
  const folder = mkdtempSync(join(tmpdir(), 'paopao-uploads-'));
  const config = Object.create(testConfig(), { dataDir: { value: folder } }) as Config;
  const community = useCommunity((builder) => builder.overrideProvider(Config).useValue(config));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let tenant: Tenant;
  let ada: Uploader;
  let adaId: number;

  const inside = <T>(work: () => Promise<T>): Promise<T> => tenantScope.run(tenant, work);
  const query = (sql: string) => inside(() => community.app.get(TenantDatabase).query(sql));
  const stored = () =>
    inside(async () => {
      const keys: string[] = [];
      for await (const { key } of community.app.get(TenantObjects).list()) keys.push(key);
      return keys;
    });
  const rows = async () => (await query('select key from media_object')).map(({ key }) => key as string);
  const read = (url: string) => {
    const { pathname, search } = new URL(url);
    return community.app.inject({ url: pathname + search, headers: { host: community.host } });
  };
  /** Refused, and nothing of it is left. */
  async function refused(sending: () => ReturnType<Uploader['send']>): Promise<unknown> {
    const before = [await rows(), await stored()];
    const { status, body } = await sending();
    expect([await rows(), await stored()]).toEqual(before);
    const { code, error, details } = JSON.parse(body) as { code: number; error: string; details?: string[] };
    expect(details).toEqual([expect.any(String)]);
    return [status, code, error];
  }
  const refusals = {
    invalid: [400, 10001, 'request.invalid'],
    failed: [400, 10200, 'upload.failed'],
    type: [415, 10201, 'upload.type-refused'],
    large: [413, 10202, 'upload.too-large'],
    off: [403, 110001, 'site.feature-off'],
  };

  beforeAll(async () => {
    tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    const member = await community.member('ada');
    [ada, adaId] = [new Uploader(community.app, member), member.id];
  });

  it.each([
    ['public/image', 'image/png', 'png', () => painted(30, 20).png()],
    ['public/image', 'image/jpeg', 'jpeg', () => painted(30, 20).jpeg()],
    ['public/image', 'image/jpg', 'jpg', () => painted(30, 20).jpeg()],
    ['public/image', 'image/webp', 'webp', () => painted(30, 20).webp()],
    ['public/image', 'image/gif', 'gif', () => painted(30, 20).gif()],
    ['public/avatar', 'image/png', 'png', () => painted(30, 20).png()],
  ])('of %s as %s is measured and shown', async (type, as, extension, make) => {
    const bytes = await make().toBuffer();
    const answer = await ada.file(type, bytes, as);
    const key = String.raw`${type}(/[0-9a-f]{2}){4}/[0-9a-f-]{27}\.${extension}`;
    expect(answer).toStrictEqual({
      user_id: adaId,
      file_size: bytes.length,
      img_width: 30,
      img_height: 20,
      type: 1,
      content: expect.stringMatching(`^http://${community.host}:3000/media/${key}$`),
      state: 'pending',
      description: '',
    });
    const shown = await read(answer.content);
    expect(shown.rawPayload.equals(bytes)).toBe(true);
    expect(shown.headers['content-type']).toBe(as.replace('jpg', 'jpeg'));
    const resized = await read(`${answer.content}?x-oss-process=image/resize,m_fill,w_300,h_300,limit_0/format,webp`);
    expect(resized.statusCode).toBe(200);
  });

  it.each([
    ['public/video', 'video/mp4', 2, ftyp('isom')],
    ['public/video', 'video/quicktime', 2, ftyp('qt  ')],
    ['public/audio', 'audio/mpeg', 3, mp3],
    ['public/audio', 'audio/mpeg', 3, mp3WithPicture],
    ['public/audio', 'audio/mp4', 3, ftyp('M4A ')],
    ['public/audio', 'audio/ogg', 3, ogg],
    ['public/audio', 'audio/wav', 3, text('RIFF', [64, 0, 0, 0], 'WAVEfmt ')],
  ])('of %s as %s is kept as it is', async (type, as, kind, bytes) => {
    const answer = await ada.file(type, bytes, as);
    expect(answer).toMatchObject({ file_size: bytes.length, img_width: 0, img_height: 0, type: kind });
    const shown = await read(answer.content);
    expect(shown.rawPayload.equals(bytes)).toBe(true);
    expect(shown.headers['content-type']).toBe(as);
  });

  it.each(['application/zip', 'application/x-zip', 'application/octet-stream', 'application/x-zip-compressed'])(
    'of an archive as %s is kept, but nobody can open it by its address',
    async (as) => {
      const answer = await ada.file('attachment', zip, as);
      expect(answer).toMatchObject({ type: 3, content: expect.stringMatching(/\/media\/attachment\/.*\.zip$/) });
      expect((await read(answer.content)).statusCode).toBe(403);
    },
  );

  it('is written down before anybody can use it', async () => {
    const bytes = Buffer.concat([ftyp('isom'), randomBytes(3 * MiB)]);
    const { content } = await ada.file('public/video', bytes, 'video/mp4');
    const [row] = await query(`select owner_id as owner, kind, content_type as type, size, width from media_object
                                where '${content}' like '%' || substr(key, length('t/${tenant.id}/') + 1)`);
    expect(row).toEqual({ owner: adaId, kind: 2, type: 'video/mp4', size: bytes.length, width: 0 });
  });

  it('of a picture does not tell where it was taken, and stands upright', async () => {
    const place = { IFD0: { Copyright: 'ada', Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N' } };
    const turned = await painted(30, 20).withExif(place).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { content, ...answer } = await ada.file('public/image', turned, 'image/jpeg');
    expect(answer).toMatchObject({ img_width: 20, img_height: 30 });
    const shown = (await read(content)).rawPayload;
    expect(shown).toHaveLength(answer['file_size'] as number);
    expect((await sharp(shown).metadata()).autoOrient).toMatchObject({ width: 20, height: 30 });
    for (const word of ['Phone', 'ada']) expect(shown.includes(word)).toBe(false);
  });

  it('keeps moving what moves', async () => {
    const gif = await ada.file('public/image', await animated().gif().toBuffer(), 'image/gif');
    const told = animated().withExif({ IFD0: { Copyright: 'ada' } });
    const webp = await ada.file('public/image', await told.webp().toBuffer(), 'image/webp');
    for (const { content, img_width, img_height } of [gif, webp]) {
      const shown = (await read(content)).rawPayload;
      expect([(await sharp(shown).metadata()).pages, shown.includes('ada')]).toEqual([3, false]);
      expect([img_width, img_height]).toEqual([20, 10]);
    }
  });

  it('may say its type after the file', async () => {
    const picture = { name: 'file', type: 'image/png', bytes: await painted(8, 8).png().toBuffer() };
    const film = { name: 'file', type: 'video/mp4', bytes: ftyp('isom') };
    for (const [file, type] of [
      [picture, 'public/avatar'],
      [film, 'public/video'],
    ] as const) {
      const { status, body } = await ada.send(formOf([file, { name: 'type', value: type }]));
      expect([status, body]).toEqual([200, expect.stringContaining(`/media/${type}/`)]);
    }
    for (const [file, type] of [
      [picture, 'public/video'],
      [film, 'attachment'],
    ] as const)
      expect(await refused(() => ada.send(formOf([file, { name: 'type', value: type }])))).toEqual(refusals.type);
  });

  it('is named by nothing that the client says', async () => {
    const bytes = await painted(8, 8).png().toBuffer();
    const file = { name: 'file', bytes, type: 'image/png', filename: '../../../etc/passwd%00.html' };
    const { status, body } = await ada.send(formOf([{ name: 'type', value: 'public/image' }, file]));
    expect([status, body.includes('passwd'), body.includes('..')]).toEqual([200, false, false]);
  });

  describe('is refused', () => {
    const attempt = (type: string, bytes: Buffer, as: string) => refused(() => ada.attempt(type, bytes, as));

    it.each(['', 'public', 'public/image/', 'public/../attachment', 'private/x', '__proto__', 'PUBLIC/IMAGE'])(
      'with the type %j',
      async (type) =>
        expect(await attempt(type, await painted(8, 8).png().toBuffer(), 'image/png')).toEqual(refusals.invalid),
    );

    it('with what its type does not take', async () => {
      const png = await painted(8, 8).png().toBuffer();
      expect(await attempt('public/video', png, 'image/png')).toEqual(refusals.type);
      expect(await attempt('attachment', png, 'image/png')).toEqual(refusals.type);
      expect(await attempt('public/image', zip, 'application/zip')).toEqual(refusals.type);
      for (const as of ['image/svg+xml', 'text/html', 'application/pdf', 'image/bmp', 'image/avif', '', 'constructor'])
        expect(await attempt('public/image', png, as)).toEqual(refusals.type);
    });

    it('when it is not what it says', async () => {
      const [png, gif] = [await painted(8, 8).png().toBuffer(), await painted(8, 8).gif().toBuffer()];
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
      const html = Buffer.from('<!doctype html><script>alert(1)</script>');
      expect(await attempt('public/image', png, 'image/jpeg')).toEqual(refusals.type);
      for (const bytes of [svg, html, zip, Buffer.alloc(0), Buffer.alloc(9), ftyp('avif')])
        expect(await attempt('public/image', bytes, 'image/png')).toEqual(refusals.type);
      for (const bytes of [png, html, ftyp('heic')])
        expect(await attempt('public/video', bytes, 'video/mp4')).toEqual(refusals.type);
      for (const bytes of [html, Buffer.concat([gif, zip]), Buffer.concat([html, zip])])
        expect(await attempt('attachment', bytes, 'application/octet-stream')).toEqual(refusals.type);
    });

    it('as a picture that is damaged', async () => {
      for (const [as, bytes] of [
        ['image/jpeg', await noise().jpeg().toBuffer()],
        ['image/png', await noise().png().toBuffer()],
        ['image/webp', await noise().webp().toBuffer()],
        ['image/gif', await noise().gif().toBuffer()],
      ] as const) {
        const ended = bytes.subarray(0, bytes.length * 0.6);
        expect([as, await attempt('public/image', ended, as)]).toEqual([as, refusals.type]);
      }
    });

    it('as a picture that is small to send and huge to look at', async () => {
      const bomb = await painted(7100, 7100).png({ compressionLevel: 9 }).toBuffer();
      expect(bomb.length).toBeLessThan(MiB);
      expect(await attempt('public/image', bomb, 'image/png')).toEqual(refusals.large);
    });

    it('when it is too large', async () => {
      const png = await painted(8, 8).png().toBuffer();
      expect(await attempt('public/avatar', Buffer.concat([png, Buffer.alloc(MiB)]), 'image/png')).toEqual(
        refusals.large,
      );
      expect(await attempt('public/image', Buffer.concat([png, Buffer.alloc(10 * MiB)]), 'image/png')).toEqual(
        refusals.large,
      );
      const long = Buffer.concat([mp3, Buffer.alloc(20 * MiB)]);
      expect(await attempt('public/audio', long, 'audio/mpeg')).toEqual(refusals.large);
      const avatar = [
        { name: 'file', type: 'image/png', bytes: Buffer.concat([png, Buffer.alloc(MiB)]) },
        { name: 'type', value: 'public/avatar' },
      ];
      expect(await refused(() => ada.send(formOf(avatar)))).toEqual(refusals.large);
    });

    it('when something is missing, or there is too much', async () => {
      const type = { name: 'type', value: 'public/video' };
      const file = { name: 'file', type: 'video/mp4', bytes: ftyp('isom') };
      expect(await refused(() => ada.send(formOf([type])))).toEqual(refusals.failed);
      expect(await refused(() => ada.send(formOf([file])))).toEqual(refusals.invalid);
      expect(await refused(() => ada.send(formOf([])))).toEqual(refusals.invalid);
      expect(await refused(() => ada.send(formOf([type, { ...file, name: 'picture' }])))).toEqual(refusals.failed);
      expect(await refused(() => ada.send(formOf([type, file, file])))).toEqual(refusals.failed);
      expect(await refused(() => ada.send(formOf([type, file, { name: 'type', value: 'x' }])))).toEqual(
        refusals.invalid,
      );
      const fields = Array.from({ length: 40 }, () => ({ name: 'more', value: 'x' }));
      expect(await refused(() => ada.send(formOf([type, file, ...fields])))).toEqual(refusals.failed);
    });

    it('when the form is none', async () => {
      const whole = formOf([
        { name: 'type', value: 'public/video' },
        { name: 'file', type: 'video/mp4', bytes: Buffer.concat([ftyp('isom'), Buffer.alloc(MiB)]) },
      ]);
      for (const length of [10, 100, 300, 5000, whole.length - 20])
        expect(await refused(() => ada.send(whole.subarray(0, length)))).toEqual(refusals.failed);
      expect(await refused(() => ada.send(randomBytes(1000)))).toEqual(refusals.failed);
      expect(await refused(() => ada.send(Buffer.from('{"type":"public/image"}'), 'application/json'))).toEqual(
        refusals.failed,
      );
      expect(await refused(() => ada.send(whole, 'multipart/form-data'))).toEqual(refusals.failed);
    });

    it('from guests, and from members who may not write', async () => {
      const bytes = ftyp('isom');
      const guest = new Uploader(community.app, community.guest);
      expect(await guest.attempt('public/video', bytes, 'video/mp4')).toMatchObject({ status: 401 });
      const bob = await community.member('bob');
      await (await community.owner()).post('/v1/admin/user/status', { id: bob.id, status: 2 });
      const banned = await new Uploader(community.app, bob).attempt('public/video', bytes, 'video/mp4');
      expect([banned.status, JSON.parse(banned.body)]).toMatchObject([403, { code: 20006 }]);
    });

    it('where the community has switched it off', async () => {
      const there = await community.neighbour();
      const other = (await there.app.get(TenantDirectory).findByHost(there.host))!;
      await tenantScope.run(other, () =>
        there.app
          .get(TenantDatabase)
          .query(
            `insert into setting (key, value) values ('web_profile.allow_tweet_video', 'false'), ('web_profile.allow_tweet_attachment', 'false')`,
          ),
      );
      const uploader = new Uploader(there.app, await there.owner());
      const film = { name: 'file', type: 'video/mp4', bytes: ftyp('isom') };
      expect(await refused(() => uploader.attempt('public/video', ftyp('isom'), 'video/mp4'))).toEqual(refusals.off);
      expect(await refused(() => uploader.attempt('attachment', zip, 'application/zip'))).toEqual(refusals.off);
      expect(await refused(() => uploader.send(formOf([film, { name: 'type', value: 'public/video' }])))).toEqual(
        refusals.off,
      );
      const picture = await painted(8, 8).png().toBuffer();
      expect(await uploader.attempt('public/image', picture, 'image/png')).toMatchObject({ status: 200 });
    });
  });
});

import type { Data, Person } from '../../support/person.js';
import type { Uploader } from '../../support/upload.js';
import { type Contract, featureOff, forbidden, invalid, signIn } from '../contract.js';
import { mismatches, type Shape } from '../shapes.js';
import type { Refused, Wire } from '../wire.js';

type Open = () => Wire;
/** Somebody who sends forms, which is not what `Person` does. */
export type Uploading = (who: Person) => Uploader;

const route = 'POST /v1/attachment';
const upload: Shape = {
  user_id: 'id',
  file_size: 'id',
  img_width: 'int',
  img_height: 'int',
  type: 'id',
  content: 'url',
  // Added by us; the client reads the fields above.
  state: 'text',
  description: 'text',
};
/** One red point. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const film = Buffer.concat([Buffer.from('\0\0\0\u0018ftypisom\0\0\u0002\0isommp41'), Buffer.alloc(64)]);
const archive = Buffer.concat([Buffer.from('PK\u0003\u0004 some files'), Buffer.alloc(64)]);

/** The call of the front end's upload components, which read the answer themselves. */
class Uploads {
  constructor(
    private readonly wire: Wire,
    private readonly uploading: Uploading,
  ) {}

  async ok(who: Person, type: string, bytes: Buffer, as: string): Promise<{ content: string; type: number }> {
    const { status, body } = await this.uploading(who).attempt(type, bytes, as);
    this.wire.hear(route, status, body);
    const { data, ...json } = JSON.parse(body) as { data: { content: string; type: number } };
    expect({ status, json, wrong: mismatches(data, upload) }).toEqual({
      status: 200,
      json: { code: 0, msg: 'success' },
      wrong: [],
    });
    expect(data.content).not.toContain('?'); // the client appends its own
    return data;
  }

  async refused(answer: ReturnType<Uploader['send']>, as: Refused): Promise<void> {
    const { status, body } = await answer;
    this.wire.hear(route, status, body);
    const { code, error, data } = JSON.parse(body) as Refused & Data;
    expect({ status, code, error, data }).toEqual({ ...as, data: undefined });
  }
}

/** Uploads, the pictures of members, and the files of posts. */
export const media =
  (uploading: Uploading): Contract =>
  (wire) => {
    const uploads = () => new Uploads(wire(), uploading);
    describe('a file', () => {
      takesFiles(wire, uploads);
      refusesFiles(wire, uploads, uploading);
    });
    describe('a picture of a member', () => showsAvatars(wire, uploads));
    describe('a file of a post', () => opensAttachments(wire, uploads));
  };

function takesFiles(wire: Open, uploads: () => Uploads): void {
  it.each([
    ['public/image', picture, 'image/png', 1],
    ['public/avatar', picture, 'image/png', 1],
    ['public/video', film, 'video/mp4', 2],
    ['attachment', archive, 'application/zip', 3],
  ])('is taken as %s', async (type, bytes, as, kind) => {
    const painter = await wire().member('painter');
    expect(await uploads().ok(painter, type, bytes, as)).toMatchObject({
      user_id: painter.id,
      type: kind,
      img_width: kind === 1 ? 1 : 0,
      img_height: kind === 1 ? 1 : 0,
    });
  });

  it('is shown at its address, whole or as the thumbnail of lists', async () => {
    const { content } = await uploads().ok(await wire().member('painter'), 'public/image', picture, 'image/png');
    const thumbnail = 'x-oss-process=image/resize,m_fill,w_300,h_300,limit_0/auto-orient,1/format,webp';
    const path = new URL(content).pathname;
    for (const url of [path, `${path}?${thumbnail}`])
      expect(await wire().guest.request('GET', url)).toMatchObject({ status: 200 });
  });
}

function refusesFiles(wire: Open, uploads: () => Uploads, uploading: Uploading): void {
  const failed = { status: 400, code: 10200, error: 'upload.failed' };
  const typeRefused = { status: 415, code: 10201, error: 'upload.type-refused' };
  const tooLarge = { status: 413, code: 10202, error: 'upload.too-large' };
  const attempt = async (type: string, bytes: Buffer, as: string) =>
    uploading(await wire().member('painter')).attempt(type, bytes, as);

  it('is refused unless it is what it says, and small enough', async () => {
    await uploads().refused(attempt('public/music', picture, 'image/png'), invalid);
    await uploads().refused(attempt('public/image', Buffer.from('<svg/>'), 'image/svg+xml'), typeRefused);
    await uploads().refused(attempt('public/image', archive, 'image/png'), typeRefused);
    await uploads().refused(attempt('public/video', picture, 'image/png'), typeRefused);
    const large = Buffer.concat([picture, Buffer.alloc(1024 * 1024)]);
    await uploads().refused(attempt('public/avatar', large, 'image/png'), tooLarge);
  });

  it('is refused where there is none', async () => {
    const painter = await wire().member('painter');
    await uploads().refused(uploading(painter).send(Buffer.from('{"type":"attachment"}'), 'application/json'), failed);
    await uploads().refused(uploading(painter).send(Buffer.from('--paopao-boundary')), failed);
    await uploads().refused(uploading(wire().guest).attempt('public/image', picture, 'image/png'), signIn);
  });

  it('is refused where there is no room for it', async () => {
    const full = { status: 507, code: 10203, error: 'upload.quota-exceeded' };
    const uses = (sign: string) =>
      wire().sql(
        `insert into media_usage as usage (member_id, bytes) values (0, 2::bigint ^ 40)
         on conflict (member_id) do update set bytes = usage.bytes ${sign} excluded.bytes`,
      );
    await uses('+');
    await uploads().refused(attempt('attachment', archive, 'application/zip'), full);
    await uses('-');
    await uploads().ok(await wire().member('painter'), 'attachment', archive, 'application/zip');
  });

  it('is refused of a sort that the community has switched off', async () => {
    const key = 'web_profile.allow_tweet_video';
    await wire().where({ [key]: false }, { [key]: true }, () =>
      uploads().refused(attempt('public/video', film, 'video/mp4'), featureOff),
    );
  });
}

function showsAvatars(wire: Open, uploads: () => Uploads): void {
  const choose = 'POST /v1/user/avatar';

  it('is an upload of their own, and shown from then on', async () => {
    const painter = await wire().member('painter');
    const { content: avatar } = await uploads().ok(painter, 'public/avatar', picture, 'image/png');
    await wire().ok(painter, choose, { body: { avatar } });
    expect(await painter.get('/v1/user/info')).toMatchObject({ avatar });
    expect(await wire().guest.get('/v1/user/profile?username=painter')).toMatchObject({ avatar });
  });

  it('is no other address, and nobody else’s upload', async () => {
    const [painter, thief] = [await wire().member('painter'), await wire().member('thief')];
    const { content: avatar } = await uploads().ok(painter, 'public/avatar', picture, 'image/png');
    await wire().refused(wire().guest, choose, { body: { avatar } }, signIn);
    for (const wrong of [avatar, 'https://example.org/a.png', '../../etc/passwd', '', 7])
      await wire().refused(thief, choose, { body: { avatar: wrong } }, invalid);
    expect(await wire().guest.request('GET', new URL(avatar).pathname)).toMatchObject({ status: 200 }); // still there
  });
}

function opensAttachments(wire: Open, uploads: () => Uploads): void {
  const precheck = 'GET /v1/attachment/precheck';
  const open = 'GET /v1/attachment';
  const none = { status: 404, code: 30007, error: 'attachment.invalid' };
  /** The block of a free attachment, in a post that so many may see. */
  const offers = async (author: Person, visibility: number): Promise<number> => {
    const { content } = await uploads().ok(author, 'attachment', archive, 'application/zip');
    const contents = [
      { content: 'My notes', type: 2, sort: 100 },
      { content, type: 7, sort: 101 },
    ];
    const post = await author.post('/v1/post', { contents, tags: [], users: [], visibility });
    return (post['contents'] as Data[]).find(({ type }) => type === 7)!['id'] as number;
  };

  it('is open to whoever may see the post, by an address that is good for a minute', async () => {
    const [author, reader] = [await wire().member('painter'), await wire().member('reader')];
    const query = { id: await offers(author, 0) };
    expect(await wire().ok(reader, precheck, { query }, { paid: 'bool' })).toEqual({ paid: true });
    const { signed_url: url } = await wire().ok<{ signed_url: string }>(reader, open, { query }, { signed_url: 'url' });
    const { pathname, search } = new URL(url);
    expect(await wire().guest.request('GET', pathname + search)).toMatchObject({ status: 200 });
    expect(await wire().guest.request('GET', pathname)).toMatchObject({ status: 403 });
  });

  it('is not there for others, and where there is none', async () => {
    const [author, reader] = [await wire().member('painter'), await wire().member('reader')];
    const hidden = { query: { id: await offers(author, 1) } };
    for (const route of [precheck, open] as const) {
      await wire().refused(wire().guest, route, hidden, signIn);
      await wire().refused(reader, route, hidden, forbidden);
      for (const id of ['x', 0, 999_999_999]) await wire().refused(reader, route, { query: { id } }, none);
    }
  });
}

import { comesDue } from '../../../../test/support/comes-due.js';
import type { Data, Person } from '../../../../test/support/person.js';
import { StoredFiles } from '../../../../test/support/stored-files.js';
import { formOf, boundary, Uploader } from '../../../../test/support/upload.js';
import { type Change, type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { TenantObjects } from '#kernel/objects';
import { MediaUploadsRepository } from './media-uploads.repository.js';
import { type BegunUpload, UploadIntake } from './upload-intake.js';

interface Announced {
  readonly id: number;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expires_on: number;
}

const archive = (size: number) => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(size - 4, 7)]);
const film = Buffer.concat([Buffer.from('\0\0\0\u0018ftypisom\0\0\u0002\0isommp41'), Buffer.alloc(500)]);
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const html = Buffer.from(`<!doctype html><script>alert(1)</script>${' '.repeat(200)}`);
const zip = (size: number, more: object = {}) => ({
  ...{ type: 'attachment', content_type: 'application/zip', file_size: size },
  ...more,
});
const refusals = {
  missing: { status: 404, error: 'request.not-found' },
  failed: { status: 400, error: 'upload.failed' },
  invalid: { status: 400, error: 'request.invalid' },
  type: { status: 415, error: 'upload.type-refused' },
  large: { status: 413, error: 'upload.too-large' },
};

/** Files that browsers bring to the store themselves; over any driver. */
export function directUploadsContract(name: string, change: Change): void {
  describe(`a file that its owner brings to the store (${name})`, () => {
    const first = useCommunity(change);
    let community: TestCommunity; // a new one for each test
    let files: StoredFiles;
    let ada: Person;
    beforeEach(async () => {
      community = await first.neighbour();
      files = new StoredFiles(community);
      ada = await community.member('ada');
    });

    const announce = (who: Person, body: object) =>
      who.post('/v1/attachment/direct', body) as Promise<unknown> as Promise<Announced>;
    const complete = (who: Person, id: unknown) => who.post('/v1/attachment/complete', { id });
    /** As a browser posts the form. */
    const bring = async ({ url, fields }: Announced, bytes: Buffer): Promise<number> => {
      const parts = Object.entries(fields).map(([field, value]) => ({ name: field, value }));
      const payload = formOf([...parts, { name: 'file', type: fields['Content-Type']!, bytes }]);
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
      if (!url.includes(community.host))
        return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(payload) })).status;
      const { pathname } = new URL(url);
      const sent = { method: 'POST', url: pathname, headers: { ...headers, host: community.host }, payload } as const;
      return (await community.app.inject(sent)).statusCode;
    };
    const brought = async (who: Person, bytes: Buffer, body: object = zip(bytes.length)): Promise<Announced> => {
      const announced = await announce(who, body);
      expect(await bring(announced, bytes)).toBe(204);
      return announced;
    };
    const states = async () =>
      (await files.sql<{ state: string }>('select state from media_object order by id')).map(({ state }) => state);
    const nothing = async () => {
      await community.settle();
      expect([await files.listed(), await states()]).toEqual([[], []]);
      expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: 0, bytes: 0 });
    };
    /** So many minutes after they were announced. */
    const later = async (minutes: number) => {
      await files.sql(
        `update media_object
            set created_at = created_at - $1 * interval '1 minute',
                upload = upload || jsonb_build_object(
                  'expires', (upload ->> 'expires')::timestamptz - $1 * interval '1 minute',
                  'claimed', (upload ->> 'claimed')::bigint - $1 * 60)`,
        [minutes],
      );
      await comesDue(community, 'media.remove-abandoned');
    };
    const begunOf = async (id: number): Promise<BegunUpload> => {
      const row = await community.app.get(MediaUploadsRepository).findOwn(ada.id, id);
      return community.app.get(UploadIntake).resume(row!)!;
    };

    it.each([
      ['public/video', 'video/mp4', film, 2, 'pending', 0],
      ['attachment', 'application/x-zip-compressed', archive(5000), 3, 'ready', 0],
      ['public/image', 'image/png', picture, 1, 'pending', 1],
    ])('is one like any other of %s once it is completed', async (type, as, bytes, kind, state, width) => {
      const about = { type, content_type: as, file_size: bytes.length, description: ' A heron ' };
      const announced = await announce(ada, about);
      expect(announced).toEqual({
        id: expect.any(Number),
        url: expect.stringMatching(/^http/),
        fields: expect.any(Object),
        expires_on: expect.any(Number),
      });
      expect(announced.expires_on - Date.now() / 1000).toBeGreaterThan(800);
      expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: 1, bytes: bytes.length });
      expect(await bring(announced, bytes)).toBe(204);
      const answer = await complete(ada, announced.id);
      expect(answer).toStrictEqual({
        user_id: ada.id,
        file_size: bytes.length,
        img_width: width,
        img_height: width,
        type: kind,
        content: expect.stringMatching(
          `^http://${community.host}:3000/media/${type}(/[0-9a-f]{2}){4}/[0-9a-f-]{27}\\.`,
        ),
        state,
        description: 'A heron',
      });
      expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: 1, bytes: bytes.length });
      const stored = await files.listed();
      expect(stored.filter((key) => !key.includes('incoming/'))).toHaveLength(1);
      await ada.post('/v1/attachment/description', { content: answer['content'], description: 'Two herons' });
      expect(await complete(ada, announced.id)).toMatchObject({
        content: answer['content'],
        description: 'Two herons',
      });
    });

    it('is taken away from where it came in', async () => {
      const { id } = await brought(ada, archive(500));
      const answer = await complete(ada, id);
      await community.settle();
      expect(await files.listed()).toEqual([new URL(answer['content'] as string).pathname.replace('/media/', '')]);
    });

    it('is completed once, however often and by however many calls at once', async () => {
      const { id } = await brought(ada, archive(100_000));
      const calls = await Promise.allSettled(Array.from({ length: 8 }, () => complete(ada, id)));
      const done = calls.filter((call) => call.status === 'fulfilled').map(({ value }) => value as Data);
      const others = calls.filter((call) => call.status === 'rejected').map(({ reason }) => reason as unknown);
      for (const refused of others) expect(refused).toMatchObject(refusals.failed);
      const last = await complete(ada, id);
      expect(done.length).toBeGreaterThan(0);
      for (const answer of done) expect(answer).toEqual(last);
      await community.settle();
      expect(await files.listed()).toHaveLength(1);
      expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: 1, bytes: 100_000 });
    });

    it('cannot be completed before it is there, but then', async () => {
      const announced = await announce(ada, zip(500));
      for (let time = 0; time < 2; time += 1)
        await expect(complete(ada, announced.id)).rejects.toMatchObject(refusals.failed);
      expect(await states()).toEqual(['uploading']);
      expect(await bring(announced, archive(500))).toBe(204);
      expect(await complete(ada, announced.id)).toMatchObject({ file_size: 500, state: 'ready' });
    });

    it('is refused when it is not what was announced, and nothing is left of it', async () => {
      const pictures = { type: 'public/image', content_type: 'image/png', file_size: html.length };
      const films = { type: 'public/video', content_type: 'video/mp4', file_size: html.length };
      for (const about of [pictures, films, zip(html.length)]) {
        const { id } = await brought(ada, html, about);
        await expect(complete(ada, id)).rejects.toMatchObject(refusals.type);
        await expect(complete(ada, id)).rejects.toMatchObject(refusals.missing);
        await nothing();
      }
    });

    it('may be shorter than announced, but not longer', async () => {
      const { id } = await brought(ada, archive(200), zip(5000));
      expect(await complete(ada, id)).toMatchObject({ file_size: 200 });
      expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: 1, bytes: 200 });
      const announced = await announce(ada, zip(200));
      expect([400, 413]).toContain(await bring(announced, archive(5000)));
      await expect(complete(ada, announced.id)).rejects.toMatchObject(refusals.failed);
    });

    it('is its owner’s to complete: others are told the same as of uploads that do not exist', async () => {
      const { id } = await brought(ada, archive(500));
      const bob = await community.member('bob');
      const there = await first.neighbour();
      const stranger = await there.member('ada');
      for (const who of [bob, stranger]) {
        await expect(complete(who, id)).rejects.toMatchObject(refusals.missing);
        await expect(complete(who, 999_999)).rejects.toMatchObject(refusals.missing);
      }
      await expect(complete(community.guest, id)).rejects.toMatchObject({ status: 401 });
      for (const wrong of [0, -1, 1.5, 'x', null])
        await expect(complete(ada, wrong)).rejects.toMatchObject(refusals.invalid);
      const content = (await complete(ada, id))['content'] as string;
      await expect(bob.post('/v1/attachment/description', { content, description: 'x' })).rejects.toMatchObject(
        refusals.missing,
      );
      const shown = [
        { content, type: 7, sort: 100 },
        { content: 'Mine', type: 2, sort: 101 },
      ];
      await expect(bob.post('/v1/post', { contents: shown, tags: [], users: [] })).rejects.toMatchObject({
        error: 'post.not-published',
      });
      await expect(complete(bob, id)).rejects.toMatchObject(refusals.missing);
    });

    it('cannot be shown, described or read before it is completed', async () => {
      await brought(ada, picture, { type: 'public/image', content_type: 'image/png', file_size: picture.length });
      const [row] = await files.sql('select key from media_object');
      const content = `http://${community.host}:3000/media/${(row!['key'] as string).replace(/^t\/\d+\//, '')}`;
      const contents = [
        { content: 'Mine', type: 2, sort: 100 },
        { content, type: 3, sort: 101 },
      ];
      await expect(ada.post('/v1/post', { contents, tags: [], users: [] })).rejects.toMatchObject({
        error: 'post.not-published',
      });
      await expect(ada.post('/v1/user/avatar', { avatar: content })).rejects.toMatchObject(refusals.invalid);
      await expect(ada.post('/v1/attachment/description', { content, description: 'x' })).rejects.toMatchObject(
        refusals.missing,
      );
      const [incoming] = await files.listed();
      expect(incoming).toMatch(/^incoming\//);
      for (const path of [new URL(content).pathname, `/media/${incoming}`])
        expect(await community.guest.request('GET', path)).toMatchObject({ status: 404 });
    });

    it('is announced by what it is', async () => {
      for (const [about, refusal] of [
        [zip(500, { type: 'public/music' }), refusals.invalid],
        [zip(500, { type: '__proto__' }), refusals.invalid],
        [zip(500, { content_type: 'text/html' }), refusals.type],
        [zip(500, { content_type: 'image/png' }), refusals.type],
        [zip(101 * 1024 * 1024), refusals.large],
        [zip(2 ** 40), refusals.invalid],
        [zip(0), refusals.invalid],
        [zip(-1), refusals.invalid],
        [zip(1.5), refusals.invalid],
        [zip(500, { description: 'x'.repeat(1001) }), refusals.invalid],
        [{}, refusals.invalid],
      ] as const)
        await expect(announce(ada, about)).rejects.toMatchObject(refusal);
      await expect(announce(community.guest, zip(500))).rejects.toMatchObject({ status: 401 });
      await nothing();
    });

    it('is one of at most 20 that a member has not completed', async () => {
      const calls = await Promise.allSettled(Array.from({ length: 24 }, () => announce(ada, zip(500))));
      const done = calls.filter((call) => call.status === 'fulfilled').map(({ value }) => value);
      expect(done).toHaveLength(20);
      await expect(announce(ada, zip(500))).rejects.toMatchObject(refusals.failed);
      expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: 20, bytes: 10_000 });
      await announce(await community.member('bob'), zip(500));
      expect(
        await new Uploader(community.app, ada).attempt('attachment', archive(500), 'application/zip'),
      ).toMatchObject({
        status: 200,
      });
      await bring(done[0]!, archive(500));
      await complete(ada, done[0]!.id);
      await announce(ada, zip(500));
    });

    it('is swept if it is not completed, a while after its form has expired', async () => {
      await announce(ada, zip(500));
      await brought(ada, archive(500));
      await later(29);
      expect([await files.listed(), await states()]).toEqual([[expect.any(String)], ['uploading', 'uploading']]);
      await later(2);
      await nothing();
    });

    it('is not swept while somebody completes it', async () => {
      const { id } = await brought(ada, archive(500));
      await later(29);
      const claimed = await files.within(async () => (await community.app.get(UploadIntake).claim(await begunOf(id)))!);
      await files.sql(`update media_object set upload = upload || '{"expires": "2020-01-01T00:00:00Z"}'`);
      await comesDue(community, 'media.remove-abandoned');
      expect(await files.within(() => community.app.get(UploadIntake).adopt(claimed))).toMatchObject({ size: 500 });
    });

    it('is swept with all that a killed process has left of completing it', async () => {
      const { id } = await brought(ada, archive(500));
      await files.within(async () => {
        const claimed = (await community.app.get(UploadIntake).claim(await begunOf(id)))!;
        await community.app.get(TenantObjects).copy(claimed.incoming!, claimed.path);
      });
      expect(await files.listed()).toHaveLength(2);
      await later(31);
      await nothing();
    });

    it('is completed by another call when the first one was killed, and the first one changes nothing any more', async () => {
      const { id } = await brought(ada, archive(500));
      const intake = community.app.get(UploadIntake);
      const late = await files.within(async () => (await intake.claim(await begunOf(id)))!);
      await expect(complete(ada, id)).rejects.toMatchObject(refusals.failed);
      await files.sql(`update media_object set upload = upload || '{"claimed": 1}'`); // its time has run out
      await files.within(() => community.app.get(TenantObjects).copy(late.incoming!, late.path));
      const answer = await complete(ada, id);
      await expect(files.within(() => intake.adopt(late))).rejects.toMatchObject({ code: 'upload.failed' });
      await community.settle();
      expect(await complete(ada, id)).toEqual(answer);
      expect(await files.listed()).toEqual([new URL(answer['content'] as string).pathname.replace('/media/', '')]);
      expect(await ada.get('/v1/attachment/usage')).toMatchObject({ files: 1, bytes: 500 });
    });

    it('can be completed after the store has failed', async () => {
      const { id } = await brought(ada, archive(500));
      const failing = jest.spyOn(community.app.get(TenantObjects), 'copy').mockRejectedValue(new Error('away'));
      await expect(complete(ada, id)).rejects.toMatchObject({ status: 500 });
      failing.mockRestore();
      expect(await complete(ada, id)).toMatchObject({ file_size: 500 });
    });
  });
}

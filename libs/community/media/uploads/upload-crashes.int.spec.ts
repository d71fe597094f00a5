import { Readable } from 'node:stream';
import { comesDue } from '../../../../test/support/comes-due.js';
import type { Person } from '../../../../test/support/person.js';
import { StoredFiles } from '../../../../test/support/stored-files.js';
import { formOf, Uploader } from '../../../../test/support/upload.js';
import { type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { uploadFormats, uploadTypes } from './upload-formats.js';
import { type BegunUpload, newIncoming, UploadIntake } from './upload-intake.js';

const archive = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5000, 7)]);
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const stream = () => Readable.from([archive]) as AsyncIterable<Buffer>;
const nothing = { rows: 0, stored: [], usage: { booked: null, due: null } };

/** What a process leaves that is killed between two steps of an upload. */
describe('an upload whose process was killed', () => {
  const first = useCommunity();
  let community: TestCommunity; // a new one for each test
  let files: StoredFiles;
  let ada: Person;
  let intake: UploadIntake;
  beforeEach(async () => {
    community = await first.neighbour();
    files = new StoredFiles(community);
    ada = await community.member('ada');
    intake = community.app.get(UploadIntake);
  });

  const begin = (incoming?: string): Promise<BegunUpload> =>
    files.within(() =>
      intake.begin({
        ownerId: ada.id,
        type: uploadTypes.get('attachment')!,
        format: uploadFormats.get('application/zip')!,
        reserve: 9000,
        ...(incoming && { upload: { how: 'form' as const, incoming } }),
      }),
    );
  const state = async () => ({
    rows: (await files.sql('select from media_object')).length,
    stored: await files.listed(),
    usage: await files.usage(),
  });
  const sweep = async () => {
    await comesDue(community, 'media.remove-abandoned');
    return state();
  };

  const steps: Record<string, () => Promise<unknown>> = {
    'when it was begun': () => begin(),
    'when its bytes had come': async () => {
      const begun = await begin();
      return files.within(() => intake.bring(begun, stream()));
    },
    'when its bytes had come, and its type was not named yet': async () => {
      const begun = await begin(newIncoming());
      return files.within(() => intake.bring(begun, stream(), begun.incoming));
    },
    'when its bytes had come to their place': async () => {
      const begun = await begin(newIncoming());
      return files.within(async () => {
        await intake.bring(begun, stream(), begun.incoming);
        return intake.place(begun, begun.type);
      });
    },
  };
  it.each(Object.keys(steps))('%s is found by its row a day later, and not before', async (step) => {
    await steps[step]!();
    const left = await state();
    expect(left.rows).toBe(1);
    expect(await sweep()).toEqual(left);
    await files.age(25);
    expect(await sweep()).toEqual(nothing);
  });

  it('does not come back when it was only slow: it is refused, and leaves nothing', async () => {
    const begun = await begin();
    await files.age(25);
    await sweep();
    const late = files.within(() => intake.takeStream(begun, stream()));
    await expect(late).rejects.toMatchObject({ code: 'upload.failed' });
    expect(await state()).toEqual(nothing);
  });

  it('is a file once it is settled, a day from then', async () => {
    const begun = await begin();
    await files.age(23);
    await files.within(() => intake.takeStream(begun, stream()));
    await files.age(2);
    expect(await sweep()).toMatchObject({ rows: 1, stored: [begun.path] });
    await files.within(() => intake.discard(begun)); // whoever comes too late to undo it
    expect(await state()).toMatchObject({ rows: 1, stored: [begun.path] });
    await files.age(23);
    expect(await sweep()).toEqual(nothing);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('away'))],
    ['finds nothing', () => Promise.resolve(false)],
  ])('leaves nothing when the store %s on its way to its place', async (_, copy) => {
    const failing = jest.spyOn(files.store, 'copy').mockImplementationOnce(copy);
    const form = formOf([
      { name: 'file', type: 'image/png', bytes: picture },
      { name: 'type', value: 'public/avatar' },
    ]);
    expect((await new Uploader(community.app, ada).send(form)).status).toBeGreaterThanOrEqual(400);
    expect(failing).toHaveBeenCalledTimes(1);
    failing.mockRestore();
    await community.settle();
    expect(await state()).toEqual(nothing);
  });

  it('is undone by a task when its process died while it undid it', async () => {
    const begun = await begin();
    await files.within(() => intake.bring(begun, stream()));
    const failing = jest.spyOn(files.store, 'remove').mockRejectedValueOnce(new Error('away'));
    await files.within(() => intake.discard(begun));
    failing.mockRestore();
    expect(await state()).toEqual({ ...nothing, stored: [begun.path] });
    await community.settle();
    expect(await state()).toEqual(nothing);
  });
});

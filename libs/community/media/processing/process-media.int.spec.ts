import { Readable } from 'node:stream';
import sharp from 'sharp';
import { PlatformDatabase } from '#kernel/database';
import { TaskStop } from '#kernel/jobs';
import { TenantObjects } from '#kernel/objects';
import type { Person } from '../../../../test/support/person.js';
import { type PendingFile, useProcessing } from '../../../../test/support/use-processing.js';
import { MediaUploaded } from '../media.events.js';
import { StoreCheckService } from '../upkeep/store-check.service.js';
import { ProcessMedia } from './process-media.handler.js';
import { ToolKilled } from './media-made.js';

describe('the making of variants', () => {
  const processing = useProcessing();
  let ada: Person;
  let bytes: Buffer;
  beforeAll(async () => {
    ada = await processing.community.member('ada');
    bytes = await sharp({ create: { width: 1000, height: 800, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
  });
  afterEach(() => jest.restoreAllMocks());

  const all = ['', 'feed.avif', 'feed.webp', 'thumb.webp'];
  const picture = () => processing.uploaded(ada, 'public/image', 'png', bytes);
  const film = async () =>
    processing.uploaded(
      ada,
      'public/video',
      'mp4',
      await processing.filmed('-f', 'lavfi', '-i', 'testsrc=size=320x240:duration=1', '-pix_fmt', 'yuv420p', 'a.mp4'),
    );
  const run = ({ id }: PendingFile) =>
    processing.within(() => processing.part(ProcessMedia).handle(new MediaUploaded(id)));
  const usage = () => processing.query('select * from media_usage order by member_id');
  const tries = (file: PendingFile, count: number) =>
    processing.query('update media_object set tries = $2 where id = $1', [file.id, count]);
  /** The row goes as it does when nothing shows the file any more. */
  const removed = ({ id }: PendingFile) => processing.query('delete from media_object where id = $1', [id]);

  it('comes to the same when it is done again, or twice at once', async () => {
    for (const file of [await picture(), await film()]) {
      await Promise.all([run(file), run(file), run(file)]);
      const [row, stored, noted] = [await processing.row(file), await processing.stored(file), await usage()];
      expect(row).toMatchObject({ state: 'ready', tries: 0 });
      expect(stored.filter(Boolean).sort()).toEqual(Object.keys(row['variants'] as object).sort());
      await run(file);
      expect([await processing.row(file), await processing.stored(file), await usage()]).toEqual([row, stored, noted]);
    }
  });

  it('ends the work that a process left behind when it was killed', async () => {
    const file = await film();
    await run(file);
    await processing.within(() => processing.part(TenantObjects).put(file.path, bytes, { type: 'video/mp4' }));
    expect(await processing.stored(file)).toContain('');
    await run(file); // the row has been ready before
    expect(await processing.stored(file)).toEqual(['play.mp4', 'poster.webp', 'posterthumb.webp']);
  });

  it('leaves nothing of a file that is removed meanwhile', async () => {
    const file = await picture();
    const store = processing.part(TenantObjects);
    const put = store.put.bind(store);
    const seen: string[] = [];
    jest.spyOn(store, 'put').mockImplementation(async (key, content, about) => {
      if (!seen.length) {
        await removed(file);
        await store.remove(file.path);
      }
      seen.push(key);
      await put(key, content, about);
    });
    await run(file);
    expect(seen).toHaveLength(3);
    expect(await processing.stored(file)).toEqual([]);
    const gone = await picture();
    await removed(gone);
    await run(gone); // nothing is thrown
  });

  it('is tried again when it is not the file’s fault, however often', async () => {
    const file = await picture();
    const store = processing.part(TenantObjects);
    const failing = jest.spyOn(store, 'put').mockRejectedValue(new Error('The store is away.'));
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(run(file)).rejects.toThrow('The store is away.');
    expect(await processing.row(file)).toMatchObject({ state: 'pending', tries: 0 });
    failing.mockRestore();
    jest.spyOn(store, 'open').mockImplementationOnce(async () => ({
      ...{ size: 9, type: 'image/png', etag: 'x' },
      stream: new Readable({
        read() {
          this.destroy(new Error('gone'));
        },
      }),
    }));
    await expect(run(file)).rejects.toThrow('gone');
    await run(file);
    expect(await processing.row(file)).toMatchObject({ state: 'ready', tries: 0 });
    expect(await processing.stored(file)).toEqual(all);
  });

  it('is given up after three attempts that ended their process', async () => {
    const [last, over] = [await picture(), await picture()];
    await Promise.all([tries(last, 2), tries(over, 3)]);
    await Promise.all([run(last), run(over)]);
    expect(await processing.row(last)).toMatchObject({ state: 'ready', tries: 0 });
    expect(await processing.row(over)).toMatchObject({ state: 'failed', reason: 'gave-up', tries: 0, variants: {} });
    await run(over);
    expect(await processing.row(over)).toMatchObject({ state: 'failed' });
  });

  it('is given up after three attempts in which a program was killed', async () => {
    const file = await picture();
    const store = processing.part(TenantObjects);
    jest.spyOn(store, 'open').mockRejectedValue(new ToolKilled('A program was ended by SIGKILL.'));
    for (let attempt = 1; attempt <= 3; attempt += 1) await expect(run(file)).rejects.toThrow('SIGKILL');
    await run(file);
    expect(await processing.row(file)).toMatchObject({ state: 'failed', reason: 'gave-up' });
  });

  it('is not to be had of bytes that are lost, until the nightly look finds them', async () => {
    const file = await picture();
    const store = processing.part(TenantObjects);
    await processing.within(() => store.remove(file.path));
    await run(file);
    expect(await processing.row(file)).toMatchObject({ state: 'failed', reason: 'lost', tries: 0 });
    const asked = `/v1/attachment/state?content=${encodeURIComponent(file.content)}`;
    const list = [expect.objectContaining({ reason: 'lost', reason_text: expect.stringMatching(/./) })];
    expect(await ada.get(asked)).toMatchObject({ list });
    await processing.within(() => store.put(file.path, bytes, { type: 'image/png' }));
    await processing.query(`update media_object set created_at = now() - interval '25 hours' where id = $1`, [file.id]);
    await processing.within(() => processing.part(StoreCheckService).run());
    await processing.community.settle();
    expect(await processing.row(file)).toMatchObject({ state: 'ready', reason: '' });
    expect(await processing.stored(file)).toEqual(all);
  });

  it('is a task that is made again after its store was away', async () => {
    const file = await picture();
    const store = processing.part(TenantObjects);
    const failing = jest.spyOn(store, 'put').mockRejectedValue(new Error('The store is away.'));
    expect(await processing.processed(file)).toMatchObject({ state: 'pending' });
    failing.mockRestore();
    await processing
      .part(PlatformDatabase)
      .query(`update jobs.task set run_after = now() where kind = 'media.process'`);
    await processing.community.settle();
    expect(await processing.row(file)).toMatchObject({ state: 'ready' });
  });

  it('takes files for what they are that need no work', async () => {
    const zip = await processing.uploaded(ada, 'attachment', 'zip', Buffer.from('PK'));
    await run(zip);
    expect(await processing.row(zip)).toMatchObject({ state: 'ready', variants: {}, bytes: 2, has_original: true });
  });

  it('is not given up for attempts that were broken off because their process stopped', async () => {
    const file = await picture();
    await tries(file, 2);
    const stop = processing.part(TaskStop);
    const opened = jest.spyOn(processing.part(TenantObjects), 'open');
    let fail!: (error: Error) => void;
    const begun = new Promise<void>((resolve) => {
      opened.mockImplementationOnce(() => {
        resolve();
        return new Promise((_, reject) => (fail = reject)); // until then as good as killed
      });
    });
    const broken = run(file);
    await begun;
    expect(await processing.row(file)).toMatchObject({ state: 'pending', tries: 3 });
    await stop.tell();
    expect(await processing.row(file)).toMatchObject({ state: 'pending', tries: 2 });
    opened.mockRejectedValueOnce(new ToolKilled('A program was told to end.')); // by the same signal
    await expect(run(file)).rejects.toThrow('told to end');
    expect(await processing.row(file)).toMatchObject({ state: 'pending', tries: 2 });
    await run(file);
    expect(await processing.row(file)).toMatchObject({ state: 'ready' });
    fail(new Error('gone'));
    await expect(broken).rejects.toThrow('gone');
  });
});

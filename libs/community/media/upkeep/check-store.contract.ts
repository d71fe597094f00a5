import { randomUUID } from 'node:crypto';
import { Clock } from '#kernel/database';
import { comesDue } from '../../../../test/support/comes-due.js';
import { StoredFiles } from '../../../../test/support/stored-files.js';
import { type Change, useCommunity } from '../../../../test/support/use-community.js';
import { StoreCheckService } from './store-check.service.js';

/** The objects of the store get older with it; rows, whose times are the database's, are made older by hand. */
class MovedClock extends Clock {
  hours = 0;
  override now(): Date {
    return new Date(super.now().getTime() + this.hours * 3_600_000);
  }
}

/** The nightly comparison of store and rows, over any driver. */
export function checkStoreContract(name: string, change: Change): void {
  describe(`the nightly look at the store (${name})`, () => {
    const clock = new MovedClock();
    const community = useCommunity((builder) => change(builder.overrideProvider(Clock).useValue(clock)));
    const files = new StoredFiles(community);
    let ada: number;

    const rowOf = async (id: number) =>
      (await files.sql('select state, reason, size, bytes, variants from media_object where id = $1', [id]))[0];
    const check = () => files.within(() => community.app.get(StoreCheckService).run());
    /** A day later. */
    const checkLate = async () => {
      await files.age(25);
      clock.hours = 25;
      return check().finally(() => (clock.hours = 0));
    };

    beforeAll(async () => {
      ada = (await community.member('ada')).id;
    });
    afterEach(async () => {
      await files.sql('delete from media_object');
      await files.sql('delete from media_usage');
      await files.take(...(await files.listed()));
    });

    it('finds nothing where all is right, and takes nothing away, however many objects there are', async () => {
      const made = await files.make(ada, { variants: ['thumb.webp', 'feed.webp'] });
      const strays = Array.from({ length: 520 }, () => `public/image/${randomUUID()}.png`);
      await Promise.all(strays.map((path) => files.put(path)));
      expect(await check()).toMatchObject({ objects: 523, orphans: 0, lost: 0, resized: 0, rebooked: 0 });
      expect(await files.listed()).toHaveLength(523);
      // So much is no stray: the database is an older one, or of another deployment.
      expect(await checkLate()).toMatchObject({
        objects: 523,
        orphans: 0,
        spared: 520,
        lost: 0,
        resized: 0,
        rebooked: 0,
      });
      expect(await files.listed()).toHaveLength(523);
      await files.take(...strays.slice(100));
      expect(await checkLate()).toMatchObject({ objects: 103, orphans: 100, spared: 0 });
      expect(await files.listed()).toEqual([made.path, `${made.path}-feed.webp`, `${made.path}-thumb.webp`].toSorted());
    });

    it('takes away what no file has: objects, variants, and what uploads have left; not what is on its way', async () => {
      const made = await files.make(ada);
      const busy = await files.make(ada);
      const coming = await files.make(ada);
      const [arriving, stray] = [`incoming/${randomUUID()}`, `incoming/${randomUUID()}`];
      await files.put(
        arriving,
        `${arriving}-tail1x5`,
        stray,
        `${stray}-tail1x5`,
        `${made.path}-old.webp`,
        `${busy.path}-feed.webp`,
      );
      await files.sql(`update media_object set state = 'pending' where id = $1`, [busy.id]);
      await files.sql(`update media_object set state = 'uploading', upload = $2 where id = $1`, [
        coming.id,
        JSON.stringify({ how: 'resumable', incoming: arriving, expires: new Date(Date.now() + 86_400_000) }),
      ]);
      const begun = await files.within(async () => {
        const begin = (path: string) => files.store.beginParts(path, { type: 'video/mp4' });
        await begin(stray);
        await begin(`public/video/${randomUUID()}.mp4`);
        return begin(arriving);
      });
      expect(await check()).toMatchObject({ orphans: 0, abortedParts: 0 });
      expect(await checkLate()).toMatchObject({ orphans: 3, abortedParts: 2, lost: 0 });
      expect(await files.listed()).toEqual(
        [made.path, busy.path, `${busy.path}-feed.webp`, coming.path, arriving, `${arriving}-tail1x5`].toSorted(),
      );
      expect(await files.begun()).toEqual([arriving]);
      await files.within(() => files.store.abortParts(arriving, begun));
    });

    it('takes away sooner what comes where uploads arrive, and is of none', async () => {
      const coming = await files.make(ada);
      const [arriving, stray] = [`incoming/${randomUUID()}`, `incoming/${randomUUID()}`];
      const other = `public/image/${randomUUID()}.png`;
      await files.put(arriving, stray, other);
      await files.sql(`update media_object set state = 'uploading', upload = $2 where id = $1`, [
        coming.id,
        JSON.stringify({ how: 'direct', incoming: arriving }),
      ]);
      clock.hours = 0.9;
      expect(await check()).toMatchObject({ orphans: 0 });
      clock.hours = 1.1;
      expect(await check().finally(() => (clock.hours = 0))).toMatchObject({ orphans: 1 });
      expect(await files.listed()).toEqual([arriving, coming.path, other].toSorted());
    });

    it('says of a file that its bytes are lost, and brings it back when they are', async () => {
      const [kept, gone] = [await files.make(ada), await files.make(ada, { variants: ['feed.webp'] })];
      await files.take(gone.path);
      expect(await check()).toMatchObject({ lost: 0 });
      expect(await checkLate()).toMatchObject({ lost: 1, orphans: 0 });
      expect(await rowOf(gone.id)).toMatchObject({ state: 'failed', reason: 'lost' });
      expect(await rowOf(kept.id)).toMatchObject({ state: 'ready' });
      expect(await checkLate()).toMatchObject({ lost: 0, orphans: 0, found: 0 });
      await files.put(gone.path);
      expect(await checkLate()).toMatchObject({ lost: 0, orphans: 0, found: 1 });
      expect(await rowOf(gone.id)).toMatchObject({ state: 'pending', reason: '' });
    });

    it('has variants that are gone made anew', async () => {
      const made = await files.make(ada, { variants: ['thumb.webp', 'feed.webp'] });
      await files.take(`${made.path}-feed.webp`);
      expect(await checkLate()).toMatchObject({ remade: 1, lost: 0, orphans: 0 });
      const row = await rowOf(made.id);
      expect(row).toMatchObject({ state: 'pending', bytes: 10 });
      expect(Object.keys(row!['variants'] as object)).toEqual(['thumb.webp']);
      const { booked, due } = await files.usage();
      expect(booked).toEqual(due);
    });

    it('sets what files really take, and books it', async () => {
      const [made, other] = [await files.make(ada, { variants: ['feed.webp'] }), await files.make(ada)];
      await files.sql(`update media_object set size = 1000 where id = $1`, [made.id]);
      await files.sql(`update media_object set bytes = 77 where id = $1`, [other.id]);
      await files.sql(`update media_usage set bytes = bytes + 72 where member_id in (0, $1)`, [ada]);
      await files.sql(
        `update media_object set variants = jsonb_set(variants, '{feed.webp,size}', '900') where id = $1`,
        [made.id],
      );
      expect(await check()).toMatchObject({ resized: 0, rebooked: 0 });
      expect(await checkLate()).toMatchObject({ resized: 2, rebooked: 1, lost: 0 });
      expect(await rowOf(made.id)).toMatchObject({
        size: 5,
        bytes: 10,
        variants: { 'feed.webp': { size: 5, type: 'image/png' } },
      });
      expect(await rowOf(other.id)).toMatchObject({ bytes: 5 });
      expect(await files.usage()).toEqual({
        booked: { 0: [2, 15], [ada]: [2, 15] },
        due: { 0: [2, 15], [ada]: [2, 15] },
      });
    });

    it('comes every night', async () => {
      const stray = `public/image/${randomUUID()}.png`;
      await files.put(stray);
      await comesDue(community, 'media.check-store');
      expect(await files.listed()).toEqual([stray]);
      clock.hours = 25;
      await comesDue(community, 'media.check-store').finally(() => (clock.hours = 0));
      expect(await files.listed()).toEqual([]);
    });
  });
}

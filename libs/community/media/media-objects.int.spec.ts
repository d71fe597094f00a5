import { randomUUID } from 'node:crypto';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { comesDue } from '../../../test/support/comes-due.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { MediaObjectsService, MediaUrls } from './index.js';

describe('the files that posts and comments show', () => {
  const community = useCommunity();
  let ada: number;
  let bob: number;
  let tenant: Tenant;
  let subject = 1000;

  const inside = <T>(work: () => Promise<T>): Promise<T> => tenantScope.run(tenant, work);
  const part = <T>(type: new (...args: never[]) => T): T => community.app.get(type);
  const media = () => part(MediaObjectsService);
  const query = (sql: string, values: unknown[]) => inside(() => part(TenantDatabase).query(sql, values));
  const unit = <T>(work: () => Promise<T>): Promise<T> => inside(() => part(TenantDatabase).transaction(work));
  const by = (ownerId: number) => ({ ownerId, refusal: 'post.not-published' }) as const;
  const post = (id: number) => ({ kind: 'post', id }) as const;
  const use = (id: number, keys: string[], owner = ada, firstBlock = id * 10) =>
    unit(() =>
      media().use(
        post(id),
        keys.map((key, index) => ({ key, blockId: firstBlock + index })),
        by(owner),
      ),
    );
  const release = (...ids: number[]) => unit(() => media().release('post', ids));
  const rows = async (key: string) => (await query('select from media_object where key = $1', [key])).length;
  const isStored = (key: string) =>
    inside(async () => (await part(TenantObjects).find(part(MediaUrls).pathOf(key))) !== null);
  const uses = async (key: string): Promise<unknown[]> => {
    const found = await query(
      `select array[subject_id, block_id] as pair from media_use u join media_object o on o.id = u.object_id
        where key = $1 order by 1`,
      [key],
    );
    return found.map(({ pair }) => pair as unknown);
  };

  /** A file of this member, as an upload leaves it. */
  async function file(owner = ada): Promise<string> {
    const path = `public/image/${randomUUID()}.png`;
    const key = `t/${tenant.id}/${path}`;
    await inside(async () => {
      await part(TenantObjects).put(path, Buffer.from('bytes'), { type: 'image/png' });
      await media().keep(owner, key, { contentType: 'image/png', size: 5, width: 1, height: 1 });
    });
    return key;
  }

  beforeAll(async () => {
    tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    ada = (await community.member('ada')).id;
    bob = (await community.member('bob')).id;
  });
  beforeEach(() => (subject += 10));

  it('are those of the last edit; what that left out is removed with its bytes', async () => {
    const [kept, left, added] = [await file(), await file(), await file()];
    await use(subject, [kept, left]);
    await use(subject, [kept, added], ada, 7000);
    await community.settle();
    expect(await uses(kept)).toEqual([[subject, 7000]]);
    expect(await uses(added)).toEqual([[subject, 7001]]);
    expect([await rows(kept), await rows(left), await rows(added)]).toEqual([1, 0, 1]);
    expect([await isStored(kept), await isStored(left)]).toEqual([true, false]);
  });

  it('can be shown by several posts, and twice by one, until the last of them lets go', async () => {
    const key = await file();
    await use(subject, [key, key]);
    await use(subject + 1, [key]);
    await release(subject);
    await community.settle();
    expect(await uses(key)).toEqual([[subject + 1, (subject + 1) * 10]]);
    await release(subject + 1, 999_999);
    await community.settle();
    expect([await rows(key), await isStored(key)]).toEqual([0, false]);
  });

  it('are their owner’s: others are told the same as of files that do not exist, and nothing has changed', async () => {
    const [own, other] = [await file(), await file(bob)];
    await use(subject, [own]);
    const none = `t/${tenant.id}/public/image/none.png`;
    for (const foreign of [other, none]) {
      await expect(use(subject, [await file(), foreign])).rejects.toMatchObject({
        code: 'post.not-published',
        details: { fields: [expect.stringContaining(foreign.slice(foreign.indexOf('public')))] },
      });
    }
    await community.settle();
    expect(await uses(own)).toHaveLength(1);
    expect([await rows(own), await rows(other)]).toEqual([1, 1]);
  });

  it('are left as they are by a caller that goes on after a refusal', async () => {
    const [own, other] = [await file(), await file(bob)];
    await use(subject, [own]);
    await unit(async () => {
      await media()
        .use(post(subject), [{ key: other, blockId: 1 }], by(ada))
        .catch(() => undefined);
    });
    expect(await uses(own)).toHaveLength(1);
  });

  it('are not shown by what was undone', async () => {
    const [own, other] = [await file(), await file()];
    await use(subject, [own]);
    const failing = unit(async () => {
      await media().use(post(subject), [{ key: other, blockId: 1 }], by(ada));
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    await community.settle();
    expect(await uses(own)).toHaveLength(1);
    expect(await uses(other)).toEqual([]);
  });

  it('may be taken by many posts at once', async () => {
    const [one, two] = [await file(), await file()];
    const ids = Array.from({ length: 8 }, (_, index) => subject + index);
    await Promise.all(ids.map((id) => use(id, id % 2 ? [one, two] : [two, one])));
    expect(await uses(one)).toHaveLength(8);
    await Promise.all(ids.map((id) => release(id)));
    await community.settle();
    expect([await rows(one), await rows(two), await isStored(one)]).toEqual([0, 0, false]);
  });

  it('survive when a post takes them while they are about to be removed', async () => {
    for (let round = 0; round < 20; round += 1) {
      const key = await file();
      const id = subject + 100 + round;
      await use(id, [key]);
      await release(id);
      const [taken] = await Promise.allSettled([use(id + 1000, [key]), community.settle()]);
      await community.settle();
      const there = taken!.status === 'fulfilled';
      expect([await rows(key), (await uses(key)).length, await isStored(key)]).toEqual(
        there ? [1, 1, true] : [0, 0, false],
      );
    }
  });

  it('wait for a use that is not yet committed before they are removed', async () => {
    const key = await file();
    await use(subject, [key]);
    await release(subject);
    let commit!: () => void;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    const open = unit(async () => {
      await media().use(post(subject + 1), [{ key, blockId: 5 }], by(ada));
      await committed;
    });
    const removing = community.settle();
    await new Promise((resolve) => setTimeout(resolve, 50)); // long enough to be waiting for the lock
    commit();
    await Promise.all([open, removing]);
    expect([await uses(key), await isStored(key)]).toEqual([[[subject + 1, 5]], true]);
  });

  it('are removed after a day on which nothing has shown them', async () => {
    const [used, young, old] = [await file(), await file(), await file()];
    await use(subject, [used]);
    await query(`update media_object set created_at = now() - interval '25 hours' where key = any($1)`, [[used, old]]);
    await comesDue(community, 'media.remove-abandoned');
    expect([await rows(used), await rows(young), await rows(old)]).toEqual([1, 1, 0]);
    expect([await isStored(used), await isStored(young), await isStored(old)]).toEqual([true, true, false]);
  });

  it('are removed after a day however many they are', async () => {
    await query(
      `insert into media_object (owner_id, key, kind, content_type, size, created_at)
       select $1, 't/' || $2::text || '/public/image/gone-' || number || '.png', 1, 'image/png', 5, now() - interval '25 hours'
         from generate_series(1, 450) number`,
      [ada, tenant.id],
    );
    await comesDue(community, 'media.remove-abandoned');
    expect(await query(`select from media_object where key like '%gone-%'`, [])).toEqual([]);
  });

  it('lose their bytes though the store fails at first, and after their rows only', async () => {
    const keys = [await file(), await file()];
    await use(subject, keys);
    await release(subject);
    const store = part(TenantObjects);
    const seen: number[] = [];
    const failing = jest.spyOn(store, 'remove').mockImplementation(async () => {
      seen.push((await rows(keys[0]!)) + (await rows(keys[1]!)));
      throw new Error('The store is away.');
    });
    await community.settle();
    expect(seen).toEqual([0]);
    expect(await Promise.all(keys.map(isStored))).toEqual([true, true]);
    failing.mockRestore();
    await part(PlatformDatabase).query(`update jobs.task set run_after = now() where kind = 'media.remove-bytes'`);
    await community.settle();
    expect(await Promise.all(keys.map(isStored))).toEqual([false, false]);
    const tasks = await query(`select from jobs.task where kind = 'media.remove-bytes'`, []);
    expect(tasks).toEqual([]);
  });

  it('are found by the block that shows them', async () => {
    const key = await file();
    await use(subject, [key], ada, 81_000);
    expect(await inside(() => media().findByBlock(81_000))).toMatchObject({
      object: { ownerId: ada, key, contentType: 'image/png', size: 5 },
      postId: subject,
    });
    for (const block of [0, 81_999]) expect(await inside(() => media().findByBlock(block))).toBeNull();
    await unit(() => media().use({ kind: 'comment', id: 1 }, [{ key, blockId: 81_500 }], by(ada)));
    expect(await inside(() => media().findByBlock(81_500))).toBeNull();
  });
});

import { randomUUID } from 'node:crypto';
import { TenantObjects } from '#kernel/objects';
import { comesDue } from '../../../../test/support/comes-due.js';
import type { Person } from '../../../../test/support/person.js';
import { useWallet } from '../../../../test/support/use-wallet.js';
import { MediaObjectsService, MediaUrls } from '../index.js';

/** Rows of media_use are lost, by hand or by an accident: nothing that members see must go with them. */
describe('files whose uses are lost', () => {
  const wallet = useWallet();
  const { community } = wallet;
  const sql = (text: string, values?: unknown[]) => wallet.sql(text, values);
  let ada: Person;
  let bob: Person;

  /** As an upload leaves it, with its address. */
  async function file(owner: Person, folder = 'public/image'): Promise<{ key: string; url: string }> {
    return wallet.within(async () => {
      const path = `${folder}/${randomUUID()}.${folder === 'attachment' ? 'zip' : 'png'}`;
      const key = `t/${community.tenant.id}/${path}`;
      await community.app.get(TenantObjects).put(path, Buffer.from('bytes'), { type: 'image/png' });
      const about = { contentType: 'image/png', size: 5, width: 1, height: 1 };
      await community.app.get(MediaObjectsService).keep(owner.id, key, about);
      return { key, url: community.app.get(MediaUrls).urlOf(key) };
    });
  }
  const shows = (url: string, type = 3) => ({
    contents: [
      { content: `Look, ${randomUUID()}`, type: 2, sort: 100 },
      { content: url, type, sort: 101 },
    ],
    tags: [],
    users: [],
  });
  const publish = async (who: Person, url: string, type?: number) =>
    (await who.post('/v1/post', { ...shows(url, type), visibility: 0 }))['id'] as number;
  const isThere = (key: string) =>
    wallet.within(async () => {
      const { app } = community;
      const rows = await sql('select from media_object where key = $1', [key]);
      const bytes = await app.get(TenantObjects).find(app.get(MediaUrls).pathOf(key));
      return rows.length > 0 && bytes !== null;
    });
  const areThere = (files: readonly { key: string }[]) => Promise.all(files.map(({ key }) => isThere(key)));
  const forgetUses = async (files: readonly { key: string }[]) => {
    const keys = files.map(({ key }) => key);
    await sql('delete from media_use where object_id in (select id from media_object where key = any($1))', [keys]);
    await sql(`update media_object set created_at = created_at - interval '25 hours' where key = any($1)`, [keys]);
  };
  const passes = () => comesDue(community, 'media.remove-abandoned');

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('stay while a post, a comment or a member shows them', async () => {
    const [shown, commented, chosen, lonely] = [await file(ada), await file(bob), await file(ada), await file(ada)];
    const id = await publish(ada, shown.url);
    await bob.post('/v1/post/comment', { post_id: id, ...shows(commented.url) });
    await ada.post('/v1/user/avatar', { avatar: chosen.url });
    await forgetUses([shown, commented, chosen, lonely]);
    await passes();
    expect(await areThere([shown, commented, chosen, lonely])).toEqual([true, true, true, false]);
    await ada.delete('/v1/post', { id });
    await ada.post('/v1/user/avatar', { avatar: (await file(ada)).url });
    await passes();
    expect(await areThere([shown, commented, chosen])).toEqual([false, false, false]);
  });

  it('stay when the other post that shows them lets go', async () => {
    const picture = await file(ada);
    const [id, other] = [await publish(ada, picture.url), await publish(ada, picture.url)];
    await sql(`delete from media_use where subject = 'post' and subject_id = $1`, [id]);
    await ada.delete('/v1/post', { id: other });
    await community.settle();
    expect(await isThere(picture.key)).toBe(true);
    await ada.delete('/v1/post', { id });
    await passes();
    expect(await isThere(picture.key)).toBe(true); // it is not a day old
    await forgetUses([picture]);
    await passes();
    expect(await isThere(picture.key)).toBe(false);
  });

  it('stay while they may be the attachment that a post of their owner has lost', async () => {
    const [lost, spare, others, picture] = [
      await file(ada, 'attachment'),
      await file(ada, 'attachment'),
      await file(bob, 'attachment'),
      await file(ada),
    ];
    const id = await publish(ada, lost.url, 7);
    await publish(ada, (await file(ada, 'attachment')).url, 7);
    await forgetUses([lost, spare, others, picture]);
    await passes();
    expect(await areThere([lost, spare, others, picture])).toEqual([true, true, false, false]);
    await ada.delete('/v1/post', { id });
    await passes();
    expect(await areThere([lost, spare])).toEqual([false, false]);
  });

  it('do not keep what comes behind them from being removed, however many they are', async () => {
    const picture = await file(ada);
    const id = await publish(ada, picture.url);
    const folder = `t/${community.tenant.id}/public/image/`;
    await sql(
      `with kept as (
         insert into media_object (owner_id, key, kind, content_type, size)
         select $1, $2 || 'kept-' || number || '.png', 1, 'image/png', 5 from generate_series(1, 450) number returning key)
       update post set blocks = blocks || (select jsonb_agg(jsonb_build_object('id', 0, 'type', 3, 'media', key)) from kept)
        where id = $3`,
      [ada.id, folder, id],
    );
    const lonely = await file(ada);
    await sql(`update media_object set created_at = now() - interval '25 hours'`);
    await passes();
    expect(await areThere([picture, lonely])).toEqual([true, false]);
    expect(await sql(`select from media_object where key like '%/kept-%'`)).toHaveLength(450);
  });
});

import { comesDue } from '../../../../test/support/comes-due.js';
import type { Person } from '../../../../test/support/person.js';
import { StoredFiles } from '../../../../test/support/stored-files.js';
import { type Change, useCommunity } from '../../../../test/support/use-community.js';
import { MediaObjectsService, MediaUrls, MemberMediaService } from '../index.js';

/** The store has nothing left of what is deleted, as the store itself says; over any driver. */
export function removalContract(name: string, change: Change): void {
  describe(`what is deleted leaves nothing in the store (${name})`, () => {
    const community = useCommunity(change);
    const files = new StoredFiles(community);
    let ada: Person;
    let bob: Person;

    const picture = (who: Person) => files.make(who.id, { variants: ['thumb.webp', 'feed.webp', 'detail.webp'] });
    const film = async (who: Person) => {
      const made = await files.make(who.id, { variants: ['play.mp4', 'poster.webp', 'posterthumb.webp'] });
      await files.sql('update media_object set has_original = false, bytes = bytes - size where id = $1', [made.id]);
      await files.sql('update media_usage set bytes = bytes - 5 where member_id in (0, $1)', [who.id]);
      return made;
    };
    const addressOf = ({ key }: { key: string }) => files.within(async () => community.app.get(MediaUrls).urlOf(key));
    const shows = async (...made: readonly { key: string }[]) => {
      const addresses = await Promise.all(made.map(addressOf));
      const shown = addresses.map((content, index) => ({ content, type: 3, sort: 101 + index }));
      return { contents: [{ content: 'Look', type: 2, sort: 100 }, ...shown], users: [] };
    };
    const publish = async (who: Person, ...made: readonly { key: string }[]) =>
      (await who.post('/v1/post', { ...(await shows(...made)), tags: [], visibility: 0 }))['id'] as number;

    beforeAll(async () => {
      ada = await community.member('ada');
      bob = await community.member('bob');
    });
    afterEach(async () => {
      await community.settle();
      expect([await files.listed(), await files.begun()]).toEqual([[], []]);
      expect(await files.usage()).toEqual({ booked: null, due: null });
    });

    it('of a post, with the comments below it', async () => {
      const id = await publish(ada, await picture(ada), await film(ada));
      await bob.post('/v1/post/comment', { post_id: id, ...(await shows(await picture(bob))) });
      expect(await files.listed()).toHaveLength(12);
      await ada.delete('/v1/post', { id });
    });

    it('of a comment, and of a picture that a member has had', async () => {
      const id = await publish(ada, await picture(ada));
      const comment = await bob.post('/v1/post/comment', { post_id: id, ...(await shows(await picture(bob))) });
      await bob.delete('/v1/post/comment', { id: comment['id'] });
      await bob.post('/v1/user/avatar', { avatar: await addressOf(await picture(bob)) });
      const next = await picture(bob);
      await bob.post('/v1/user/avatar', { avatar: await addressOf(next) });
      await community.settle();
      expect(await files.listed()).toHaveLength(8);
      await ada.delete('/v1/post', { id });
      await files.within(() => community.app.get(MemberMediaService).removeAllOf(bob.id));
    });

    it('of a member: all files, shown or not, and uploads that never ended, in however many batches', async () => {
      await publish(bob, await picture(bob), await film(bob));
      const kept = await picture(ada);
      await files.sql(
        `with added as (
           insert into media_object (owner_id, key, kind, content_type, size)
           select $1, 't/' || $2::text || '/public/image/many-' || number || '.png', 1, 'image/png', 0
             from generate_series(1, 450) number returning owner_id)
         update media_usage set files = files + 450 where member_id in (0, $1)`,
        [bob.id, community.tenant.id],
      );
      await coming(bob);
      const removed = await files.within(() => community.app.get(MemberMediaService).removeAllOf(bob.id));
      expect(removed).toBe(450 + 2 + 2);
      await community.settle();
      expect(await files.listed()).toHaveLength(4);
      expect(await files.sql('select distinct owner_id from media_object', [])).toEqual([{ owner_id: ada.id }]);
      expect(await files.sql('select from media_use', [])).toEqual([]);
      await files.unit(() => community.app.get(MediaObjectsService).removeUnused([kept.id]));
    });

    it('of an upload that was given up, a day later or when its own time is over', async () => {
      const [day, longer] = [await coming(ada), await coming(ada, `now() + interval '1 hour'`)];
      await files.age(23);
      await comesDue(community, 'media.remove-abandoned');
      expect(await stillThere(day, longer)).toEqual([true, true]);
      await files.age(2);
      await comesDue(community, 'media.remove-abandoned');
      expect(await stillThere(day, longer)).toEqual([false, true]);
      await files.sql(`update media_object set upload = jsonb_set(upload, '{expires}', to_jsonb(now()))`, []);
      await comesDue(community, 'media.remove-abandoned');
    });

    it('of a file, and keeps one whose name only begins like it', async () => {
      const one = await picture(ada);
      const other = { path: `${one.path}2`, key: `${one.key}2` };
      await files.put(other.path);
      await files.unit(() => community.app.get(MediaObjectsService).removeUnused([one.id]));
      await community.settle();
      expect(await files.listed()).toEqual([other.path]);
      await files.take(other.path);
    });

    /** An upload whose bytes and parts lie apart from its key. */
    async function coming(who: Person, expires?: string): Promise<number> {
      const { id, path } = await files.make(who.id);
      const incoming = `incoming/${path.split('/').at(-1)!.slice(0, 36)}`;
      await files.take(path);
      await files.put(incoming);
      await files.within(() => files.store.beginParts(incoming, { type: 'video/mp4' }));
      await files.sql(
        `update media_object set state = 'uploading',
                upload = jsonb_build_object('how', 'resumable', 'incoming', $2::text) ${
                  expires ? `|| jsonb_build_object('expires', ${expires})` : ''
                } where id = $1`,
        [id, incoming],
      );
      return id;
    }
    async function stillThere(...ids: readonly number[]): Promise<boolean[]> {
      const rows = await files.sql<{ id: number }>('select id from media_object where id = any($1)', [ids]);
      return ids.map((id) => rows.some((row) => row.id === id));
    }
  });
}

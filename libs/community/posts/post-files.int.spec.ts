import { MediaObjectsService } from '#community/media';
import type { Data, Person } from '../../../test/support/person.js';
import { Uploader } from '../../../test/support/upload.js';
import { useWallet } from '../../../test/support/use-wallet.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const zip = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(64)]);
const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(64)]);
const sound = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(64)]);

describe('the files of a post', () => {
  const wallet = useWallet();
  const { community } = wallet;
  const sql = (text: string, values?: unknown[]) => wallet.sql(text, values);
  const chooses = (settings: Record<string, boolean>) => wallet.chooses(settings);
  let ada: Person;
  let bob: Person;
  let number = 0;

  const uploads = (person: Person) => new Uploader(community.app, person);
  const picture = async (person = ada) => (await uploads(person).file('public/image', png, 'image/png')).content;
  const attachment = async (person = ada) => (await uploads(person).file('attachment', zip, 'application/zip')).content;
  const block = (type: number, content: string, more: object = {}) => ({ type, content, sort: 101, ...more });
  const bodyWith = (blocks: object[], more: object = {}) => ({
    contents: [{ content: `Files, ${(number += 1)}`, type: 2, sort: 100 }, ...blocks],
    tags: [],
    users: [],
    ...more,
  });
  const publish = (blocks: object[], more: object = {}, person = ada) =>
    person.post('/v1/post', bodyWith(blocks, more)) as Promise<Data & { id: number; contents: Data[] }>;
  const usesOf = (id: number) =>
    sql(
      `select o.key, u.block_id from media_use u join media_object o on o.id = u.object_id
        where u.subject = 'post' and u.subject_id = $1 order by u.block_id`,
      [id],
    );

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('are shown by the address of the community, and kept by their keys', async () => {
    const address = await picture();
    const { id, contents } = await publish([block(3, address)]);
    const file = { state: 'pending', width: 1, height: 1, variants: [] };
    expect(contents[1]).toEqual({ id: expect.any(Number), post_id: id, content: address, type: 3, sort: 101, file });
    const key = `t/${community.tenant.id}/${new URL(address).pathname.slice('/media/'.length)}`;
    expect(await sql(`select blocks->1 as block, has_media from post where id = $1`, [id])).toEqual([
      { block: { id: contents[1]!['id'], post_id: id, type: 3, sort: 101, media: key, file }, has_media: true },
    ]);
    expect(await usesOf(id)).toEqual([{ key, block_id: contents[1]!['id'] }]);
  });

  it('may be films and sounds', async () => {
    const films = (await uploads(ada).file('public/video', film, 'video/mp4')).content;
    const sounds = (await uploads(ada).file('public/audio', sound, 'audio/ogg')).content;
    const { contents } = await publish([block(4, films), block(5, sounds)]);
    expect(contents.slice(1)).toMatchObject([
      { type: 4, content: films },
      { type: 5, content: sounds },
    ]);
  });

  it('are described in words where that was done', async () => {
    const address = await picture();
    const { id, contents } = await publish([
      block(3, address, { alt: 'A <b>"heron"</b> at dawn' }),
      block(3, address, { sort: 102 }),
    ]);
    expect(contents[1]).toMatchObject({ alt: 'A &lt;b>"heron"&lt;/b> at dawn' });
    expect(contents[2]).not.toHaveProperty('alt');
    expect((await community.guest.get(`/v1/post?id=${id}`))['contents']).toEqual(contents);
  });

  it('that are attached have no address, and are found by their block', async () => {
    const address = await attachment();
    const { id, contents } = await publish([block(7, address), block(8, await attachment())]);
    const file = { state: 'ready', size: zip.length };
    expect(contents.slice(1)).toEqual([
      { id: expect.any(Number), post_id: id, content: '', type: 7, sort: 101, file },
      { id: expect.any(Number), post_id: id, content: '', type: 7, sort: 101, file },
    ]);
    const key = new URL(address).pathname.slice('/media/'.length);
    const [row] = await sql('select blocks::text as blocks from post where id = $1', [id]);
    expect(row!['blocks']).not.toContain(key);
    const found = await wallet.within(() =>
      community.app.get(MediaObjectsService).findByBlock(contents[1]!['id'] as number),
    );
    expect(found).toMatchObject({ postId: id, object: { key: `t/${community.tenant.id}/${key}`, ownerId: ada.id } });
  });

  it('must be the author’s own, and nothing is half made', async () => {
    const [theirs, mine] = [await picture(bob), await picture()];
    const made = 'select (select count(*) from post) as posts, (select count(*) from media_use) as uses';
    const before = await sql(made);
    for (const blocks of [[block(3, theirs)], [block(3, mine), block(7, theirs)]])
      await expect(publish(blocks)).rejects.toMatchObject({ code: 30002, status: 400 });
    expect(await sql(made)).toEqual(before);
    await publish([block(3, theirs)], {}, bob);
    await expect(publish([block(3, theirs)])).rejects.toMatchObject({ code: 30002 });
  });

  it('are refused where they are switched off', async () => {
    const [address, films] = [await attachment(), (await uploads(ada).file('public/video', film, 'video/mp4')).content];
    await chooses({ 'web_profile.allow_tweet_attachment': false, 'web_profile.allow_tweet_video': false });
    for (const blocks of [[block(7, address)], [block(8, address)], [block(4, films)]])
      await expect(publish(blocks)).rejects.toMatchObject({ code: 110001, status: 403 });
    await chooses({ 'web_profile.allow_tweet_attachment': true, 'web_profile.allow_tweet_video': true });
    await publish([block(7, address), block(4, films)]);
  });

  describe('that are sold', () => {
    it('need a community that sells', async () => {
      const address = await attachment();
      await chooses({ 'web_profile.allow_tweet_attachment_price': false });
      await expect(publish([block(7, address)], { attachment_price: 100 })).rejects.toMatchObject({ code: 110001 });
      await chooses({ 'web_profile.allow_tweet_attachment_price': true });
      await expect(publish([block(7, address)], { attachment_price: 100 })).resolves.toMatchObject({
        attachment_price: 100,
      });
      await chooses({ 'web_profile.enable_wallet': false });
      await expect(publish([block(7, address)], { attachment_price: 100 })).rejects.toMatchObject({ code: 110001 });
      await chooses({ 'web_profile.enable_wallet': true });
    });

    it('are of type 8, whatever the client calls them', async () => {
      const address = await attachment();
      const { id, contents } = await publish(
        [block(7, address), block(8, address, { sort: 102 }), block(3, await picture(), { sort: 103 })],
        { attachment_price: 10_000_000 },
      );
      expect(contents.map(({ type }) => type)).toEqual([2, 8, 8, 3]);
      const edit = { id, ...bodyWith([block(7, '', { id: contents[1]!['id'] })]) };
      expect(await ada.post('/v1/post/edit', edit)).toMatchObject({
        attachment_price: 10_000_000,
        contents: [{}, { id: contents[1]!['id'], type: 8, content: '' }],
      });
      expect(await ada.post('/v1/post/edit', { id, ...bodyWith([]) })).toMatchObject({ contents: [{ type: 2 }] });
    });

    it.each([-1, 10_000_001, '100', 1e300, [1]])('have no price like %p', async (price) => {
      await expect(publish([block(7, await attachment())], { attachment_price: price })).rejects.toMatchObject({
        code: 10001,
      });
    });

    it('are there, or nothing is sold', async () => {
      expect(await publish([], { attachment_price: 100 })).toMatchObject({ attachment_price: 0 });
      expect(await publish([block(3, await picture())], { attachment_price: 1 })).toMatchObject({
        attachment_price: 0,
      });
    });
  });

  describe('in an edit', () => {
    const edit = (id: number, blocks: object[]) => ada.post('/v1/post/edit', { id, ...bodyWith(blocks) });

    it('stay, come and go', async () => {
      const [one, two, three] = [await picture(), await picture(), await attachment()];
      const { id, contents } = await publish([block(3, one), block(7, three, { sort: 102 })]);
      const kept = contents[2]!['id'] as number;
      await edit(id, [block(3, two), block(7, '', { id: kept })]);
      expect((await usesOf(id)).map((use) => String(use['key']).split('/').at(-1))).toEqual(
        expect.arrayContaining([two, three].map((url) => url.split('/').at(-1)!)),
      );
      expect((await usesOf(id)).map((use) => Number(use['block_id']))).toContain(kept);
      await edit(id, []);
      expect(await usesOf(id)).toEqual([]);
      expect(await sql('select has_media from post where id = $1', [id])).toEqual([{ has_media: false }]);
    });

    it('are kept by the author’s own blocks of this post only', async () => {
      const { contents } = await publish([block(7, await attachment(bob))], {}, bob);
      const { id } = await publish([]);
      const before = await sql('select blocks, revision from post where id = $1', [id]);
      for (const other of [contents[1]!['id'], 999_999, 0])
        await expect(edit(id, [block(7, '', { id: other })])).rejects.toMatchObject({ code: 30002 });
      await expect(edit(id, [block(3, await picture(bob))])).rejects.toMatchObject({ code: 30002 });
      expect(await sql('select blocks, revision from post where id = $1', [id])).toEqual(before);
    });
  });

  it('are free again once the post is gone', async () => {
    const { id } = await publish([block(3, await picture()), block(7, await attachment())]);
    expect(await usesOf(id)).toHaveLength(2);
    await ada.delete('/v1/post', { id });
    expect(await usesOf(id)).toEqual([]);
  });
});

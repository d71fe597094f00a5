import { Cache } from '#kernel/cache';
import { Clock } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../../../../test/support/person.js';
import { Uploader } from '../../../../test/support/upload.js';
import { type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { MediaUrls } from '../index.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const [everybody, nobody, friends, followers] = [0, 1, 2, 3];
const hour = 3600;

class MovedClock extends Clock {
  later = 0;
  override now(): Date {
    return new Date(super.now().getTime() + this.later * 1000);
  }
}

describe('a file that is not for everybody', () => {
  const clock = new MovedClock();
  const community = useCommunity((builder) => builder.overrideProvider(Clock).useValue(clock));
  let [ada, bob]: [Person, Person] = [] as never;
  const within = async <T>(at: TestCommunity, work: () => T): Promise<T> =>
    tenantScope.run((await at.app.get(TenantDirectory).findByHost(at.host))!, work);
  const pathIn = (address: string): string => new URL(address).pathname;
  const fileIn = (address: string): string => pathIn(address).replace(/^\/media\/(~[^/]+\/)?/, '');
  /** As if what is remembered of the file were too old. */
  const later = (address: string) =>
    within(community, () => community.app.get(Cache).forget(`media.file:${fileIn(address)}`));
  const ask = (address: string, at: TestCommunity = community) =>
    at.app.inject({ url: pathIn(address), headers: { host: at.host } });
  const status = async (address: string): Promise<number> => {
    await later(address);
    return (await ask(address)).statusCode;
  };
  const picture = async (by = ada) =>
    (await new Uploader(community.app, by).file('public/image', png, 'image/png')).content;
  const bodyWith = (addresses: string[], visibility = everybody) => ({
    contents: [
      { content: `Shows ${addresses.length} ${Math.random()}`, type: 2, sort: 100 },
      ...addresses.map((content, index) => ({ content, type: 3, sort: 101 + index })),
    ],
    tags: [],
    users: [],
    visibility,
  });
  const publish = async (addresses: string[], visibility = everybody) =>
    (await ada.post('/v1/post', bodyWith(addresses, visibility))) as Data & { id: number; contents: Data[] };
  /** The addresses of the pictures that this reader is given. */
  const given = async (reader: Person, id: number): Promise<string[]> => {
    const { contents } = (await reader.get(`/v1/post?id=${id}`)) as { contents: { type: number; content: string }[] };
    return contents.filter(({ type }) => type === 3).map(({ content }) => content);
  };

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });
  afterEach(() => (clock.later = 0));

  /** What a page of an error tells of its request alone. */
  const ofRequest = /<small>[^<]+<\/small>/;

  it.each([
    ['private', nobody],
    ['for friends', friends],
    ['for followers', followers],
  ])('is read by a signed address alone where its post is %s', async (_, visibility) => {
    const plain = await picture();
    expect(await status(plain)).toBe(200); // nothing shows it yet
    const { contents, id } = await publish([plain], visibility);
    const signed = contents[1]!['content'] as string;
    expect(signed).toMatch(/\/media\/~[0-9a-z]{6,8}\.[\w-]{24}\/public\/image\/[0-9a-f/-]+\.png$/);
    expect(await given(ada, id)).toEqual([signed]);
    expect([await status(plain), await status(signed)]).toEqual([404, 200]);
    expect([await status(`${plain}-feed.webp`), await status(`${signed}-feed.webp`)]).toEqual([404, 200]);
    const none = plain.replace(/[0-9a-f]{4}\.png$/, '0000.png');
    const [hidden, absent] = [await ask(plain), await ask(none)];
    expect(hidden.body.replace(ofRequest, '')).toBe(absent.body.replace(ofRequest, ''));
  });

  it('does not become open by the end of its post, whenever its bytes go', async () => {
    const plain = await picture();
    const { id } = await publish([plain], nobody);
    await ada.delete('/v1/post', { id });
    expect(await status(plain)).toBe(404);
  });

  it('is given to those who may see the post, and to nobody else', async () => {
    const { id } = await publish([await picture()], followers);
    await expect(given(bob, id)).rejects.toMatchObject({ error: 'member.forbidden' });
    await bob.post('/v1/user/follow', { user_id: ada.id });
    const [signed] = await given(bob, id);
    expect(await status(signed!)).toBe(200);
    const [inList] = (await bob.timeline('following')).filter((post) => post['id'] === id) as { contents: Data[] }[];
    expect(inList!.contents[1]!['content']).toBe(signed);
    await bob.post('/v1/user/unfollow', { user_id: ada.id });
  });

  it('is for everybody again, and no longer, as its post is', async () => {
    const plain = await picture();
    const { id } = await publish([plain]);
    expect(await given(bob, id)).toEqual([plain]);
    expect([await status(plain), (await ask(plain)).headers['cache-control']]).toEqual([
      200,
      expect.stringMatching(/^public, /),
    ]);
    await ada.post('/v1/post/visibility', { id, visibility: nobody });
    expect((await ask(plain)).statusCode).toBe(200); // remembered for a moment
    const from = Date.now();
    while ((await ask(plain)).statusCode !== 404 && Date.now() - from < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await ask(plain)).statusCode).toBe(404);
    expect(Date.now() - from).toBeLessThan(3_500);
    await ada.post('/v1/post/visibility', { id, visibility: everybody });
    expect(await status(plain)).toBe(200);
  });

  it('is for everybody as long as one thing that shows it is', async () => {
    const plain = await picture();
    const [hidden, open] = [await publish([plain], nobody), await publish([plain])];
    expect(await status(plain)).toBe(200);
    await ada.delete('/v1/post', { id: open.id });
    expect(await status(plain)).toBe(404);
    await ada.post('/v1/user/avatar', { avatar: plain });
    expect(await status(plain)).toBe(200);
    await ada.post('/v1/user/avatar', { avatar: await picture() });
    expect(await status(plain)).toBe(404);
    const [signed] = await given(ada, hidden.id);
    expect(await status(signed!)).toBe(200);
    await ada.delete('/v1/post', { id: hidden.id });
    await community.settle();
    expect([await status(plain), await status(signed!)]).toEqual([404, 404]);
  });

  it('may be that of a comment, which is for those who may see the post', async () => {
    const [plain, other] = [await picture(bob), await picture(bob)];
    const { id } = await publish([], followers);
    const open = await publish([]);
    await bob.post('/v1/user/follow', { user_id: ada.id });
    const comment = (on: number, content: string) =>
      bob.post('/v1/post/comment', { ...bodyWith([content]), post_id: on });
    const [hidden] = [await comment(id, plain), await comment(open.id, other)];
    const shown = async (of: number) => {
      const { list } = (await ada.get(`/v1/post/comments?id=${of}`)) as { list: { contents: Data[] }[] };
      return list[0]!.contents[1]!['content'] as string;
    };
    expect(await shown(open.id)).toBe(other);
    expect(await status(other)).toBe(200);
    const signed = await shown(id);
    expect(signed).toMatch(/\/media\/~/);
    expect([await status(plain), await status(signed)]).toEqual([404, 200]);
    await bob.delete('/v1/post/comment', { id: hidden['id'] });
    await community.settle();
    expect(await status(signed)).toBe(404);
    await ada.post('/v1/post/visibility', { id: open.id, visibility: nobody });
    expect(await status(other)).toBe(404);
  });

  it('is shown by former texts of a post with a signed address, whoever it was for', async () => {
    const [one, two] = [await picture(), await picture()];
    const { id } = await publish([one, two]);
    await ada.post('/v1/post/visibility', { id, visibility: nobody });
    await ada.post('/v1/post/edit', { id, ...bodyWith([two]) });
    const { list } = (await ada.get(`/v1/post/revisions?id=${id}`)) as { list: { contents: Data[] }[] };
    const [, gone, kept] = list[0]!.contents.map(({ content }) => content as string);
    await community.settle();
    expect([await status(gone!), await status(kept!), await status(two)]).toEqual([404, 200, 404]);
  });

  it('is meant by its signed address, also by one that is over', async () => {
    const plain = await picture();
    const { id, contents } = await publish([plain], nobody);
    const signed = contents[1]!['content'] as string;
    clock.later = 3 * hour;
    expect((await ask(signed)).statusCode).toBe(403);
    await ada.post('/v1/post/edit', { id, ...bodyWith([signed]) });
    expect((await given(ada, id)).map(fileIn)).toEqual([fileIn(plain)]);
    await ada.post('/v1/post', bodyWith([signed]));
    expect(await status(plain)).toBe(200);
  });

  describe('its signed address', () => {
    it('is the same for an hour, and holds for one to two', async () => {
      const { id } = await publish([await picture()], nobody);
      const seconds = clock.seconds();
      clock.later = hour - (seconds % hour); // the beginning of an hour
      const [first] = await given(ada, id);
      clock.later += hour - 60;
      expect(await given(ada, id)).toEqual([first]);
      clock.later += 120;
      expect(await given(ada, id)).not.toEqual([first]);
      expect(await status(first!)).toBe(200);
      clock.later += hour;
      expect(await ask(first!)).toMatchObject({ statusCode: 403 });
    });

    it('is worth nothing when anything of it is changed, for another file, or in another community', async () => {
      const [{ contents }, other] = [
        await publish([await picture()], nobody),
        await publish([await picture()], nobody),
      ];
      const signed = contents[1]!['content'] as string;
      const elsewhere = other.contents[1]!['content'] as string;
      const [, expires, signature] = /~([0-9a-z]+)\.([\w-]+)\//.exec(signed)!;
      const wrong = [
        signed.replace(
          signature!,
          signature!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
        ),
        signed.replace(signature!, signature!.slice(1)),
        signed.replace(signature!, ''),
        signed.replace(expires!, (parseInt(expires!, 36) + hour).toString(36)),
        signed.replace(expires!, `0${expires}`),
        signed.replace(expires!, expires!.toUpperCase()),
        signed.replace(fileIn(signed), fileIn(elsewhere)),
        signed.replace(fileIn(signed), `${fileIn(signed)}/x`),
        signed.replace('/~', '/~~'),
        signed.replace(/~.*$/, '~'),
      ];
      for (const address of wrong) expect([address, (await ask(address)).statusCode]).toEqual([address, 403]);
      expect((await ask(signed.replace('/~', '/%7E'))).statusCode).toBe(200);

      const there = await community.neighbour();
      expect((await ask(signed, there)).statusCode).toBe(403);
      const cleo = await there.member('cleo');
      const theirs = (await new Uploader(there.app, cleo).file('public/image', png, 'image/png')).content;
      const { contents: own } = (await cleo.post('/v1/post', bodyWith([theirs], nobody))) as { contents: Data[] };
      const signedThere = own[1]!['content'] as string;
      expect((await ask(signedThere, there)).statusCode).toBe(200);
      expect((await ask(signedThere)).statusCode).toBe(403);
      const mixed = signedThere.replace(/~[^/]+/, /~[^/]+/.exec(signed)![0]);
      expect((await ask(mixed, there)).statusCode).toBe(403);
    });

    it('opens no attachment', async () => {
      const zip = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(64)]);
      const { content } = await new Uploader(community.app, ada).file('attachment', zip, 'application/zip');
      const key = `t/${community.tenant.id}/${fileIn(content)}`;
      const address = await within(community, () => community.app.get(MediaUrls).urlOf(key, { guarded: true }));
      expect(address).toBe(content);
      expect((await ask(address)).statusCode).toBe(403);
    });
  });
});

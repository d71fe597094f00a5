import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { type Cache, Cache as CachePort } from '#kernel/cache';
import { Clusters } from '#kernel/database';
import type { Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Answer, Data, Person } from '../../../test/support/person.js';
import { bootApi, communityOf, useCommunity } from '../../../test/support/use-community.js';

const list = '/v1/posts?style=newest&page_size=10';

describe('a list that all see alike', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let postId: number;

  const tenant = async () => (await community.app.get(TenantDirectory).findByHost(community.host)) as Tenant;
  /** As if somebody had written something. */
  const forget = async () => community.app.get(Clusters).writes.tell({ tenant: await tenant(), tables: ['post'] });
  const plain = ({ status, body }: Answer) => ({ status, body: JSON.parse(body.replaceAll('true ', 'true')) as Data });
  const send = (person: Person, headers: Record<string, string> = {}, url = list) =>
    person.request('GET', url, undefined, headers);
  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    const query = jest.spyOn(community.app.get(Clusters).get('main').units, 'single');
    await work();
    const sent = query.mock.calls.length;
    query.mockRestore();
    return sent;
  };
  const membersOnly = async (value: boolean): Promise<unknown> =>
    (await community.owner()).post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value }] });
  const followed = ({ body }: Answer) =>
    ((JSON.parse(body) as { data: { list: Data[] } }).data.list as { user: Data }[]).map(
      ({ user }) => `${String(user['username'])} ${String(user['is_following'])}`,
    );

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    await ada.posts('"user":{"id":7,"is_following":false} \\"is_following\\":false 泡泡');
    postId = (await bob.posts('herons')).id;
  });

  it('is answered the second time without asking the database, to the letter as the first time', async () => {
    await forget();
    const first = await send(community.guest);
    let second: Answer | undefined;
    expect(await statements(async () => (second = await send(community.guest)))).toBe(0);
    expect(second!.body).toBe(first.body);
    const { 'x-request-id': one, date: _, ...headers } = first.headers;
    const { 'x-request-id': other, date: __, ...again } = second!.headers;
    expect(again).toEqual(headers);
    expect(one).not.toBe(other);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-cache',
      'content-length': String(Buffer.byteLength(first.body)),
    });
  });

  it('says to each member whom they follow, and to nobody what others do', async () => {
    await ada.post('/v1/user/follow', { user_id: bob.id });
    for (const warm of [false, true]) {
      if (!warm) await forget();
      expect(followed(await send(ada))).toEqual(['bob true', 'ada false']);
      expect(followed(await send(bob))).toEqual(['bob false', 'ada false']);
      expect(followed(await send(community.guest))).toEqual(['bob false', 'ada false']);
    }
    expect(await statements(() => Promise.all([send(ada), send(bob), send(community.guest)]))).toBe(0);
    await ada.post('/v1/user/unfollow', { user_id: bob.id });
    expect(followed(await send(ada))).toEqual(['bob false', 'ada false']);
  });

  it('is the same as when it is made for this one viewer', async () => {
    await bob.post('/v1/user/follow', { user_id: ada.id });
    const eve = await community.member('eve');
    await bob.posts('not of eve');
    await send(bob);
    const kept = plain(await send(bob));
    await bob.post('/v1/user/mute', { user_id: eve.id }); // from now on bob has pages of his own
    const own = plain(await send(bob));
    expect(kept).toEqual(own);
    await bob.post('/v1/user/unmute', { user_id: eve.id });
  });

  it('is nobody’s but guests’ where a post quotes what guests may not see', async () => {
    const eve = await community.member('eve2');
    await eve.post('/v1/user/follow', { user_id: bob.id });
    const inner = await bob.posts('for those who follow');
    const contents = [{ content: 'look at this', type: 2, sort: 100 }];
    const outer = await bob.post('/v1/post', { contents, tags: [], users: [], quote_id: inner.id });
    await bob.post('/v1/post/visibility', { id: inner.id, visibility: 3 });
    const quotedFor = async (person: Person) => {
      const { data } = JSON.parse((await send(person)).body) as { data: { list: { id: number; quoted?: Data }[] } };
      return data.list.find(({ id }) => id === outer['id'])!.quoted!['id'];
    };
    for (const _ of ['made', 'kept', 'kept']) {
      expect([await quotedFor(community.guest), await quotedFor(ada), await quotedFor(eve)]).toEqual([0, 0, inner.id]);
    }
    for (const post of [outer, inner]) await bob.delete('/v1/post', { id: post['id'] });
  });

  it('is not sent again to whom has it', async () => {
    const { headers, body } = await send(community.guest);
    const tag = String(headers['etag']);
    const again = await send(community.guest, { 'if-none-match': tag });
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', tag]);
    expect((await send(community.guest, { 'if-none-match': `"x", W/${tag}` })).status).toBe(304);
    await ada.post('/v1/user/follow', { user_id: bob.id });
    await send(ada);
    const own = await send(ada, { 'if-none-match': tag });
    expect([own.status, own.headers['etag'] === tag]).toEqual([200, false]);
    await bob.comments(postId, 'a grey one');
    await send(community.guest);
    expect((await send(community.guest, { 'if-none-match': tag })).body).not.toBe(body);
    await ada.post('/v1/user/unfollow', { user_id: bob.id });
  });

  it('is sent compressed to whom takes it so, once that has been made, and known again in either form', async () => {
    const long = await community.member('long');
    await long.posts('A long story of herons and grebes. '.repeat(50));
    await long.post('/v1/user/follow', { user_id: bob.id });
    for (const [reader, name] of [
      [community.guest, 'guest'],
      [long, 'member'],
    ] as const) {
      await send(reader);
      const plain = await send(reader);
      const read = async (headers: Record<string, string> = {}) => {
        const answer = await send(reader, { 'accept-encoding': 'br, gzip;q=0.8', ...headers });
        return { ...answer, isZipped: answer.headers['content-encoding'] === 'gzip' };
      };
      let answer = await read();
      for (let round = 0; !answer.isZipped && round < 100; round += 1) {
        expect(answer.bytes.toString()).toBe(plain.body);
        await setTimeout(5);
        answer = await read();
      }
      expect([name, gunzipSync(answer.bytes).toString()]).toEqual([name, plain.body]);
      expect(answer.headers).toMatchObject({ 'content-length': String(answer.bytes.length), vary: expect.any(String) });
      expect(answer.bytes.length).toBeLessThan(plain.body.length / 2);
      const tags = [String(answer.headers['etag']), String(plain.headers['etag'])];
      expect(tags[0]).not.toBe(tags[1]);
      for (const tag of tags) {
        const { status, bytes, headers } = await read({ 'if-none-match': tag });
        expect([status, bytes.length, headers['etag']]).toEqual([304, 0, tag]);
      }
      expect((await send(reader, { 'accept-encoding': 'gzip;q=0' })).body).toBe(plain.body);
    }
  });

  it('is its own of each community, and of each that follows nobody', async () => {
    const there = await community.neighbour();
    await send(community.guest);
    expect(JSON.parse((await send(there.guest)).body)).toMatchObject({ data: { list: [] } });
    const following = '/v1/posts?style=following&page_size=10';
    const eve = await community.member('eve');
    expect(followed(await send(community.guest, {}, following)).length).toBeGreaterThan(1);
    expect(followed(await send(community.guest, {}, following)).length).toBeGreaterThan(1);
    expect(followed(await send(eve, {}, following))).toEqual([]);
  });

  describe.each([
    ['for the first time', 'one'],
    ['when it is at hand', 'two'],
  ])('asked for %s', (when, nr) => {
    const asked = async (person: Person, headers: Record<string, string> = {}): Promise<Answer> => {
      await send(ada);
      await send(bob);
      await send(community.guest);
      if (when === 'for the first time') await forget();
      return send(person, headers);
    };
    const outcome = async (person: Person, headers: Record<string, string> = {}) => {
      const { status, body } = await asked(person, headers);
      return [status, (JSON.parse(body) as Data)['code']];
    };

    it('is refused to guests where members are among themselves, whatever they send instead of a token', async () => {
      await membersOnly(true);
      expect(await outcome(community.guest)).toEqual([401, expect.any(Number)]);
      for (const authorization of [
        '',
        'Bearer',
        'Bearer null',
        'Bearer a.b.c',
        `Bearer ${ada.token!}x`,
        'Basic YTpi',
      ]) {
        expect(await outcome(community.guest, { authorization })).toEqual([401, expect.any(Number)]);
      }
      expect(await outcome(ada)).toEqual([200, 0]);
      await membersOnly(false);
      expect(await outcome(community.guest)).toEqual([200, 0]);
    });

    it('is a guest’s for whoever has signed out, and for tokens of elsewhere', async () => {
      const leaver = await community.member(`leaver${nr}`);
      await leaver.post('/v1/user/follow', { user_id: bob.id });
      await send(leaver);
      expect(followed(await asked(leaver))).toContain('bob true');
      await leaver.post('/v1/user/password', { password: 'new-password-1', old_password: leaver.password });
      expect(followed(await asked(leaver))).not.toContain('bob true');
      const there = await community.neighbour();
      const foreign = await there.member('ada');
      expect(plain(await asked(community.guest, { authorization: `Bearer ${foreign.token!}` }))).toEqual(
        plain(await asked(community.guest)),
      );
    });
  });

  it('is seen by another process as it is now, within a second', async () => {
    const other = await bootApi();
    try {
      const took: number[] = [];
      const elsewhere = communityOf(other, community.tenant).guest;
      for (let round = 0; round < 3; round += 1) {
        await send(elsewhere);
        await send(community.guest);
        const text = `round ${round}`;
        await ada.posts(text);
        expect((await send(community.guest)).body).toContain(text);
        const from = Date.now();
        while (!(await send(elsewhere)).body.includes(text) && Date.now() - from < 5_000) await setTimeout(5);
        took.push(Date.now() - from);
      }
      expect(Math.max(...took)).toBeLessThan(1_000);
    } finally {
      await other.app.close();
    }
  });

  it('leaves nothing behind of a community that is gone', async () => {
    const there = await community.neighbour();
    await send(there.guest);
    const cache: Cache = community.app.get(CachePort);
    const { id } = (await community.app.get(TenantDirectory).findByHost(there.host)) as Tenant;
    expect(cache.countOf({ id })).toBeGreaterThan(1);
    cache.forgetAll({ id });
    expect(cache.countOf({ id })).toBe(0);
  });
});

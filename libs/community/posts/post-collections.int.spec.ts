import type { Person } from '../../../test/support/person.js';
import { behind } from '../../../test/support/behind.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('collecting a post', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  let bob: Person;
  let number = 0;
  const fresh = (visibility = 0) => ada.posts(`Nr ${(number += 1)}`, { visibility });
  const collect = (person: Person, id: number) => person.post('/v1/post/collection', { id });
  const isCollected = (person: Person, id: unknown) => person.get(`/v1/post/collection?id=${String(id)}`);
  const count = async (id: number) => (await ada.get(`/v1/post?id=${id}`))['collection_count'];

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('keeps it for the member, counts it, and takes it back', async () => {
    const { id } = await fresh();
    expect(await collect(bob, id)).toEqual({ status: true });
    expect([await isCollected(bob, id), await isCollected(ada, id)]).toEqual([{ status: true }, { status: false }]);
    expect(await count(id)).toBe(1);
    expect(await collect(bob, id)).toEqual({ status: false });
    expect([await isCollected(bob, id), await count(id)]).toEqual([{ status: false }, 0]);
  });

  it('has nothing to do with stars', async () => {
    const { id } = await fresh();
    await collect(bob, id);
    expect(await bob.get(`/v1/post/star?id=${id}`)).toEqual({ status: false });
    expect(await ada.get(`/v1/post?id=${id}`)).toMatchObject({ collection_count: 1, upvote_count: 0 });
  });

  it('takes turns when clicks race, of one member and of many', async () => {
    const { id } = await fresh();
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => community.member(`fan${index}`)));
    const clicks = [...people, ...Array.from({ length: 9 }, () => bob)];
    await Promise.all(clicks.map((person) => collect(person, id)));
    expect(await count(id)).toBe(9);
    expect(await sql('select count(*)::int as kept from post_collection where post_id = $1', [id])).toEqual([
      { kept: 9 },
    ]);
  });

  it('is only for those who may see the post', async () => {
    for (const visibility of [1, 2, 3]) {
      const { id } = await fresh(visibility);
      await expect(collect(bob, id)).rejects.toMatchObject({ code: 20007, status: 403 });
      expect(await collect(ada, id)).toEqual({ status: true });
    }
  });

  it('needs a member, and a post that is there', async () => {
    const { id } = await fresh();
    await expect(collect(community.guest, id)).rejects.toMatchObject({ code: 10005, status: 401 });
    await expect(isCollected(community.guest, id)).rejects.toMatchObject({ code: 10005, status: 401 });
    await collect(bob, id);
    await ada.delete('/v1/post', { id });
    for (const gone of [id, 999_999]) await expect(collect(bob, gone)).rejects.toMatchObject({ code: 30003 });
    expect(await isCollected(bob, id)).toEqual({ status: false });
  });

  it.each([undefined, null, {}, { id: 0 }, { id: -1 }, { id: '1' }, { id: 1.5 }, { id: 2 ** 53 }, { id: [1] }])(
    'refuses the body %j',
    async (body) => {
      await expect(bob.post('/v1/post/collection', body)).rejects.toMatchObject({ code: 10001, status: 400 });
    },
  );

  it.each(['', '0', '-1', 'abc', '1.5', '99999999999999999999'])('says that %p is not collected', async (id) => {
    expect(await isCollected(bob, id)).toEqual({ status: false });
  });

  it('reaches no neighbour', async () => {
    const { id } = await fresh();
    const eve = await (await community.neighbour()).member('bob');
    await expect(collect(eve, id)).rejects.toMatchObject({ code: 30003 });
    expect(await count(id)).toBe(0);
  });
});

import type { Data, Person } from '../../../test/support/person.js';
import { behind } from '../../../test/support/behind.js';
import { useCommunity } from '../../../test/support/use-community.js';

const routes = {
  lock: { missing: 30005, status: 'lock_status', shown: 'is_lock' },
  stick: { missing: 30011, status: 'top_status', shown: 'is_top' },
  highlight: { missing: 30013, status: 'highlight_status', shown: 'is_essence' },
} as const;
type Route = keyof typeof routes;

describe('what is decided about a post', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  let bob: Person;
  let root: Person;
  let number = 0;
  const fresh = (more: { visibility?: number; tags?: string[] } = {}) => ada.posts(`Nr ${(number += 1)}`, more);
  const seen = (id: number, person = ada) => person.get(`/v1/post?id=${id}`);

  beforeAll(async () => {
    [ada, bob, root] = [await community.member('ada'), await community.member('bob'), await community.owner()];
  });

  it.each<[Route, 'ada' | 'root', 'bob' | 'ada' | 'root']>([
    ['lock', 'ada', 'bob'],
    ['lock', 'root', 'bob'],
    ['stick', 'root', 'ada'],
    ['stick', 'root', 'bob'],
    ['highlight', 'ada', 'root'],
    ['highlight', 'ada', 'bob'],
  ])('%s is turned by %s and not by %s', async (route, by, notBy) => {
    const { status, shown, missing } = routes[route];
    const people = { ada, bob, root };
    const { id } = await fresh();
    for (const now of [1, 0, 1]) {
      expect(await people[by].post(`/v1/post/${route}`, { id })).toEqual({ [status]: now });
      expect(await seen(id)).toMatchObject({ [shown]: now });
    }
    await expect(people[notBy].post(`/v1/post/${route}`, { id })).rejects.toMatchObject({ code: 20007, status: 403 });
    await expect(community.guest.post(`/v1/post/${route}`, { id })).rejects.toMatchObject({ code: 10005 });
    expect(await seen(id)).toMatchObject({ [shown]: 1 });
    await ada.delete('/v1/post', { id });
    for (const gone of [id, 999_999, Number.MAX_SAFE_INTEGER])
      await expect(people[notBy].post(`/v1/post/${route}`, { id: gone })).rejects.toMatchObject({ code: missing });
  });

  it.each<Route>(['lock', 'stick', 'highlight'])('%s is turned as often as it is clicked', async (route) => {
    const { id } = await fresh();
    const person = route === 'stick' ? root : ada;
    const { status, shown } = routes[route];
    const [before] = await sql('select revision from post where id = $1', [id]);
    const answers = await Promise.all(Array.from({ length: 9 }, () => person.post(`/v1/post/${route}`, { id })));
    expect(answers.filter((answer) => answer[status] === 1)).toHaveLength(5);
    expect(await seen(id)).toMatchObject({ [shown]: 1 });
    const [after] = await sql('select revision from post where id = $1', [id]);
    expect((after!['revision'] as number) - (before!['revision'] as number)).toBe(9);
  });

  it('a locked post takes no comment of anybody, and may still be edited', async () => {
    const { id } = await fresh();
    await ada.post('/v1/post/lock', { id });
    for (const person of [ada, bob, root])
      await expect(person.comments(id, 'x')).rejects.toMatchObject({ code: 103001 });
    const contents = [{ content: 'The last word', type: 2, sort: 100 }];
    expect(await ada.post('/v1/post/edit', { id, contents, tags: [], users: [] })).toMatchObject({ is_lock: 1 });
    await ada.post('/v1/post/lock', { id });
    expect(await bob.comments(id, 'x')).toMatchObject({ post_id: id });
  });

  it('a stuck post stands first', async () => {
    const { id } = await fresh();
    await fresh();
    await root.post('/v1/post/stick', { id });
    expect((await community.guest.timeline())[0]).toMatchObject({ id, is_top: 1 });
    await root.post('/v1/post/stick', { id });
    expect((await community.guest.timeline())[0]).not.toMatchObject({ id });
  });

  describe('its visibility', () => {
    const change = (person: Person, id: number, visibility: unknown) =>
      person.post('/v1/post/visibility', { id, visibility });

    it('is changed by its author and by administrators', async () => {
      const { id } = await fresh();
      for (const [person, level, stored] of [
        [ada, 1, 0],
        [root, 2, 50],
        [ada, 3, 60],
        [root, 0, 90],
      ] as const) {
        expect(await change(person, id, level)).toEqual({ visibility: level });
        expect(await seen(id)).toMatchObject({ visibility: level });
        expect(await sql('select visibility from post where id = $1', [id])).toEqual([{ visibility: stored }]);
      }
      await expect(change(bob, id, 1)).rejects.toMatchObject({ code: 20007, status: 403 });
      expect(await bob.get(`/v1/post?id=${id}`)).toMatchObject({ visibility: 0 });
    });

    it.each([4, -1, 1.5, '1', null, undefined, [0], 1e300])('is never %p', async (level) => {
      const { id } = await fresh();
      await expect(change(ada, id, level)).rejects.toMatchObject({ code: 10001, status: 400 });
    });

    it('needs a post that is there', async () => {
      const { id } = await fresh();
      await ada.delete('/v1/post', { id });
      for (const gone of [id, 999_999]) await expect(change(bob, gone, 1)).rejects.toMatchObject({ code: 30012 });
    });

    it('takes the post out of the lists, and its topics with it', async () => {
      const { id } = await fresh({ tags: ['herons'] });
      const quoted = async () => {
        await community.settle();
        const { topics } = await ada.get('/v1/tags?type=hot&num=50');
        return (topics as Data[]).find(({ tag }) => tag === 'herons')?.['quote_num'] ?? 0;
      };
      expect(await quoted()).toBe(1);
      await root.post('/v1/post/stick', { id });
      await change(ada, id, 1);
      expect(await quoted()).toBe(0);
      expect(await seen(id)).toMatchObject({ is_top: 0, visibility: 1 });
      await expect(seen(id, bob)).rejects.toMatchObject({ code: 20007 });
      expect((await bob.timeline()).map((post) => post['id'])).not.toContain(id);
      await change(ada, id, 0);
      expect(await quoted()).toBe(1);
      expect((await bob.timeline()).map((post) => post['id'])).toContain(id);
    });

    it('that it has already changes nothing', async () => {
      const { id } = await fresh({ visibility: 3 });
      const [before] = await sql('select revision from post where id = $1', [id]);
      await Promise.all(Array.from({ length: 4 }, () => change(ada, id, 3)));
      expect(await sql('select revision from post where id = $1', [id])).toEqual([before]);
    });

    it('is for friends only where there are friends', async () => {
      const { id } = await fresh();
      const useFriendship = (value: boolean) =>
        root.post('/v1/admin/settings/save', { items: [{ key: 'web_profile.use_friendship', value }] });
      await useFriendship(false);
      await expect(change(ada, id, 2)).rejects.toMatchObject({ code: 110001, status: 403 });
      await expect(ada.posts('For friends', { visibility: 2 })).rejects.toMatchObject({ code: 110001 });
      await useFriendship(true);
      await change(ada, id, 2);
    });
  });
});

import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('starring a post', () => {
  const community = useCommunity();
  const sql = async (text: string, values: unknown[] = []) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };
  const stars = async (person: Person, id: number) => (await person.get(`/v1/post?id=${id}`))['upvote_count'];

  it('counts it, remembers whose it is, and takes it back', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts('A post about herons');
    expect(await bob.get(`/v1/post/star?id=${id}`)).toEqual({ status: false });
    expect(await bob.post('/v1/post/star', { id })).toEqual({ status: true });
    expect(await bob.get(`/v1/post/star?id=${id}`)).toEqual({ status: true });
    expect(await ada.get(`/v1/post/star?id=${id}`)).toEqual({ status: false });
    expect(await stars(ada, id)).toBe(1);
    expect(await bob.post('/v1/post/star', { id })).toEqual({ status: false });
    expect(await bob.get(`/v1/post/star?id=${id}`)).toEqual({ status: false });
    expect(await stars(ada, id)).toBe(0);
  });

  it('does not bring the post forward', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('The older one');
    await ada.posts('The newer one');
    const order = (await ada.timeline()).map((post) => post['id']);
    await ada.post('/v1/post/star', { id });
    expect((await ada.timeline()).map((post) => post['id'])).toEqual(order);
  });

  it('counts each of many who star at once', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('A popular one');
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => community.member(`fan${index}`)));
    const answers = await Promise.all(people.map((person) => person.post('/v1/post/star', { id })));
    expect(answers).toEqual(people.map(() => ({ status: true })));
    expect(await stars(ada, id)).toBe(12);
  });

  it.each([2, 7, 20])('takes turns when one member clicks %i times at once', async (clicks) => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts(`Click me ${clicks} times`);
    const answers = await Promise.all(Array.from({ length: clicks }, () => bob.post('/v1/post/star', { id })));
    expect(answers.filter(({ status }) => status === true)).toHaveLength(Math.ceil(clicks / 2));
    expect(await stars(ada, id)).toBe(clicks % 2);
    expect(await sql('select count(*)::int as stars from post_star where post_id = $1', [id])).toEqual([
      { stars: clicks % 2 },
    ]);
  });

  it('is only for those who may see the post', async () => {
    const [ada, bob, root] = [
      await community.member('ada'),
      await community.member('bob'),
      await community.member('root'),
    ];
    for (const visibility of [1, 2, 3]) {
      const { id } = await ada.posts('Not for bob', { visibility });
      await expect(bob.post('/v1/post/star', { id })).rejects.toMatchObject({ code: 20007, status: 403 });
      expect(await ada.post('/v1/post/star', { id })).toEqual({ status: true });
      expect(await bob.get(`/v1/post/star?id=${id}`)).toEqual({ status: false });
    }
    const { id } = await ada.posts('For followers', { visibility: 3 });
    await root.post('/v1/user/follow', { user_id: ada.id });
    expect(await root.post('/v1/post/star', { id })).toEqual({ status: true });
    await root.post('/v1/user/unfollow', { user_id: ada.id });
    await expect(root.post('/v1/post/star', { id })).rejects.toMatchObject({ code: 20007 });
  });

  it('needs a post that is there', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('Soon gone');
    await sql('update post set deleted_at = now() where id = $1', [id]);
    await expect(ada.post('/v1/post/star', { id })).rejects.toMatchObject({ code: 30003, status: 404 });
    await expect(ada.post('/v1/post/star', { id: 999_999 })).rejects.toMatchObject({ code: 30003, status: 404 });
  });

  it('needs a member', async () => {
    const { id } = await (await community.member('ada')).posts('x');
    await expect(community.guest.post('/v1/post/star', { id })).rejects.toMatchObject({ code: 10005, status: 401 });
    await expect(community.guest.get(`/v1/post/star?id=${id}`)).rejects.toMatchObject({ code: 10005, status: 401 });
  });

  it.each(['', '0', '-1', 'abc', '1.5', '1e3', '99999999999999999999', '9007199254740993', '[]', '1;drop', '%20'])(
    'says that what is no post is not starred: %s',
    async (id) => {
      const ada = await community.member('ada');
      expect(await ada.get(`/v1/post/star?id=${id}`)).toEqual({ status: false });
      expect(await ada.get(`/v1/post/star?id=${id}&id=1`)).toEqual({ status: false });
      expect(await ada.get('/v1/post/star')).toEqual({ status: false });
    },
  );
});

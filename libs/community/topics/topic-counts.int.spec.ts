import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { TopicCountsService } from './index.js';

describe('counting the posts of a topic', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const sql = (text: string, values: unknown[] = []) =>
    inside(() => community.app.get(TenantDatabase).query(text, values));
  /** As a task does it. */
  const recount = (author: Person, postId: number, tags: string[]) =>
    inside(() =>
      community.app.get(TenantDatabase).transaction(async () => {
        await community.app.get(TenantDatabase).query('select 1 from post where id = $1 for no key update', [postId]);
        await community.app.get(TopicCountsService).recount([{ postId, authorId: author.id, tags }]);
      }),
    );
  const topics = (pattern: string) =>
    sql(
      'select name, quote_count as count, revision, creator_id as creator from topic where key like $1 order by key',
      [pattern],
    ) as Promise<{ name: string; count: number; revision: number; creator: number }[]>;
  /** Those whose count is not that of their posts. */
  const wrong = () =>
    sql(
      `select key from topic t
        where quote_count <> (select count(*) from post_topic p where p.topic_id = t.id)`,
    );

  it('makes a topic in the spelling that came first, its creator the first author', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const [first, second] = [await ada.posts('post 1'), await bob.posts('post 2')];
    await recount(ada, first.id, ['Caf\u00e9', '苍鹭']);
    await recount(bob, second.id, ['CAFE\u0301', 'CAFÉ']);
    expect(await topics('ca%')).toEqual([{ name: 'Caf\u00e9', count: 2, revision: 3, creator: ada.id }]);
    expect(await topics('苍鹭')).toEqual([{ name: '苍鹭', count: 1, revision: 2, creator: ada.id }]);
  });

  it('changes nothing when nothing has changed', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('post 3');
    for (let again = 0; again < 3; again += 1) await recount(ada, id, ['same', 'again']);
    expect(await topics('same')).toMatchObject([{ count: 1, revision: 2 }]);
    const [{ last }] = (await sql(`select last_value as last from topic_id_seq`)) as [{ last: number }];
    await recount(ada, id, ['again', 'same']);
    expect(await sql(`select last_value as last from topic_id_seq`)).toEqual([{ last }]);
  });

  it('takes two statements however many topics there are, and one for none', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('many');
    const query = jest.spyOn(community.app.get(TenantDatabase), 'query');
    const own = () => query.mock.calls.filter(([text]) => /post_topic|into topic/.test(text)).length;
    await recount(
      ada,
      id,
      Array.from({ length: 20 }, (_, number) => `many${number}`),
    );
    expect(own()).toBe(2);
    await recount(ada, id, []);
    expect(own()).toBe(3);
    query.mockRestore();
  });

  it('follows an edit, and falls to nothing with the post', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('post 4');
    await recount(ada, id, ['e1', 'e2']);
    await recount(ada, id, ['e2', 'e3']);
    expect(await topics('e_')).toMatchObject([
      { name: 'e1', count: 0, revision: 3 },
      { name: 'e2', count: 1, revision: 2 },
      { name: 'e3', count: 1, revision: 2 },
    ]);
    await recount(ada, id, []);
    await recount(ada, id, []);
    expect((await topics('e_')).map(({ count }) => count)).toEqual([0, 0, 0]);
    await recount(ada, id, ['E1']);
    expect(await topics('e1')).toMatchObject([{ name: 'e1', count: 1, revision: 4 }]);
  });

  it('is exact when eight tasks count the same topics in any order, and none is a deadlock', async () => {
    const ada = await community.member('ada');
    const posts = await Promise.all(Array.from({ length: 8 }, (_, index) => ada.posts(`hot ${index}`)));
    const tags = Array.from({ length: 12 }, (_, number) => `hot${number}`);
    const rotated = (by: number) => [...tags.slice(by), ...tags.slice(0, by)];
    await Promise.all(posts.map(({ id }, index) => recount(ada, id, rotated(index))));
    expect((await topics('hot%')).map(({ count }) => count)).toEqual(Array(12).fill(8));
    for (let round = 0; round < 5; round += 1) {
      const given = posts.map((_, index) => rotated(index + round).filter((_, place) => (place + round) % 3 !== 0));
      await Promise.all(posts.map(({ id }, index) => recount(ada, id, [...given[index]!.reverse(), `new${round}`])));
      expect(await wrong()).toEqual([]);
      expect(await topics(`new${round}`)).toMatchObject([{ count: 8, revision: 9 }]);
    }
    await Promise.all(posts.map(({ id }) => recount(ada, id, [])));
    expect((await topics('hot%')).map(({ count }) => count)).toEqual(Array(12).fill(0));
  });

  it('takes turns when one post is counted twice at the same time', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('post 5');
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => recount(ada, id, index % 2 ? ['w1', 'w2'] : ['w2', 'w3'])),
    );
    expect(await wrong()).toEqual([]);
    await recount(ada, id, ['w2']);
    expect((await topics('w_')).map(({ count }) => count)).toEqual([0, 1, 0]);
  });
});

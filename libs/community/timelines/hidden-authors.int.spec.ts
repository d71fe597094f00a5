import { behind } from '../../../test/support/behind.js';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { sourceOf } from './timeline-sources.queries.js';

describe('in timelines, posts of those one has muted or who are blocked', () => {
  const community = useCommunity();
  const sql = behind(community);
  const tie = (kind: 'mute' | 'block', one: Person, other: Person) =>
    one.post(`/v1/user/${kind}`, { user_id: other.id });
  const page = async (person: Person, query: string) => {
    const { list, pager } = (await person.get(`/v1/posts?${query}`)) as { list: Data[]; pager: Data };
    return { ids: list.map(({ id }) => id as number), total: pager['total_rows'] as number };
  };
  const lists = ['style=newest', 'style=hots', 'style=following', 'query=birds&type=tag'];

  let me: Person;
  let people: Person[];
  const authors = new Map<number, number>();

  beforeAll(async () => {
    me = await community.member('me1');
    people = await Promise.all(['dear', 'muted', 'blocked', 'blocker', 'other'].map((name) => community.member(name)));
    for (const person of people) await me.post('/v1/user/follow', { user_id: person.id });
    for (let round = 0; round < 5; round += 1)
      for (const person of people) authors.set((await person.posts(`Nr ${round}`, { tags: ['birds'] })).id, person.id);
    const [, muted, blocked, blocker] = people as [Person, Person, Person, Person, Person];
    await tie('mute', me, muted);
    await tie('block', me, blocked);
    await tie('block', blocker, me);
  });

  it.each(lists)('are left out of %s, and out of its total', async (list) => {
    const [dear, , , , other] = people as [Person, Person, Person, Person, Person];
    const shown = [dear.id, other.id];
    const whole = await page(me, `${list}&page_size=100`);
    expect(whole.total).toBe(10);
    expect(whole.ids.map((id) => authors.get(id))).toEqual(
      whole.ids.map((id) => shown.find((author) => author === authors.get(id))),
    );
    for (const size of [1, 3, 20]) {
      const ids: number[] = [];
      for (let number = 1; number <= Math.ceil(10 / size); number += 1) {
        const { ids: some, total } = await page(me, `${list}&page_size=${size}&page=${number}`);
        expect(total).toBe(10);
        ids.push(...some);
      }
      expect(ids).toEqual(whole.ids);
      expect(await page(me, `${list}&page_size=${size}&page=50`)).toEqual({ ids: [], total: 10 });
    }
  });

  it.each(lists.filter((list) => list !== 'style=following'))('are there for others, in %s', async (list) => {
    for (const person of [community.guest, people[0]!])
      expect(await page(person, `${list}&page_size=100`)).toMatchObject({ total: 25 });
    expect(await page(people[2]!, `${list}&page_size=100`)).toMatchObject({ total: 25 }); // what I write, they are not shown
    const { id } = await me.posts(`mine, for ${list}`, { tags: ['birds'] });
    expect((await page(people[0]!, `${list}&page_size=100`)).ids).toContain(id);
    for (const person of [people[2]!, people[3]!])
      expect((await page(person, `${list}&page_size=100`)).ids).not.toContain(id);
    await me.delete('/v1/post', { id });
  });

  it('count right however deep the page is, and come back at once', async () => {
    const [dear, muted] = people as [Person, Person];
    await sql(
      `insert into post (author_id, blocks, visibility, latest_replied_at)
       select case when n % 2 = 0 then $1::bigint else $2 end, '[]', 90, now() - n * interval '1 minute'
         from generate_series(1, 600) n`,
      [dear.id, muted.id],
    );
    const stretch = async (person: Person, style: string, number: number) =>
      page(person, `style=${style}&page_size=100&page=${number}`);
    for (const style of ['newest', 'hots']) {
      const ids: number[] = [];
      for (const number of [1, 2, 3, 4]) {
        const { ids: some, total } = await stretch(me, style, number);
        expect(total).toBe(310);
        ids.push(...some);
      }
      expect(new Set(ids).size).toBe(310);
      expect(await stretch(me, style, 5)).toEqual({ ids: [], total: 310 });
      expect((await stretch(people[4]!, style, 2)).ids).toEqual((await stretch(community.guest, style, 2)).ids);
      await me.post('/v1/user/unmute', { user_id: muted.id });
      expect((await stretch(me, style, 1)).total).toBe(615);
      expect((await stretch(me, style, 7)).ids).toHaveLength(15);
      await tie('mute', me, muted);
    }
  });

  it('cost a member who hides nobody no more than the index', async () => {
    await sql('analyze post');
    const { where, order, hidden } = sourceOf({ style: 'newest' }, { id: people[4]!.id } as never);
    const rows: Data[] = await sql(
      `explain (analyze, costs off, timing off) with hidden as materialized (select ${hidden} as ids)
       select p.id from post p where (select ids = '{}' from hidden) and ${where} order by ${order} limit 20 offset 400`,
      [people[4]!.id],
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
      /One-Time Filter[^]*Index Only Scan using post_newest/,
    );
  });
});

import { Clusters, TenantDatabase } from '#kernel/database';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const most = 100;
const pageSize = 7;

/** The same numbers each time. */
function drawnFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('pages of lists', () => {
  const community = useCommunity();
  let people: Person[];
  let ids: number[];
  const draw = drawnFrom(20);

  const sql = async (text: string, values: unknown[] = []): Promise<void> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    await tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };
  const pageOf = async (
    person: Person,
    list: string,
    number: number,
    size: number,
  ): Promise<{ ids: unknown[]; total: unknown }> => {
    const { list: posts, pager } = (await person.get(`${list}&page=${number}&page_size=${size}`)) as {
      list: Data[];
      pager: Data;
    };
    return { ids: posts.map(({ id }) => id), total: pager['total_rows'] };
  };
  /** As if somebody had written something: nothing that is kept is right any more. */
  const forget = async (): Promise<void> => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host)) as Tenant;
    community.app.get(Clusters).writes.tell({ tenant, tables: ['post'] });
  };
  /** The whole list, each page of it begun at the beginning. */
  const wholeOf = async (person: Person, list: string): Promise<unknown[]> => {
    const all: unknown[] = [];
    for (let number = 1; ; number += 1) {
      await forget();
      const page = await pageOf(person, list, number, most);
      all.push(...page.ids);
      if (page.ids.length < most) return all;
    }
  };

  beforeAll(async () => {
    people = [];
    for (const name of ['ada', 'bob', 'cleo']) people.push(await community.member(name));
    const authors = people.map(({ id }) => id);
    for (const person of people) await person.posts('first', { tags: ['x'] });
    await sql(
      `insert into post (author_id, blocks, tags, tag_keys, visibility, created_at, modified_at, latest_replied_at, star_count)
       select ($1::bigint[])[1 + number % 3], '[{"id": 1, "type": 2, "content": "a text", "sort": 1}]',
              case when number % 2 = 0 then '{x}'::text[] else '{}' end, case when number % 2 = 0 then '{x}'::text[] else '{}' end,
              (array[90, 90, 90, 90, 60, 50, 0])[1 + number % 7], at, at, at + number % 11 * interval '1 hour', number % 5
         from generate_series(1, 400) as number, lateral (select now() - number * interval '1 minute' as at) made`,
      [authors],
    );
    await sql(
      `insert into post_star (post_id, member_id, created_at) select id, $1, created_at from post where id % 3 = 0`,
      [authors[0]],
    );
    const [ada, bob] = people as [Person, Person];
    await ada.post('/v1/user/follow', { user_id: bob.id });
    ids = (await wholeOf(ada, '/v1/posts?style=newest')) as number[];
  });

  /** What members do between two looks at pages. */
  const changes: readonly ((person: Person, postId: number, other: Person) => Promise<unknown>)[] = [
    (person) => person.posts('new', { tags: ['x'] }),
    (person) => person.posts('for followers', { visibility: 3 }),
    (person, postId) => person.comments(postId, 'a comment'),
    (person, postId) => person.post('/v1/post/star', { id: postId }),
    (person, postId) => person.post('/v1/post/visibility', { id: postId, visibility: draw(4) }),
    (person, postId) => person.delete('/v1/post', { id: postId }),
    (_, postId) => sql('update post set is_top = not is_top, revision = revision + 1 where id = $1', [postId]),
    (person, _, other) => person.post('/v1/user/mute', { user_id: other.id }),
    (person, _, other) => person.post('/v1/user/unmute', { user_id: other.id }),
    (person, _, other) => person.post('/v1/user/follow', { user_id: other.id }),
    (person, _, other) => person.post('/v1/user/unfollow', { user_id: other.id }),
  ];

  const lists = [
    '/v1/posts?style=newest',
    '/v1/posts?style=hots',
    '/v1/posts?style=following',
    '/v1/posts?query=x&type=tag',
    ...['post', 'media', 'star', 'comment'].map((style) => `/v1/user/posts?username=ada&style=${style}`),
  ];

  it('are those of the whole list, wherever they are begun, right after each change', async () => {
    for (let round = 0; round < 24; round += 1) {
      const person = people[draw(3)]!;
      const other = people[draw(3)]!;
      // Not each is allowed to everybody: what is refused changes nothing.
      await changes[round % changes.length]!(person, ids[draw(ids.length)]!, other).catch(() => undefined);
      for (const viewer of [community.guest, people[draw(3)]!])
        for (const list of [lists[round % lists.length]!, lists[draw(lists.length)]!]) {
          const read = (number: number) => pageOf(viewer, list, number, pageSize);
          const first = await read(18);
          const [next] = await Promise.all([19, 17, 16 + draw(20)].map(read));
          const again = await read(18);
          const whole = await wholeOf(viewer, list);
          const due = (number: number) => whole.slice((number - 1) * pageSize, number * pageSize);
          const total = whole.length;
          expect({ list, first, next, again }).toEqual({
            list,
            first: { ids: due(18), total },
            next: { ids: due(19), total },
            again: { ids: due(18), total },
          });
        }
    }
  });
});

import { type Id, PlatformDatabase } from '#kernel/database';
import { maySeeSql } from '#community/posts';
import { hiddenFromSql } from '#community/relations';
import { behind } from '../../../test/support/behind.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { insideOf } from '../../../test/support/indexed.js';
import type { Person } from '../../../test/support/person.js';
import { inOpenSearch, inPostgres, type SearchedPlace, searches } from '../../../test/support/searching.js';
import { SearchAccessQueries } from './search-access.queries.js';

describe('while indexing stands still', () => void inPostgres(staysRight));
describeWithService('opensearch', 'while indexing stands still, in OpenSearch', (found) =>
  inOpenSearch(found, staysRight),
);

const size = 7;

/** No test of these lets a task run once its posts are indexed. */
function staysRight({ community, settle }: SearchedPlace): void {
  const sql = (text: string, values: unknown[] = []) => behind(community)(text, values);
  const people = new Map<string, Person>();
  const person = (name: string) => people.get(name)!;
  const names = ['author', 'other', 'friend', 'follower', 'stranger', 'enemy'];
  let keeper: Person;

  beforeAll(async () => {
    for (const name of names) people.set(name, await community.member(name));
    keeper = await community.owner();
    people.set('guest', community.guest).set('keeper', keeper);
    await person('follower').post('/v1/user/follow', { user_id: person('author').id });
    await sql(`insert into relation (member_id, other_id, kind) values ($1, $2, 'friend'), ($2, $1, 'friend')`, [
      person('author').id,
      person('friend').id,
    ]);
  });

  const write = async (word: string, count: number) => {
    const ids: Id[] = [];
    for (let number = 0; number < count; number += 1)
      ids.push((await person(number % 5 === 4 ? 'other' : 'author').posts(`${word} ${number}`, { tags: [word] })).id);
    await settle();
    return ids;
  };
  const allowedTo = async (name: string, word: string): Promise<Id[]> => {
    const rows = await sql(
      `select p.id from post p
        where ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })} and p.tags = array[$3]
          and p.author_id <> all (${hiddenFromSql('$1::bigint')}) order by p.created_at desc, p.id desc`,
      [person(name).id || null, name === 'keeper', word],
    );
    return rows.map((row) => row['id'] as Id);
  };
  const pagesOf = async (name: string, query: string) => {
    const pages: Id[][] = [];
    const totals = new Set<number>();
    for (let page = 1; page === 1 || pages.at(-1)!.length; page += 1) {
      const { ids, total } = await searches(person(name), { query, page, page_size: size, sort: 'newest' });
      pages.push(ids);
      totals.add(total);
    }
    return { pages: pages.slice(0, -1), totals: [...totals] };
  };
  const cut = (ids: readonly Id[]): Id[][] =>
    Array.from({ length: Math.ceil(ids.length / size) }, (_, page) => ids.slice(page * size, (page + 1) * size));

  it('shows every reader full pages of what they may see, and the right total', async () => {
    const ids = await write('stale', 70);
    const changes = ids.slice(10, 60);
    for (const [index, id] of changes.entries()) {
      const author = person((index + 10) % 5 === 4 ? 'other' : 'author');
      if (index % 4 === 0) await author.delete('/v1/post', { id });
      else await author.post('/v1/post/visibility', { id, visibility: index % 4 });
    }
    await person('enemy').post('/v1/user/block', { user_id: person('author').id });
    const seen: Record<string, number> = {};
    for (const name of people.keys()) {
      const allowed = await allowedTo(name, 'stale');
      seen[name] = allowed.length;
      for (const query of ['stale', 'stale #stale'])
        expect([name, await pagesOf(name, query)]).toEqual([name, { pages: cut(allowed), totals: [allowed.length] }]);
    }
    expect(seen).toMatchObject({ guest: 20, stranger: 20, enemy: 4, keeper: 57 });
    expect(seen['friend']).toBeGreaterThan(seen['follower']!);
    expect(seen['follower']).toBeGreaterThan(seen['stranger']!);
    await settle();
    for (const name of people.keys()) {
      const allowed = await allowedTo(name, 'stale');
      expect([name, (await pagesOf(name, 'stale')).pages]).toEqual([name, cut(allowed)]);
    }
  }, 120_000);

  it('passes over what changed without a task, and counts it out', async () => {
    const ids = await write('quiet', 12);
    await sql(`update post set deleted_at = now() where id = any ($1)`, [ids.slice(8, 10)]);
    await sql(`update post set visibility = 0 where id = any ($1)`, [ids.slice(10, 12)]);
    const { ids: found, total } = await searches(community.guest, { query: 'quiet', page_size: size, sort: 'newest' });
    expect([found, total]).toEqual([ids.slice(1, 8).reverse(), 8]);
  });

  it('counts out what is deleted although its task has become a dead letter', async () => {
    const ids = await write('dead', 3);
    await person('author').delete('/v1/post', { id: ids[0] });
    const set = (state: string) =>
      community.app.get(PlatformDatabase).query(
        `update jobs.task set state = $1
            where tenant_role = $2 and kind = 'search.index-post' and payload ->> 'postId' = $3 returning id`,
        [state, community.tenant.role, String(ids[0])],
      );
    expect(await set('dead')).toHaveLength(1);
    const { ids: found, total } = await searches(community.guest, { query: 'dead', page_size: 1, sort: 'newest' });
    await set('ready');
    expect([found, total]).toEqual([[ids[2]], 2]);
  });

  it('looks at changes that wait to be mirrored as long as the mirror may be asked', async () => {
    const ids = await write('mirror', 3);
    await sql(`update post set deleted_at = now() where id = any ($1)`, [ids.slice(0, 2)]);
    await sql(
      `insert into cluster.search_change (kind, id, changed_at)
       select 'post', id, now() - age from unnest($1::bigint[], '{9 seconds,11 seconds}'::interval[]) as of (id, age)`,
      [ids.slice(0, 2)],
    );
    const { access } = await insideOf(community)(() => community.app.get(SearchAccessQueries).ofPosts(null));
    await sql(`delete from cluster.search_change where id = any ($1)`, [ids]);
    expect(access.without.filter((id) => ids.includes(id))).toEqual([ids[0]]);
  });

  it('takes no word for another one that is not there any more', async () => {
    const [first, second] = (await write('herring', 2)) as [Id, Id];
    const found = async () => {
      const { ids, data } = await searches(community.guest, { query: 'hrering', sort: 'newest' });
      return [ids, data['instead']];
    };
    expect(await found()).toEqual([[second, first], 'herring']);
    await sql(
      `update post set blocks = '[{"id": 0, "type": 2, "sort": 0, "content": "x"}]', tags = '{}' where id = $1`,
      [second],
    );
    expect(await found()).toEqual([[second, first], undefined]);
  });

  it('tells nothing of a post that is purged', async () => {
    const [gone, stays] = (await write('purged', 2)) as [Id, Id];
    await sql(`delete from post where id = $1`, [gone]);
    expect(await searches(community.guest, { query: 'purged' })).toMatchObject({ ids: [stays], total: 1 });
  });

  it('finds no member who is banned or hides, and no topic without posts', async () => {
    const [shy, bad] = [await community.member('quokkashy'), await community.member('quokkabad')];
    const last = await shy.posts('x', { tags: ['quokkas'] });
    await settle();
    const members = async () => (await searches(person('stranger'), { type: 'member', query: 'quokka' })).ids;
    const topics = async () => (await searches(person('stranger'), { type: 'topic', query: 'quokka' })).total;
    expect([(await members()).toSorted((one, other) => one - other), await topics()]).toEqual([[shy.id, bad.id], 1]);
    await keeper.post('/v1/admin/user/status', { id: bad.id, status: 2 });
    await shy.delete('/v1/post', { id: last.id });
    expect([await members(), (await searches(bad, { type: 'member', query: 'quokkab' })).total]).toEqual([[shy.id], 0]);
    await sql('update member set is_findable = false where id = $1', [shy.id]);
    await sql('update topic set quote_count = 0');
    expect([await members(), await topics()]).toEqual([[], 0]);
  });

  it('finds nobody with a block in between, but who is muted', async () => {
    const [one, other] = [await community.member('wombatone'), await community.member('wombatother')];
    await settle();
    const found = async (by: Person) => (await searches(by, { type: 'member', query: 'wombat' })).ids.length;
    await one.post('/v1/user/mute', { user_id: other.id });
    expect([await found(one), await found(other)]).toEqual([2, 2]);
    await one.post('/v1/user/block', { user_id: other.id });
    expect([await found(one), await found(other), await found(community.guest)]).toEqual([1, 1, 2]);
  });
}

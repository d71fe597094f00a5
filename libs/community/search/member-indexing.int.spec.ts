import { TenantDatabase } from '#kernel/database';
import { type DomainEvent, Outbox } from '#kernel/jobs';
import { MemberRegistered } from '#community/identity';
import { MemberRenamed } from '#community/members';
import { FollowersCounted } from '#community/relations';
import { behind } from '../../../test/support/behind.js';
import { indexed, insideOf } from '../../../test/support/indexed.js';
import { owner as firstOwner } from '../../../test/support/make-tenant.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('the index of members', () => {
  const community = useCommunity();
  const sql = behind(community);
  const search = indexed(community);
  const found = async (words: string, ...order: ['hot'?]) => {
    await community.settle();
    return search('member', words, { order: order[0] ?? 'relevance' });
  };
  const repeat = (...events: DomainEvent[]) =>
    insideOf(community)(() =>
      community.app
        .get(TenantDatabase)
        .transaction(async () => events.forEach((event) => community.app.get(Outbox).add(event))),
    );
  const rename = (who: Person, nickname: string) => who.post('/v1/user/nickname', { nickname });
  const want = (who: Person, findable: boolean) => who.post('/v1/user/findable', { findable });

  it('has the first owner from the beginning', async () => {
    const { id } = await community.owner();
    expect(await found(firstOwner.username)).toEqual([id]);
    expect(await found(`@${firstOwner.username}`)).toEqual([id]);
  });

  it('has who registers, by both names, and follows a new one', async () => {
    const heron = await community.member('heron');
    expect([await found('HERON'), await found('@heron')]).toEqual([[heron.id], [heron.id]]);
    await rename(heron, '苍鹭');
    expect([await found('heron'), await found('苍鹭')]).toEqual([[heron.id], [heron.id]]);
    await rename(heron, 'Wader');
    expect([await found('苍鹭'), await found('wader')]).toEqual([[], [heron.id]]);
  });

  it('is without who is banned or gone, as long as they are', async () => {
    const [owner, crow] = [await community.owner(), await community.member('crow')];
    const set = (status: number) => owner.post('/v1/admin/user/status', { id: crow.id, status });
    expect(await found('crow')).toEqual([crow.id]);
    await set(2);
    expect(await found('crow')).toEqual([]);
    await set(1);
    expect(await found('crow')).toEqual([crow.id]);
    await sql('update member set deleted_at = now(), revision = revision + 1 where id = $1', [crow.id]);
    await repeat(new MemberRegistered(crow.id));
    expect(await found('crow')).toEqual([]);
  });

  it('is without who wants it so, until they want it otherwise', async () => {
    const owl = await community.member('owl');
    const { id } = await owl.posts('hooting');
    for (let again = 0; again < 2; again += 1) {
      await want(owl, false);
      expect(await found('owl')).toEqual([]);
    }
    expect(await search('post', 'hooting owl')).toEqual([id]); // what they say is found as before
    for (let again = 0; again < 2; again += 1) {
      await want(owl, true);
      expect(await found('owl')).toEqual([owl.id]);
    }
  });

  it('has first whom most follow', async () => {
    const [swan, goose, ada] = [
      await community.member('birdswan'),
      await community.member('birdgoose'),
      await community.member('ada'),
    ];
    const act = (way: 'follow' | 'unfollow' | 'block', whom: Person) =>
      ada.post(`/v1/user/${way}`, { user_id: whom.id });
    const bird = async () => [await found('bird', 'hot'), (await sql(heat, [swan.id]))[0]!['heat'] as number];
    const heat = `select heat from search_document where kind = 'member' and id = $1`;
    expect(await bird()).toEqual([[goose.id, swan.id], 0]);
    await act('follow', swan);
    expect(await bird()).toEqual([[swan.id, goose.id], 1]);
    await act('unfollow', swan);
    expect(await bird()).toEqual([[goose.id, swan.id], 0]);
    await act('follow', swan);
    await act('block', swan);
    expect(await bird()).toEqual([[goose.id, swan.id], 0]);
  });

  it('is not turned back by events that come late or twice, and is nothing to a neighbour', async () => {
    const tern = await community.member('tern');
    await rename(tern, 'Sterna');
    await repeat(new MemberRegistered(tern.id), new FollowersCounted(tern.id), new MemberRenamed(tern.id));
    await repeat(new MemberRegistered(tern.id), new FollowersCounted(1_000_000));
    expect(await found('sterna')).toEqual([tern.id]);
    const neighbour = await community.neighbour();
    await neighbour.member('ternlet');
    await neighbour.settle();
    expect([await found('ternlet'), await indexed(neighbour)('member', 'ternlet')]).toEqual([[], [expect.any(Number)]]);
  });

  it('goes through all posts of who has a new name, a few hundred at a time', async () => {
    const [jay, ada] = [await community.member('jay'), await community.member('ada')];
    await sql(
      `insert into post (author_id, blocks, visibility, deleted_at)
       select case when number % 100 = 0 then $1::bigint else $2 end, '[{"type": 2, "content": "many"}]', 90,
              case when number % 10 = 1 then now() end
         from generate_series(1, 1300) number`,
      [ada.id, jay.id],
    );
    await rename(jay, 'Garrulus');
    await rename(jay, 'Glandarius');
    expect(await sql(`select distinct class from jobs.task where kind = 'search.index-posts-of'`)).toEqual([
      { class: 'index' },
    ]);
    await community.settle();
    const own = await sql('select id from post where author_id = $1 and deleted_at is null order by id desc', [jay.id]);
    expect(own).toHaveLength(1157);
    expect(await search('post', 'glandarius', { order: 'newest', limit: 2000 })).toHaveLength(own.length);
    expect(await search('post', 'garrulus')).toEqual([]);
    expect(await search('post', 'many ada')).toEqual([]); // nobody has told of those
  });
});

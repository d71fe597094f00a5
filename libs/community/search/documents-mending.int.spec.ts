import pg from 'pg';
import { TenantDatabase } from '#kernel/database';
import { behind } from '../../../test/support/behind.js';
import { indexed, insideOf } from '../../../test/support/indexed.js';
import { reconcile } from '../../../test/support/reconcile.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { SearchIndexingService } from './search-indexing.service.js';

describe('the index that is not what its rows come to', () => {
  const community = useCommunity();
  const sql = behind(community);
  const search = indexed(community);
  const tally = async () => {
    const { byKind, failed } = await reconcile(community);
    expect(failed).toBe(0);
    return byKind.search;
  };
  const documents = async () =>
    sql(`select kind, id, digest, terms::text, heat from search_document where kind <> 'word' order by kind, id`);

  beforeAll(async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    for (const number of [1, 2, 3]) await ada.posts(`mended ${number}`, { tags: [`mend${number}`] });
    const { id } = await bob.posts('thrown away');
    await bob.delete('/v1/post', { id });
    await bob.post('/v1/user/findable', { findable: false });
    await community.settle();
  });

  it('is right as it is', async () => {
    // three members, three topics, four posts; of those that can be found two, three, three; six words
    expect(await tally()).toEqual({ checked: 24, repaired: 0, failed: 0 });
  });

  it('is made right when it is empty, whatever the kind', async () => {
    const before = await documents();
    await sql('delete from search_document');
    expect(await tally()).toMatchObject({ repaired: 8 });
    const after = await documents();
    expect(after).toEqual(before.filter(({ digest }) => digest !== ''));
    expect(await tally()).toMatchObject({ repaired: 0 });
  });

  it('is made right when it says something else, or is ahead of what there is', async () => {
    const before = await documents();
    await sql(`update search_document set heat = heat + 1 where kind = 'member'`);
    await sql(`update search_document set revision = 1000000, digest = 'x', terms = 'x' where kind <> 'word'`);
    expect(await tally()).toMatchObject({ repaired: 8 });
    expect(await documents()).toEqual(before);
  });

  it('is made right when it finds what is gone, or never was', async () => {
    await sql(`update member set is_findable = false, revision = revision + 1 where username = 'ada'`);
    await sql(`update post set deleted_at = now(), revision = revision + 1 where id = (select min(id) from post)`);
    await sql(`update topic set quote_count = 0, revision = revision + 1 where key = 'mend1'`);
    await sql(`delete from post_topic where topic_id = (select id from topic where key = 'mend1')`);
    await sql(`update post set tags = '{}', tag_keys = '{}' where deleted_at is not null`);
    await sql(
      `insert into search_document (kind, id, revision, digest, author_id, visibility, is_top, created_at, active_at, heat, terms)
       select kind, 900000, 1, 'x', 1, 90, false, now(), now(), 0, terms from search_document where kind <> 'word' and id = 2`,
    );
    const { repaired } = await tally();
    expect(repaired).toBe(6);
    expect(await sql(`select kind from search_document where id = 900000`)).toEqual([]);
    expect([await search('member', 'ada'), await search('topic', 'mend1')]).toEqual([[], []]);
    expect(await tally()).toMatchObject({ repaired: 0 });
  });

  it('is left to the tasks that are going to see to it', async () => {
    const cat = await community.member('catalina');
    const { id } = await cat.posts('awaited', { tags: ['awaited'] });
    await community.settle();
    await sql(`delete from search_document where id = $1 and kind = 'post'`, [id]);
    await sql(`delete from search_document where id = $1 and kind = 'member'`, [cat.id]);
    await sql(`delete from search_document where kind = 'topic' and terms <> ''`);
    await sql(`insert into jobs.task (kind, class, payload, run_after, is_later)
      select task.kind, 'index', task.payload::jsonb, now() + interval '1 hour', true
        from (values ('search.index-post', '{"postId": ${id}}'), ('search.index-member', '{"memberId": ${cat.id}}'),
                     ('search.index-topics', '{"topicIds": [1, 2, 3, 4, 5, 6]}')) as task (kind, payload)`);
    expect(await tally()).toMatchObject({ repaired: 0 });
    await sql(`delete from jobs.task where is_later`);
    expect((await tally()).repaired).toBeGreaterThan(2);
    expect([await search('post', 'awaited'), await search('member', 'catalina')]).toEqual([[id], [cat.id]]);
  });

  it('is read by one statement, and written by one or two more and one for the words, however many documents there are', async () => {
    const indexing = community.app.get(SearchIndexingService);
    const statements = async (kind: 'post' | 'member' | 'topic', ids: number[]) => {
      const query = jest.spyOn(pg.Client.prototype, 'query');
      await insideOf(community)(() =>
        community.app.get(TenantDatabase).transaction(() => indexing.indexAll(kind, ids)),
      );
      const sent = query.mock.calls.map(([first]) => JSON.stringify(first) ?? '');
      query.mockRestore();
      return sent.filter((text) => /from (post|member|topic) r|into search_document/.test(text)).length;
    };
    const [{ ids }] = (await sql('select array_agg(id) as ids from post')) as [{ ids: number[] }];
    expect(await statements('post', ids)).toBe(4); // some are gone
    expect(await statements('post', ids.slice(1, 2))).toBe(3);
    expect(await statements('member', [1, 2, 3])).toBe(4);
    expect(await statements('topic', [])).toBe(0);
    expect(await statements('post', [1_000_000])).toBe(1);
  });
});

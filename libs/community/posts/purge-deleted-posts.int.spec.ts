import { behind } from '../../../test/support/behind.js';
import { comesDue } from '../../../test/support/comes-due.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('what a deleted post leaves behind', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });
  const purge = () => comesDue(community, 'posts.purge-deleted');
  const deleted = async (ago: string, tags: string[] = []) => {
    const { id } = await ada.posts(`Deleted ${ago} ago ${tags.join()}`, { tags });
    await ada.delete('/v1/post', { id });
    await sql('update post set deleted_at = now() - $2::interval where id = $1', [id, ago]);
    return id;
  };
  const rows = async (ids: number[]) =>
    (await sql('select id from post where id = any($1) order by id', [ids])).map(({ id }) => id as number);
  const documents = async (ids: number[]) =>
    (await sql(`select id from search_document where kind = 'post' and id = any($1) order by id`, [ids])).map(
      ({ id }) => id as number,
    );

  it('goes after a week, with what the index keeps of it, and nothing younger does', async () => {
    const [old, young] = [await deleted('169 hours', ['a']), await deleted('167 hours', ['a'])];
    const { id: live } = await ada.posts('Lives', { tags: ['a'] });
    await sql(`update post set created_at = now() - interval '30 days' where id = $1`, [live]);
    await community.settle();
    expect(await documents([old, young, live])).toEqual([old, young, live]);
    await purge();
    expect(await rows([old, young, live])).toEqual([young, live]);
    expect(await documents([old, young, live])).toEqual([young, live]);
    await expect(community.guest.get(`/v1/post?id=${old}`)).rejects.toMatchObject({ code: 30003 });
    expect(await community.guest.get(`/v1/post?id=${live}`)).toMatchObject({ id: live });
    expect(await sql(`select quote_count as count from topic where key = 'a'`)).toEqual([{ count: 1 }]);
  });

  it('stays as long as it still counts for a topic', async () => {
    const { id } = await ada.posts('Counts', { tags: ['b'] });
    await community.settle();
    await ada.delete('/v1/post', { id });
    await sql(`update post set deleted_at = now() - interval '8 days' where id = $1`, [id]);
    await sql(`delete from jobs.task where kind = 'posts.count-post-topics'`); // as if it were among the dead letters
    await purge();
    expect(await rows([id])).toEqual([id]);
    await sql(
      `with gone as (delete from post_topic where post_id = $1 returning topic_id)
               update topic set quote_count = quote_count - 1 from gone where topic.id = gone.topic_id`,
      [id],
    );
    await purge();
    expect(await rows([id])).toEqual([]);
  });

  it('takes a document with it that no task has removed', async () => {
    const { id } = await ada.posts('Forgotten herons');
    await community.settle();
    await ada.delete('/v1/post', { id });
    await sql(`update post set deleted_at = now() - interval '8 days' where id = $1`, [id]);
    await sql(`delete from jobs.task where kind = 'search.index-post'`);
    await purge();
    expect(await documents([id])).toEqual([]);
  });

  it('goes however much it is, a part at a time', async () => {
    await sql(
      `insert into post (author_id, blocks, visibility, deleted_at)
       select $1, '[]', 90, now() - interval '8 days' from generate_series(1, 10500)`,
      [ada.id],
    );
    const { id } = await ada.posts('The last one');
    await purge();
    const [count] = await sql(`select count(*) as count from post where deleted_at < now() - interval '7 days'`);
    expect(count).toEqual({ count: 0 });
    expect(await rows([id])).toEqual([id]);
    const [tasks] = await sql('select count(*) as count from jobs.task where tenant_role = current_user');
    expect(tasks).toEqual({ count: 0 });
  });
});

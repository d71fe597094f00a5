import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MediaUrls } from '#community/media';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('what is left of comments that are taken away', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, work);
  const sql = (text: string, values: unknown[] = []) =>
    inside(() => community.app.get(TenantDatabase).query(text, values));
  const people = () => Promise.all(['ada', 'bob'].map((name) => community.member(name))) as Promise<[Person, Person]>;

  /** As if they had uploaded it. */
  const file = async ({ id }: Person, name: string): Promise<string> => {
    const url = await inside(async () => `${community.app.get(MediaUrls).base()}image/${name}.png`);
    const key = await inside(async () => community.app.get(MediaUrls).keyOf(url));
    await sql(`insert into media_object (owner_id, key, kind, content_type, size) values ($1, $2, 1, 'image/png', 1)`, [
      id,
      key,
    ]);
    return url;
  };
  const comments = (person: Person, postId: number, ...urls: string[]) =>
    person.post('/v1/post/comment', {
      post_id: postId,
      contents: [{ type: 2, sort: 100, content: 'look' }, ...urls.map((content) => ({ type: 3, sort: 101, content }))],
      users: [],
    });
  const uses = (id: unknown) =>
    sql(
      `select o.key, u.block_id as block from media_use u join media_object o on o.id = u.object_id
        where u.subject = 'comment' and u.subject_id = $1 order by u.block_id`,
      [id],
    );
  const votes = async (id: unknown) => (await sql('select from comment_vote where comment_id = $1', [id])).length;

  it('keeps the files of a comment as long as it is there', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('Nr 1');
    const [one, two] = [await file(bob, 'one'), await file(bob, 'two')];
    const [first, again] = [await comments(bob, postId, one, two), await comments(bob, postId, one)];
    const { list } = (await ada.get(`/v1/post/comments?id=${postId}`)) as { list: Data[] };
    const blocks = (list[0]!['contents'] as Data[]).slice(1);
    expect(blocks.map(({ content }) => content)).toEqual([one, two]);
    expect(await uses(first['id'])).toMatchObject(blocks.map(({ id: block }) => ({ block })));
    await bob.delete('/v1/post/comment', { id: first['id'] });
    expect(await uses(first['id'])).toEqual([]);
    expect(await uses(again['id'])).toHaveLength(1);
    await community.settle();
    expect(await sql('select key from media_object order by id')).toMatchObject([
      { key: expect.stringContaining('one.png') as string },
    ]);
  });

  it('refuses the file of somebody else, and changes nothing', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('Nr 2');
    const theirs = await file(ada, 'theirs');
    await expect(comments(bob, postId, theirs)).rejects.toMatchObject({ code: 40002, status: 400 });
    expect(await ada.get(`/v1/post?id=${postId}`)).toMatchObject({ comment_count: 0 });
    expect(await sql('select from comment where post_id = $1', [postId])).toEqual([]);
  });

  it('is a row that says nothing, without votes, whoever votes at the same time', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('Nr 3');
    const { id } = await bob.comments(postId, 'gone');
    const reply = await ada.post('/v1/post/comment/reply', { comment_id: id, content: 'gone too' });
    const fans = await Promise.all(Array.from({ length: 6 }, (_, index) => community.member(`fan${index}`)));
    const vote = (person: Person) =>
      person.post('/v1/tweet/reply/thumbsup', { tweet_id: postId, comment_id: id, reply_id: reply['id'] });
    await ada.post('/v1/tweet/comment/thumbsdown', { tweet_id: postId, comment_id: id });
    const outcomes = await Promise.allSettled([
      ...fans.slice(0, 3).map(vote),
      bob.delete('/v1/post/comment', { id }),
      ...fans.slice(3).map(vote),
    ]);
    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Data);
    for (const { code } of refusals) expect(code).toBe(90103);
    expect([await votes(id), await votes(reply['id'])]).toEqual([0, 0]);
    const left = await sql(
      'select blocks, up_count, down_count, reply_count, deleted_at is null as live from comment where post_id = $1',
      [postId],
    );
    expect(left).toEqual(Array(2).fill({ blocks: [], up_count: 0, down_count: 0, reply_count: 0, live: false }));
  });
});

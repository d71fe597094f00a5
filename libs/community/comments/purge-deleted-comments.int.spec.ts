import { behind } from '../../../test/support/behind.js';
import { comesDue } from '../../../test/support/comes-due.js';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('what deleted comments leave behind', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  let bob: Person;
  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });
  const purge = () => comesDue(community, 'comments.purge-deleted');
  const reply = async (commentId: number, content: string) =>
    (await ada.post('/v1/post/comment/reply', { comment_id: commentId, content, at_user_id: 0 }))['id'] as number;
  const ageBy = (ago: string, ...ids: number[]) =>
    sql('update comment set deleted_at = now() - $2::interval where id = any($1)', [ids, ago]);
  const rows = async (ids: number[]) =>
    (await sql('select id from comment where id = any($1) order by id', [ids])).map(({ id }) => id as number);

  it('goes after a week, replies with their comment and alone, and nothing younger or alive does', async () => {
    const { id: post } = await ada.posts('A question');
    const [old, young, live] = [
      await bob.comments(post, 'old'),
      await bob.comments(post, 'young'),
      await bob.comments(post, 'live'),
    ].map(({ id }) => id) as [number, number, number];
    const [below, alone, kept] = [await reply(old, 'below'), await reply(live, 'alone'), await reply(live, 'kept')];
    for (const id of [old, young]) await bob.delete('/v1/post/comment', { id });
    await ada.delete('/v1/post/comment/reply', { id: alone });
    await ageBy('169 hours', old, below, alone);
    await ageBy('167 hours', young);
    const shown = async () => (await ada.get(`/v1/post/comments?id=${post}`)) as { list: Data[] };
    const [before, messages] = [await shown(), await ada.messages()];
    await purge();
    expect(await rows([old, young, live, below, alone, kept])).toEqual([young, live, kept]);
    expect(await shown()).toEqual(before);
    expect(before.list).toMatchObject([{ id: live, replies: [{ id: kept }] }]);
    expect((await ada.messages()).length).toBeGreaterThanOrEqual(messages.length);
    expect(await sql('select comment_count as count from post where id = $1', [post])).toEqual([{ count: 2 }]);
  });

  it('goes however much it is, a part at a time', async () => {
    const { id: post } = await ada.posts('Another question');
    await sql(
      `insert into comment (post_id, author_id, blocks, deleted_at)
       select $1, $2, '[]', now() - interval '8 days' from generate_series(1, 10500)`,
      [post, bob.id],
    );
    const { id } = await bob.comments(post, 'The last one');
    await purge();
    const left = await sql('select id from comment where post_id = $1', [post]);
    expect(left).toEqual([{ id }]);
  });
});

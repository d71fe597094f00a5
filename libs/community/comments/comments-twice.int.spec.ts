import { Outbox } from '#kernel/jobs';
import { behind } from '../../../test/support/behind.js';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('a comment or reply that is sent twice', () => {
  const community = useCommunity();
  const sql = behind(community);
  const people = () => Promise.all(['ada', 'bob'].map((name) => community.member(name))) as Promise<[Person, Person]>;
  const reply = (person: Person, commentId: unknown, content: string, at = 0) =>
    person.post('/v1/post/comment/reply', { comment_id: commentId, content, at_user_id: at });
  const count = async (postId: number) => (await community.guest.get(`/v1/post?id=${postId}`))['comment_count'];
  const tenTimes = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, work));
  const one = <T>(values: T[]): T => {
    for (const value of values) expect(value).toEqual(values[0]);
    return values[0]!;
  };

  it('is one, and is told once', async () => {
    const [ada, bob] = await people();
    const { id } = await ada.posts('twice');
    const told = jest.spyOn(community.app.get(Outbox), 'add');
    const comment = one(await tenTimes(() => bob.comments(id, 'nice', ['ada'])));
    expect(await count(id)).toBe(1);
    const answer = one(await tenTimes(() => reply(ada, comment.id, 'thanks', bob.id)));
    expect(answer).toMatchObject({ at_user_id: bob.id });
    expect(await count(id)).toBe(2);
    expect(told.mock.calls.map(([{ constructor }]) => constructor.name)).toEqual([
      'CommentPublished',
      'ReplyPublished',
    ]);
    told.mockRestore();
    const { list } = (await ada.get(`/v1/post/comments?id=${id}`)) as { list: Data[] };
    expect(list).toMatchObject([{ id: comment.id, reply_count: 1, replies: [{ id: answer['id'] }] }]);
  });

  it('is another one with another text, to somebody else, elsewhere, by somebody else, or later', async () => {
    const [ada, bob] = await people();
    const [post, other] = [await ada.posts('one'), await ada.posts('other')];
    const first = await bob.comments(post.id, 'x');
    const second = await ada.comments(post.id, 'x');
    await bob.comments(other.id, 'x');
    await bob.comments(post.id, 'x!');
    expect(await count(post.id)).toBe(3);
    for (const [person, to, text, at] of [
      [bob, first, 'x', 0],
      [bob, first, 'y', 0],
      [bob, first, 'x', ada.id],
      [bob, second, 'x', 0],
      [ada, first, 'x', 0],
    ] as const)
      await reply(person, to.id, text, at);
    expect(await count(post.id)).toBe(8);
    await sql(`update comment set created_at = created_at - interval '6 seconds'`);
    await bob.comments(post.id, 'x');
    await reply(bob, first.id, 'x');
    expect(await count(post.id)).toBe(10);
  });

  it('is known by its Idempotency-Key for a day, in which the key takes nothing else', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('keys');
    const send = async (url: string, body: object, key: string) => {
      const { body: answer } = await bob.request('POST', url, body, { 'idempotency-key': key });
      const { data, error } = JSON.parse(answer) as { data?: Data; error?: string };
      return data?.['id'] ?? error;
    };
    const comment = (content: string, key: string) =>
      send('/v1/post/comment', { post_id: postId, contents: [{ type: 2, sort: 1, content }], users: [] }, key);
    const id = await comment('x', 'one');
    await sql(`update comment set created_at = created_at - interval '23 hours'`);
    expect(await comment('x', 'one')).toBe(id);
    expect(await comment('x, that is y', 'one')).toBe('request.key-reused');
    expect(await comment('x', 'two')).not.toBe(id);
    const answer = (key: string, content: string) => send('/v1/post/comment/reply', { comment_id: id, content }, key);
    expect(await answer('three', 'x')).toBe(await answer('three', 'x'));
    expect(await answer('three', 'y')).toBe('request.key-reused');
    expect(await count(postId)).toBe(3);
    await sql(`update comment set created_at = created_at - interval '1 day'`);
    expect(await comment('x', 'one')).not.toBe(id);
  });

  it('is another one when the first was taken away', async () => {
    const [ada, bob] = await people();
    const { id: postId } = await ada.posts('again');
    const { id } = await bob.comments(postId, 'oops');
    await bob.delete('/v1/post/comment', { id });
    expect((await bob.comments(postId, 'oops')).id).not.toBe(id);
    expect(await count(postId)).toBe(1);
  });
});

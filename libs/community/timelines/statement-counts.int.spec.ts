import pg from 'pg';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

/** Statements of a route, without the opening of its unit, COMMIT, the token's, which is remembered, and a new connection's. */
describe('the statements that a route takes', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let postId: number;

  const during = async (work: () => Promise<unknown>): Promise<number> => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
    query.mockRestore();
    const own = (text: string) =>
      !/^(BEGIN;|COMMIT|ROLLBACK)|jobs\.|platform\.|cluster\.|pg_notify|left join session|current_setting/.test(text);
    return sent.filter(own).length;
  };

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    for (let index = 0; index < 12; index += 1) postId = (await ada.posts(`Nr ${index}`, { tags: ['x'] })).id;
    await ada.posts('warm', { tags: ['x'] });
  });

  it('that reads is one, also with a total, and one more for a total behind the end', async () => {
    expect(await during(() => bob.get(`/v1/post?id=${postId}`))).toBe(1);
    expect(await during(() => bob.get(`/v1/post/comments?id=${postId}`))).toBe(1);
    expect(await during(() => bob.get(`/v1/post/star?id=${postId}`))).toBe(1);
    for (const query of ['style=newest', 'style=following', 'query=x&type=tag', 'style=newest&page=2', 'style=hots'])
      expect(await during(() => ada.get(`/v1/posts?${query}`))).toBe(1);
    expect(await during(() => ada.get(`/v1/posts?query=nothing&type=tag&page=5`))).toBe(2);
  });

  it('that writes are few, and do not grow with what is written', async () => {
    const block = (count: number) => Array.from({ length: count }, (_, sort) => ({ content: 'x', type: 2, sort }));
    const post = (contents: object[], users: string[]) => ada.post('/v1/post', { contents, tags: ['a', 'b'], users });
    expect(await during(() => post(block(1), []))).toBe(3);
    expect(await during(() => post(block(50), ['bob', 'nobody']))).toBe(4);
    expect(await during(() => bob.post('/v1/post/star', { id: postId }))).toBe(2);
    let comment: Data = {};
    let reply: Data = {};
    const comments = async () => (comment = await bob.comments(postId, 'x'));
    const replies = async () =>
      (reply = await bob.post('/v1/post/comment/reply', {
        comment_id: comment['id'],
        content: 'x',
        at_user_id: ada.id,
      }));
    expect(await during(comments)).toBe(3);
    expect(await during(replies)).toBe(5);
    const vote = { tweet_id: postId, comment_id: comment['id'] };
    expect(await during(() => ada.post('/v1/tweet/comment/thumbsup', vote))).toBe(3);
    expect(await during(() => bob.delete('/v1/post/comment/reply', { id: reply['id'] }))).toBe(6);
    expect(await during(() => bob.delete('/v1/post/comment', { id: comment['id'] }))).toBe(5);
  });

  it('that writes to a post not for everybody are no more', async () => {
    const { id } = await ada.posts('followers', { visibility: 3 });
    await bob.post('/v1/user/follow', { user_id: ada.id });
    expect(await during(() => bob.post('/v1/post/star', { id }))).toBe(2);
    expect(await during(() => bob.comments(id, 'x'))).toBe(3);
    expect(await during(() => ada.comments(id, 'x'))).toBe(3);
  });
});

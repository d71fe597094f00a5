import pg from 'pg';
import { Clusters, TenantDatabase } from '#kernel/database';
import type { Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

/** Statements of a route, without the opening of its unit, COMMIT, the token's, which is remembered, a new connection's, and the listener's. */
describe('the statements that a route takes', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let postId: number;

  /** As if somebody had written something: no answer is at hand any more. */
  const forgetAnswers = async (): Promise<void> => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host)) as Tenant;
    community.app.get(Clusters).writes.tell({ tenant, tables: ['post'] });
  };
  const anew = async (work: () => Promise<unknown>): Promise<number> => {
    await forgetAnswers();
    return during(work);
  };
  const during = async (work: () => Promise<unknown>): Promise<number> => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
    query.mockRestore();
    const own = (text: string) =>
      text.includes('cluster.search_change') || // asks, among other things, what is not indexed yet
      !/^(BEGIN;|COMMIT|ROLLBACK)|jobs\.|platform\.|cluster\.|pg_notify|left join session|current_setting|from setting|^select 1$/.test(
        text,
      );
    return sent.filter(own).length;
  };

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    for (let index = 0; index < 12; index += 1) postId = (await ada.posts(`Nr ${index}`, { tags: ['x'] })).id;
    await ada.posts('warm', { tags: ['x'] });
    for (const person of [ada, bob]) await person.get('/v1/posts?style=newest'); // whom they follow is known from now on
  });

  it('that reads is one, also with a total, and behind the end', async () => {
    expect(await during(() => bob.get(`/v1/post?id=${postId}`))).toBe(1);
    expect(await during(() => bob.get(`/v1/post/comments?id=${postId}`))).toBe(1);
    expect(await during(() => bob.get(`/v1/post/star?id=${postId}`))).toBe(1);
    for (const query of ['style=newest', 'style=following', 'query=x&type=tag', 'style=newest&page=2', 'style=hots']) {
      expect(await anew(() => ada.get(`/v1/posts?${query}`))).toBeLessThanOrEqual(2); // one more for cards that are missing
      expect(await anew(() => ada.get(`/v1/posts?${query}`))).toBe(1);
    }
    expect(await during(() => ada.get(`/v1/posts?query=nothing&type=tag&page=5`))).toBe(1);
  });

  it('that lists posts does not grow with the page, nor with who is hidden from the member', async () => {
    const lists: [string, number][] = [
      ...['newest', 'hots', 'following'].map((style): [string, number] => [`/v1/posts?style=${style}`, 1]),
      ['/v1/posts?query=x&type=tag', 1],
      ['/v1/posts?query=Nr', 3], // whom to leave out, the index, the cards
      ...['post', 'comment', 'highlight', 'media', 'star'].map((style): [string, number] => [
        `/v1/user/posts?username=ada&style=${style}`,
        2, // one for the name
      ]),
      ['/v1/user/stars?x=', 1],
      ['/v1/user/collections?x=', 1],
      [`/v1/post/comments?id=${postId}`, 1],
    ];
    const cleo = await community.member('cleo');
    for (const person of [bob, cleo]) {
      for (let id = postId - 5; id <= postId; id += 1) {
        await person.post('/v1/post/star', { id });
        await person.post('/v1/post/collection', { id });
        await person.comments(id, 'in a list');
      }
      await ada.post('/v1/post/star', { id: postId });
    }
    await bob.post('/v1/user/mute', { user_id: cleo.id });
    await community.settle();
    for (const person of [ada, bob]) await person.get('/v1/posts?style=newest');
    for (const [list, statements] of lists)
      for (const person of [ada, bob])
        for (const size of [100, 20, 1]) {
          if (size === 100) await person.get(`${list}&page_size=${size}`); // from then on the cards are at hand
          expect([list, size, await anew(() => person.get(`${list}&page_size=${size}`))]).toEqual([
            list,
            size,
            statements,
          ]);
        }
  });

  it('that lists posts for a guest is one, which need not count again', async () => {
    await community.guest.get('/v1/posts?style=newest');
    await forgetAnswers();
    const query = jest.spyOn(community.app.get(TenantDatabase), 'query');
    for (const size of [1, 20, 100]) await community.guest.get(`/v1/posts?style=newest&page_size=${size}`);
    const sent = query.mock.calls.map(([text]) => text);
    query.mockRestore();
    expect(sent).toHaveLength(3);
    for (const text of sent) expect(text).not.toMatch(/relation|count\(\*\)/);
  });

  it('that lists what all see alike is none, until something is written', async () => {
    const list = '/v1/posts?style=newest&page_size=7';
    const all = [community.guest, ada, bob];
    for (const person of all) await person.get(list);
    expect(await during(() => Promise.all([community.guest, ada].map((person) => person.get(list))))).toBe(0);
    await bob.comments(postId, 'news');
    expect(await during(() => Promise.all([community.guest, ada].map((person) => person.get(list))))).toBe(2); // and the one card
    await bob.post('/v1/user/nickname', { nickname: 'Bob' }); // who wrote none of them
    expect(await during(() => Promise.all([community.guest, ada].map((person) => person.get(list))))).toBe(1);
  });

  it('that lists posts which quote others is one more, however many do', async () => {
    const cleo = await community.member('cleo');
    for (let id = postId - 5; id <= postId; id += 1) await cleo.post('/v1/post/repost', { id });
    for (const size of [100, 20, 1]) {
      const lists = [`/v1/posts?style=newest&page_size=${size}`, `/v1/user/posts?username=cleo&page_size=${size}`];
      expect(await anew(() => ada.get(lists[0]!))).toBe(size === 100 ? 2 : 1);
      expect(await anew(() => ada.get(lists[1]!))).toBe(size === 100 ? 3 : 2);
    }
    const { list } = (await ada.get('/v1/user/posts?username=cleo')) as { list: Data[] };
    expect(list.map(({ quoted }) => (quoted as Data)['user'])).toMatchObject(Array(6).fill({ username: 'ada' }));
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

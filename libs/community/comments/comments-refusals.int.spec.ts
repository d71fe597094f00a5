import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';

const text = { content: 'x', type: 2, sort: 1 };
const nested = (depth: number): unknown => (depth ? [nested(depth - 1)] : 'x');
const badIds: unknown[] = [undefined, null, 0, -1, 1.5, '1', [1], {}, true, 1e300, 2 ** 53];

describe('what comments refuse', () => {
  const community = useCommunity();
  const sql = async (statement: string) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(statement));
  };
  const state = () =>
    sql(`select (select count(*) from comment) comments, (select sum(comment_count) from post) counted,
                (select sum(reply_count) from comment) replies, (select count(*) from comment_vote) votes`);

  const refuses = async (method: 'POST' | 'DELETE', url: string, body: unknown, code: number): Promise<void> => {
    const ada = await community.member('ada');
    const before = await state();
    const answer = await ada.request(method, url, body);
    expect(JSON.parse(answer.body)).toMatchObject({ code });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await state()).toEqual(before);
  };

  let made = 0;
  const target = async () => {
    const ada = await community.member('ada');
    const { id: postId } = await ada.posts(`Nr ${(made += 1)}`);
    return { postId, commentId: (await ada.comments(postId, 'x')).id };
  };

  it.each<[string, Record<string, unknown>, number]>([
    ['no contents', { contents: undefined }, 10001],
    ['contents an object', { contents: {} }, 10001],
    ['contents empty', { contents: [] }, 10001],
    ['no users', { users: undefined }, 10001],
    ['users a text', { users: 'bob' }, 10001],
    ['a picture only', { contents: [{ ...text, type: 3, content: 'https://x.org/a.png' }] }, 40002],
    ['a foreign picture', { contents: [text, { ...text, type: 3, content: 'https://x.org/a.png' }] }, 40002],
    ['a film', { contents: [text, { ...text, type: 4, content: 'https://x.org/a.mp4' }] }, 10001],
    ['an attachment', { contents: [text, { ...text, type: 7, content: 'https://x.org/a.zip' }] }, 10001],
    ['a sold attachment', { contents: [text, { ...text, type: 8, content: 'https://x.org/a.zip' }] }, 10001],
    ['too much text', { contents: [{ ...text, content: '鹭'.repeat(1001) }] }, 10001],
    ['ten thousand blocks', { contents: Array.from({ length: 10_000 }, () => text) }, 10001],
    ['deep nesting', { contents: nested(1000) }, 10001],
    ['a NUL', { contents: [{ ...text, content: '\u0000' }] }, 10001],
    ['half a character', { contents: [{ ...text, content: '\ud83d' }] }, 10001],
  ])('a comment with %s', async (_, change, code) => {
    const { postId } = await target();
    await refuses('POST', '/v1/post/comment', { post_id: postId, contents: [text], users: [], ...change }, code);
  });

  it.each(badIds.map((id) => [id]))('the id %j, wherever there is one', async (id) => {
    const { postId, commentId } = await target();
    await refuses('POST', '/v1/post/comment', { post_id: id, contents: [text], users: [] }, 10001);
    await refuses('POST', '/v1/post/comment/reply', { comment_id: id, content: 'x' }, 10001);
    await refuses('POST', '/v1/post/comment/highlight', { id }, 10001);
    await refuses('DELETE', '/v1/post/comment', { id }, 10001);
    await refuses('DELETE', '/v1/post/comment/reply', { id }, 10001);
    for (const way of ['thumbsup', 'thumbsdown']) {
      await refuses('POST', `/v1/tweet/comment/${way}`, { tweet_id: id, comment_id: commentId }, 10001);
      await refuses('POST', `/v1/tweet/comment/${way}`, { tweet_id: postId, comment_id: id }, 10001);
      await refuses('POST', `/v1/tweet/reply/${way}`, { tweet_id: postId, comment_id: commentId, reply_id: id }, 10001);
    }
  });

  it.each<[string, Record<string, unknown>]>([
    ['no content', { content: undefined }],
    ['content null', { content: null }],
    ['content empty', { content: '' }],
    ['blanks', { content: ' \n　' }],
    ['content a number', { content: 1 }],
    ['content a list', { content: ['x'] }],
    ['too much text', { content: 'x'.repeat(1001) }],
    ['far too much', { content: '🐦'.repeat(60_000) }],
    ['a NUL', { content: 'a\u0000' }],
    ['half a character', { content: '\udc00' }],
    ['a name as text', { at_user_id: 'bob' }],
    ['half a name', { at_user_id: 0.5 }],
    ['no number at all', { at_user_id: 1e300 }],
    ['a number too large', { at_user_id: 2 ** 53 }],
    ['a list of names', { at_user_id: [1] }],
  ])('a reply with %s', async (_, change) => {
    const { commentId } = await target();
    await refuses('POST', '/v1/post/comment/reply', { comment_id: commentId, content: 'x', ...change }, 10001);
  });

  it.each([-1, 0, 999_999, Number.MIN_SAFE_INTEGER, null])('nobody when a reply is addressed to %s', async (at) => {
    const ada = await community.member('ada');
    const { commentId } = await target();
    const body = { comment_id: commentId, content: 'x', at_user_id: at };
    expect(await ada.post('/v1/post/comment/reply', body)).toMatchObject({ at_user_id: 0 });
  });

  it('what is not there', async () => {
    await target();
    await refuses('POST', '/v1/post/comment', { post_id: 999_999, contents: [text], users: [] }, 30003);
    await refuses('POST', '/v1/post/comment/reply', { comment_id: 999_999, content: 'x' }, 40005);
    await refuses('POST', '/v1/post/comment/highlight', { id: 999_999 }, 40009);
    await refuses('DELETE', '/v1/post/comment', { id: 999_999 }, 40003);
    await refuses('DELETE', '/v1/post/comment/reply', { id: 999_999 }, 40006);
  });

  it.each(['', 'id=0', 'id=-1', 'id=abc', 'id=99999999999999999999', 'id=1&id=2', 'id=%00'])(
    'a list by %p',
    async (query) => {
      await expect(community.guest.get(`/v1/post/comments?${query}`)).rejects.toMatchObject({
        code: 10001,
        status: 400,
      });
    },
  );

  it('no page, however odd', async () => {
    const { postId } = await target();
    for (const odd of ['page=0', 'page=-1', 'page=x', 'page_size=-5', 'page=1&page=2', 'style[]=hots', 'style=%27'])
      expect(await community.guest.get(`/v1/post/comments?id=${postId}&${odd}`)).toMatchObject({
        pager: { page: 1, page_size: 10 },
      });
    expect(await community.guest.get(`/v1/post/comments?id=${postId}&page_size=5000`)).toMatchObject({
      pager: { page_size: 100 },
    });
    expect(await community.guest.get(`/v1/post/comments?id=${postId}&page=99999999999`)).toMatchObject({
      list: [],
      pager: { total_rows: 1 },
    });
  });

  it('guests', async () => {
    for (const [method, url] of [
      ['POST', '/v1/post/comment'],
      ['DELETE', '/v1/post/comment'],
      ['POST', '/v1/post/comment/reply'],
      ['POST', '/v1/post/comment/highlight'],
      ['DELETE', '/v1/post/comment/reply'],
    ] as const)
      await expect(community.guest.call(method, url, { id: 1 })).rejects.toMatchObject({ code: 10005, status: 401 });
  });
});

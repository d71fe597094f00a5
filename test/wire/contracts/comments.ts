import { refusesOthersThanActive } from '../access.js';
import { type Contract, forbidden, invalid, keyReused, noPost } from '../contract.js';
import {
  anyComment,
  anyPost,
  anyReply,
  newText,
  nothing,
  people,
  type Said,
  seen,
  textBlock,
} from '../conversation.js';
import type { WireRoute } from '../routes.js';
import { comment, commentRow, page, replyRow, type Shape } from '../shapes.js';
import { commentIds, commentsOf, counted, talk } from '../talk.js';
import type { Refused, Wire } from '../wire.js';

type Open = () => Wire;

const missing = (code: number, error: string): Refused => ({ status: 404, code, error });
const locked = { status: 403, code: 103001, error: 'post.locked' } as const;
const blocked = { status: 403, code: 104001, error: 'relation.blocked' } as const;
const noReply = { status: 400, code: 40005, error: 'reply.not-published' } as const;

/** Comments and replies. */
export const comments: Contract = (wire) => {
  describe('GET /v1/post/comments', () => {
    styles(wire);
    reading(wire);
  });
  describe('POST /v1/post/comment', () => {
    commenting(wire);
    commentRefusals(wire);
  });
  describe('DELETE /v1/post/comment', () => uncommenting(wire));
  describe('POST /v1/post/comment/highlight', () => highlighting(wire));
  describe('POST /v1/post/comment/reply', () => {
    replying(wire);
    replyRefusals(wire);
  });
  describe('DELETE /v1/post/comment/reply', () => withdrawing(wire));
  refusesOthersThanActive(wire, [
    'POST /v1/post/comment',
    'DELETE /v1/post/comment',
    'POST /v1/post/comment/highlight',
    'POST /v1/post/comment/reply',
    'DELETE /v1/post/comment/reply',
  ]);
};

function styles(wire: Open): void {
  it('is in the order of each style, highlighted comments first', async () => {
    const { host, talker, postId, commentId: first } = await talk(wire());
    const { id: second } = await anyComment(talker, postId);
    const { id: third } = await anyComment(talker, postId);
    const { id: fourth } = await anyComment(talker, postId);
    await host.post('/v1/post/comment/highlight', { id: third });
    await host.post('/v1/tweet/comment/thumbsup', { tweet_id: postId, comment_id: second });
    await host.post('/v1/tweet/comment/thumbsdown', { tweet_id: postId, comment_id: fourth });
    for (const [style, expected] of [
      ['default', [third, first, second, fourth]],
      ['unheard', [third, first, second, fourth]],
      ['newest', [third, fourth, second, first]],
      ['hots', [third, second, first, fourth]],
    ] as const)
      expect([style, await commentIds(wire(), wire().guest, postId, style)]).toEqual([style, expected]);
  });
}

function reading(wire: Open): void {
  it('comes in pages of comments with all their replies, and is empty without a post', async () => {
    const { talker, third, postId, commentId, replyId } = await talk(wire());
    const later = await anyReply(third, commentId);
    await anyComment(talker, postId);
    const query = { id: postId, page: 1, page_size: 1 };
    const first = await wire().ok(wire().guest, 'GET /v1/post/comments', { query }, page(comment));
    expect(first).toMatchObject({
      list: [{ id: commentId, reply_count: 2, replies: [{ id: replyId }, { id: later.id }] }],
      pager: { page: 1, page_size: 1, total_rows: 2 },
    });
    expect(await commentsOf(wire(), wire().guest, nothing)).toMatchObject({ list: [], pager: { total_rows: 0 } });
    for (const id of ['', 0, 'x'])
      await wire().refused(wire().guest, 'GET /v1/post/comments', { query: { id } }, invalid);
  });

  it('is for those who may see the post', async () => {
    const { host, talker, postId, commentId } = await talk(wire());
    await host.post('/v1/post/visibility', { id: postId, visibility: 1 });
    for (const who of [wire().guest, talker])
      await wire().refused(who, 'GET /v1/post/comments', { query: { id: postId } }, forbidden);
    for (const who of [host, await wire().admin()]) expect(await commentIds(wire(), who, postId)).toEqual([commentId]);
  });
}

function commenting(wire: Open): void {
  it('answers the row of the comment, which all then read, and brings the post forward', async () => {
    const { host, talker, third } = await people(wire(), 'host', 'talker', 'third');
    const { id: postId } = await anyPost(host);
    const contents = [{ content: 'https://example.org/', type: 6, sort: 101 }, textBlock('Said <i>so</i>')];
    const body = { post_id: postId, contents, users: ['third', 'talker'] };
    const made = await wire().ok<Said>(talker, 'POST /v1/post/comment', { body }, commentRow);
    expect(made).toMatchObject({ post_id: postId, user_id: talker.id, reply_count: 0, thumbs_up_count: 0, is_del: 0 });
    const { list } = await commentsOf(wire(), wire().guest, postId);
    expect(list).toMatchObject([
      {
        id: made.id,
        user: { id: talker.id, username: 'talker' },
        contents: [
          { comment_id: made.id, user_id: talker.id, content: 'Said &lt;i>so&lt;/i>', type: 2, sort: 100 },
          { content: 'https://example.org/', type: 6, sort: 101 },
        ],
        ...{ replies: [], reply_count: 0, is_essence: 0, is_thumbs_up: 0, is_thumbs_down: 0 },
        created_on: made['created_on'],
      },
    ]);
    const { comment_count, latest_replied_on } = await seen(wire(), third, postId);
    expect([comment_count, latest_replied_on]).toEqual([1, made['created_on']]);
    await wire().settle();
    for (const told of [host, third])
      expect(await told.messages()).toContainEqual(expect.objectContaining({ type: 2, comment_id: made.id }));
    expect((await talker.messages()).some(({ comment_id }) => comment_id === made.id)).toBe(false);
  });
}

function commentRefusals(wire: Open): void {
  it('takes a key for one comment', async () => {
    const { host } = await people(wire(), 'host');
    const { id: post_id } = await anyPost(host);
    const saying = (text: string) => ({ post_id, contents: [textBlock(text)], users: [] });
    await refusesUsedKey(wire(), 'POST /v1/post/comment', commentRow, [saying('This'), saying('That')]);
  });

  it('refuses what posts or comments do not take', async () => {
    const { host, talker } = await people(wire(), 'host', 'talker');
    const refuses = async (post_id: number, refusal: Refused, contents: object[] = [textBlock()]) => {
      const body = { post_id, contents, users: [] };
      await wire().refused(talker, 'POST /v1/post/comment', { body }, refusal);
    };
    const { id } = await anyPost(host);
    const file = { content: 'https://elsewhere.example/a.png', type: 3, sort: 101 };
    await refuses(id, invalid, []);
    await refuses(id, invalid, [{ ...file, type: 4 }]);
    await refuses(id, { status: 400, code: 40002, error: 'comment.not-published' }, [textBlock(), file]);
    await refuses(nothing, noPost);
    await refuses((await anyPost(host, { visibility: 2 })).id, forbidden);
    const most = { 'app.max_comment_count': 1 };
    await anyComment(talker, id);
    await wire().where(most, { 'app.max_comment_count': 1000 }, () =>
      refuses(id, { status: 409, code: 40007, error: 'comment.too-many' }),
    );
    await host.post('/v1/post/lock', { id });
    await refuses(id, locked);
    expect(await counted(wire(), id)).toBe(1);
  });
}

/** The same request twice makes one; other words under a key that was used make none. */
async function refusesUsedKey(wire: Wire, route: WireRoute, shape: Shape, [body, other]: [object, object]) {
  const { talker } = await people(wire, 'talker');
  const headers = { 'idempotency-key': 'a key' };
  const made = await wire.ok(talker, route, { body, headers }, shape);
  expect(await wire.ok(talker, route, { body, headers }, shape)).toEqual(made);
  await wire.refused(talker, route, { body: other, headers }, keyReused);
}

function uncommenting(wire: Open): void {
  const route = 'DELETE /v1/post/comment';
  const gone = missing(40003, 'comment.not-found');

  it('takes the comment and its replies from everybody, and counts them out', async () => {
    const { host, talker, third, postId, commentId, replyId } = await talk(wire());
    await wire().refused(third, route, { body: { id: commentId } }, forbidden);
    expect(await counted(wire(), postId)).toBe(2);
    await wire().ok(talker, route, { body: { id: commentId } });
    expect([await commentIds(wire(), host, postId), await counted(wire(), postId)]).toEqual([[], 0]);
    for (const id of [commentId, replyId, nothing]) await wire().refused(host, route, { body: { id } }, gone);
    await wire().refused(host, route, { body: { id: '1' } }, invalid);
  });

  it('is also for the author of the post, and for administrators', async () => {
    const { host, talker, postId, commentId } = await talk(wire());
    const { id: other } = await anyComment(talker, postId);
    await wire().ok(host, route, { body: { id: commentId } });
    await wire().ok(await wire().admin(), route, { body: { id: other } });
    expect(await counted(wire(), postId)).toBe(0);
  });
}

function highlighting(wire: Open): void {
  const route = 'POST /v1/post/comment/highlight';
  const not = missing(40009, 'comment.highlight-failed');

  it('is for the author of the post only, and turns it on and off', async () => {
    const { host, talker, postId, commentId, replyId } = await talk(wire());
    const essence = async () => (await commentsOf(wire(), talker, postId)).list[0]!['is_essence'];
    for (const who of [talker, await wire().admin()])
      await wire().refused(who, route, { body: { id: commentId } }, forbidden);
    for (const on of [1, 0]) {
      const answer = await wire().ok(host, route, { body: { id: commentId } }, { highlight_status: 'flag' });
      expect([answer, await essence()]).toEqual([{ highlight_status: on }, on]);
    }
    for (const id of [replyId, nothing]) await wire().refused(host, route, { body: { id } }, not);
  });
}

function replying(wire: Open): void {
  it('answers the row of the reply, which all then read below the comment', async () => {
    const { host, talker, third, postId, commentId } = await talk(wire());
    const body = { comment_id: commentId, content: newText(), at_user_id: third.id };
    const made = await wire().ok<Said>(host, 'POST /v1/post/comment/reply', { body }, replyRow);
    expect(made).toMatchObject({ ...body, user_id: host.id, thumbs_up_count: 0, is_del: 0 });
    const { list } = await commentsOf(wire(), wire().guest, postId);
    expect(list[0]!['reply_count']).toBe(2);
    expect(list[0]!.replies[0]).toMatchObject({ at_user_id: 0, at_user: { id: 0, username: '' } });
    expect(list[0]!.replies[1]).toMatchObject({
      ...body,
      id: made.id,
      at_user: { id: third.id },
      user: { id: host.id },
    });
    expect(await counted(wire(), postId)).toBe(3);
    await wire().settle();
    for (const told of [talker, third])
      expect(await told.messages()).toContainEqual(expect.objectContaining({ type: 3, reply_id: made.id }));
    expect((await host.messages()).some(({ reply_id }) => reply_id === made.id)).toBe(false);
  });

  it.each([-1, 0, nothing, undefined])('is to nobody when it is to %s', async (at_user_id) => {
    const { talker, commentId } = await talk(wire());
    const body = { comment_id: commentId, content: newText(), at_user_id };
    expect(await wire().ok(talker, 'POST /v1/post/comment/reply', { body }, replyRow)).toMatchObject({ at_user_id: 0 });
  });
}

function replyRefusals(wire: Open): void {
  it('takes a key for one reply', async () => {
    const { commentId: comment_id } = await talk(wire());
    const saying = (content: string) => ({ comment_id, content });
    await refusesUsedKey(wire(), 'POST /v1/post/comment/reply', replyRow, [saying('This'), saying('That')]);
  });

  it('refuses what comments do not take', async () => {
    const { host, talker, third, postId, commentId, replyId } = await talk(wire());
    const refuses = async (comment_id: number, refusal: Refused, content = newText(), who = talker) =>
      wire().refused(who, 'POST /v1/post/comment/reply', { body: { comment_id, content } }, refusal);
    for (const empty of ['', ' ', 'x'.repeat(1001)]) await refuses(commentId, invalid, empty);
    for (const id of [replyId, nothing]) await refuses(id, noReply);
    const most = { 'app.max_comment_count': 2 };
    await wire().where(most, { 'app.max_comment_count': 1000 }, () => refuses(commentId, noReply));
    await third.post('/v1/user/block', { user_id: talker.id });
    await refuses(commentId, blocked, newText(), third);
    await third.post('/v1/user/unblock', { user_id: talker.id });
    await host.post('/v1/post/lock', { id: postId });
    await refuses(commentId, locked);
    await host.post('/v1/post/visibility', { id: postId, visibility: 1 });
    await refuses(commentId, forbidden);
    expect((await seen(wire(), host, postId))['comment_count']).toBe(2);
  });
}

function withdrawing(wire: Open): void {
  const route = 'DELETE /v1/post/comment/reply';

  it('is for its author, the author of the post and administrators, and counts it out', async () => {
    const { host, talker, third, postId, commentId, replyId } = await talk(wire());
    const replies = [replyId, (await anyReply(third, commentId)).id, (await anyReply(third, commentId)).id];
    const { latest_replied_on: active } = await seen(wire(), host, postId);
    await wire().refused(talker, route, { body: { id: replyId } }, forbidden);
    for (const [index, who] of [third, host, await wire().admin()].entries()) {
      await wire().ok(who, route, { body: { id: replies[index] } });
      const [comment] = (await commentsOf(wire(), host, postId)).list;
      expect([comment!['reply_count'], comment!.replies.map(({ id }) => id), await counted(wire(), postId)]).toEqual([
        2 - index,
        replies.slice(index + 1),
        3 - index,
      ]);
    }
    expect((await seen(wire(), host, postId))['latest_replied_on']).toBe(active);
    for (const id of [replyId, commentId, nothing])
      await wire().refused(host, route, { body: { id } }, missing(40006, 'reply.not-found'));
  });
}

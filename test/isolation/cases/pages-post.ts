import { type CommunityCase, type CommunityWrite, type Coverage, type Preparation, reads, writes } from '../cases.js';
import { ownComment, ownReply, text, wordOf } from '../preparations.js';

const gone = { status: 404 };
const noPost = { elsewhere: { post: gone } };
const noComment = { elsewhere: { post: gone, comment: gone } };
const noReply = { elsewhere: { post: gone, comment: gone, reply: gone } };

const withPicture: Preparation = async (at) => {
  const { place, token, ids } = at;
  const contents = [...text(at, `shows ${ids.fresh}`), { content: ids.picture, type: 3, sort: 101 }];
  const { id } = await place.call(token, 'POST', '/v1/post', { contents, tags: [], users: [] });
  return { ids: { post: id as number } };
};

/** A comment of bob's on a post of ada's own. */
const underOwnPost: Preparation = async ({ place, token, bob, ids }) => {
  const post = await place.publish(token, `wants comments ${ids.fresh}`);
  return { ids: { post, comment: await place.comment(bob, post, 'gives one') } };
};

const toComment = (more: Pick<CommunityCase, 'prepare'> = {}): CommunityWrite =>
  writes('signed-in', ({ post, comment }) => ({ parameters: [post, comment], body: {} }), { ...more, ...noComment });
const toReply = (): CommunityWrite =>
  writes(
    'signed-in',
    ({ post, comment, reply }) => ({ parameters: [post, reply], body: { comment_id: String(comment) } }),
    noReply,
  );

export const postPages: Coverage = {
  'GET /post/:id/stars': reads('anyone', ({ post }) => ({ parameters: [post] }), noPost),
  'GET /post/:id/box': reads('anyone', ({ post }) => ({ parameters: [post] }), {
    shows: ({ status }) => status === 204,
    ...noPost,
  }),
  'GET /post/:id/history': reads('anyone', ({ post }) => ({ parameters: [post] }), noPost),
  'GET /post/:id/media/:number': reads('anyone', ({ post }) => ({ parameters: [post, 1] }), {
    prepare: withPicture,
    ...noPost,
  }),
  'POST /post/:id/comment': writes(
    'signed-in',
    ({ post, fresh }, at) => ({
      parameters: [post],
      body: { content: wordOf(at, `once more ${fresh}`) },
    }),
    noPost,
  ),
  'POST /post/:id/comments/:comment/reply': writes(
    'signed-in',
    ({ post, comment, fresh }, at) => ({
      parameters: [post, comment],
      body: { content: wordOf(at, `answers ${fresh}`) },
    }),
    { elsewhere: { post: gone, comment: { status: 422 } } },
  ),
  'POST /post/:id/comments/:comment/up': toComment(),
  'POST /post/:id/comments/:comment/down': toComment(),
  'POST /post/:id/comments/:comment/highlight': toComment({ prepare: underOwnPost }),
  'POST /post/:id/comments/:comment/delete': toComment({ prepare: ownComment }),
  'POST /post/:id/replies/:reply/up': toReply(),
  'POST /post/:id/replies/:reply/down': toReply(),
  'POST /post/:id/replies/:reply/delete': writes(
    'signed-in',
    ({ post, reply }) => ({ parameters: [post, reply], body: {} }),
    { prepare: ownReply, elsewhere: { post: gone, reply: gone } },
  ),
};

import { type Coverage, type Refusal, reads, writes } from '../cases.js';
import { commentForAda, ownComment, ownReply, text, wordOf } from '../preparations.js';
import type { IdName } from '../wire.js';
import { noPost, nothing } from './refusals.js';

const refusing = (code: number, ...names: IdName[]): { elsewhere: Partial<Record<IdName, Refusal>> } => ({
  elsewhere: Object.fromEntries(names.map((name) => [name, { status: 404, code }])),
});

const vote = (code: number) =>
  writes(
    'signed-in',
    ({ post, comment }) => ({ body: { tweet_id: post, comment_id: comment } }),
    refusing(code, 'post', 'comment'),
  );
const voteOnReply = (code: number) =>
  writes(
    'signed-in',
    ({ post, comment, reply }) => ({ body: { tweet_id: post, comment_id: comment, reply_id: reply } }),
    refusing(code, 'post', 'comment', 'reply'),
  );

export const comments: Coverage = {
  'GET /v1/post/comments': reads('anyone', ({ post }) => ({ query: { id: post } }), { elsewhere: { post: nothing } }),
  'POST /v1/post/comment': writes(
    'signed-in',
    ({ post, username, fresh }, at) => ({
      body: { post_id: post, contents: text(at, `once more ${fresh}`), users: [username] },
    }),
    { elsewhere: { post: noPost, username: nothing } },
  ),
  'DELETE /v1/post/comment': writes('signed-in', ({ comment }) => ({ body: { id: comment } }), {
    prepare: ownComment,
    ...refusing(40003, 'comment'),
  }),
  'POST /v1/post/comment/highlight': writes('signed-in', ({ comment }) => ({ body: { id: comment } }), {
    prepare: commentForAda,
    ...refusing(40009, 'comment'),
  }),
  'POST /v1/post/comment/reply': writes(
    'signed-in',
    ({ comment, member, fresh }, at) => ({
      body: { comment_id: comment, content: wordOf(at, `answers ${fresh}`), at_user_id: member },
    }),
    { elsewhere: { comment: { status: 400, code: 40005 }, member: nothing } },
  ),
  'DELETE /v1/post/comment/reply': writes('signed-in', ({ reply }) => ({ body: { id: reply } }), {
    prepare: ownReply,
    ...refusing(40006, 'reply'),
  }),
  'POST /v1/tweet/comment/thumbsup': vote(90101),
  'POST /v1/tweet/comment/thumbsdown': vote(90102),
  'POST /v1/tweet/reply/thumbsup': voteOnReply(90103),
  'POST /v1/tweet/reply/thumbsdown': voteOnReply(90104),
};

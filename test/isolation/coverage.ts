import { type Coverage, management, platform, reads, writes } from './cases.js';
import {
  text,
  wordOf,
  ownComment,
  ownReply,
  following,
  notFollowing,
  starredInOne,
  mentioned,
  unreadInOne,
  countsUnread,
  invited,
  saysStarred,
  showsFigures,
  countsPosts,
} from './preparations.js';

/** In the other community they are numbers and names that nobody has. */
const nobody = { status: 404, code: 20021 };
const noPost = { status: 404, code: 30003 };
/** Passed over: the answer is that of a list in which nothing is found, or of a mention that means nobody. */
const nothing = { status: 200, code: 0 };

const vote = (missing: number) => ({
  elsewhere: { post: { status: 404, code: missing }, comment: { status: 404, code: missing } },
});
const voteOnReply = (missing: number) => ({
  elsewhere: { ...vote(missing).elsewhere, reply: { status: 404, code: missing } },
});

const community: Coverage = {
  'POST /v1/auth/register': writes('open', ({ newcomer, password }) => ({ body: { username: newcomer, password } })),
  'POST /v1/auth/login': writes('open', ({ username, password }) => ({ body: { username, password } }), {
    elsewhere: { username: { status: 401, code: 10004 } },
  }),
  'GET /v1/user/info': reads('signed-in', () => ({})),
  'POST /v1/user/follow': writes('signed-in', ({ member }) => ({ body: { user_id: member } }), {
    prepare: notFollowing,
    elsewhere: { member: nobody },
  }),
  'POST /v1/user/unfollow': writes('signed-in', ({ member }) => ({ body: { user_id: member } }), {
    prepare: following,
    elsewhere: { member: nobody },
  }),
  'GET /media/*': reads('anyone', ({ file }) => ({ parameters: [file] }), { elsewhere: { file: { status: 404 } } }),
  'POST /v1/post': writes(
    'signed-in',
    ({ username }, at) => ({
      body: { contents: text(at, 'again'), tags: [at.canary], users: [username], visibility: 0 },
    }),
    { elsewhere: { username: nothing } },
  ),
  'GET /v1/post': reads('anyone', ({ post }) => ({ query: { id: post } }), { elsewhere: { post: noPost } }),
  'GET /v1/post/star': reads('signed-in', ({ post }) => ({ query: { id: post } }), {
    prepare: starredInOne,
    shows: saysStarred,
    elsewhere: { post: nothing },
  }),
  'POST /v1/post/star': writes('signed-in', ({ post }) => ({ body: { id: post } }), { elsewhere: { post: noPost } }),
  'GET /v1/post/comments': reads('anyone', ({ post }) => ({ query: { id: post } }), { elsewhere: { post: nothing } }),
  'POST /v1/post/comment': writes(
    'signed-in',
    ({ post, username }, at) => ({ body: { post_id: post, contents: text(at, 'once more'), users: [username] } }),
    { elsewhere: { post: noPost, username: nothing } },
  ),
  'DELETE /v1/post/comment': writes('signed-in', ({ comment }) => ({ body: { id: comment } }), {
    prepare: ownComment,
    elsewhere: { comment: { status: 404, code: 40003 } },
  }),
  'POST /v1/post/comment/reply': writes(
    'signed-in',
    ({ comment, member }, at) => ({
      body: { comment_id: comment, content: wordOf(at, 'answers'), at_user_id: member },
    }),
    { elsewhere: { comment: { status: 400, code: 40005 }, member: nothing } },
  ),
  'DELETE /v1/post/comment/reply': writes('signed-in', ({ reply }) => ({ body: { id: reply } }), {
    prepare: ownReply,
    elsewhere: { reply: { status: 404, code: 40006 } },
  }),
  'POST /v1/tweet/comment/thumbsup': writes(
    'signed-in',
    ({ post, comment }) => ({ body: { tweet_id: post, comment_id: comment } }),
    vote(90101),
  ),
  'POST /v1/tweet/comment/thumbsdown': writes(
    'signed-in',
    ({ post, comment }) => ({ body: { tweet_id: post, comment_id: comment } }),
    vote(90102),
  ),
  'POST /v1/tweet/reply/thumbsup': writes(
    'signed-in',
    ({ post, comment, reply }) => ({ body: { tweet_id: post, comment_id: comment, reply_id: reply } }),
    voteOnReply(90103),
  ),
  'POST /v1/tweet/reply/thumbsdown': writes(
    'signed-in',
    ({ post, comment, reply }) => ({ body: { tweet_id: post, comment_id: comment, reply_id: reply } }),
    voteOnReply(90104),
  ),
  'GET /v1/user/messages': ['all', 'system', 'unread'].map((style) =>
    reads('signed-in', () => ({ query: { style } }), { prepare: mentioned }),
  ),
  'GET /v1/user/msgcount/unread': reads('signed-in', () => ({}), { prepare: unreadInOne, shows: countsUnread }),
  'POST /v1/user/message/read': writes('signed-in', ({ message }) => ({ body: { id: message } }), {
    prepare: mentioned,
    elsewhere: { message: { status: 404, code: 50002 } },
  }),
  'POST /v1/user/message/readall': writes('signed-in', () => ({}), { prepare: mentioned }),
  'GET /v1/posts': [
    reads('anyone', () => ({ query: { style: 'newest' } })),
    reads('anyone', () => ({ query: { style: 'newest', page_size: 1 } }), { shows: countsPosts }),
    reads('anyone', () => ({ query: { style: 'hots', page_size: 50 } })),
    reads('anyone', () => ({ query: { style: 'following' } })),
    reads('anyone', ({ word }) => ({ query: { query: word, type: 'tag' } }), { elsewhere: { word: nothing } }),
  ],
};

const gone = { prepare: invited, elsewhere: { secret: { status: 410 } } };
/** What is the same for all, and holds nothing of anybody. */
const alike = { shows: () => true };

const pages: Coverage = {
  'GET /': [reads('anyone', () => ({})), reads('anyone', (_, at) => ({ query: { tag: at.canary } }))],
  'GET /post/:id': reads('anyone', ({ post }) => ({ parameters: [post] }), { elsewhere: { post: { status: 404 } } }),
  'GET /about': reads('anyone', () => ({}), { shows: showsFigures }),
  'GET /invite/:secret': reads('open', ({ secret }) => ({ parameters: [secret] }), gone),
  'POST /invite/:secret': writes(
    'open',
    ({ secret, password }) => ({ parameters: [secret], body: { password, again: password } }),
    gone,
  ),
  'GET /assets/:name': reads('anyone', (_, { asset }) => ({ parameters: [asset] }), alike),
  'GET /avatars/:name': reads('anyone', () => ({ parameters: ['1.svg'] }), alike),
};

const newTenant = ({ slug }: { slug: string }) => {
  const name = `${slug.split('-')[0]}-${Math.random().toString(36).slice(2, 8)}`;
  return { body: { slug: name, name, owner: { username: 'owner' } }, headers: { 'idempotency-key': name } };
};

const operators: Coverage = {
  'GET /platform/v1/audit': platform('read', 'admin', ({ id }) => ({ query: { tenant: id } })),
  'GET /platform/v1/tenants': [
    platform('read', 'read', ({ slug }) => ({ query: { q: slug } })),
    platform('read', 'read', () => ({ query: { limit: 100 } }), { names: 'many' }),
  ],
  'GET /platform/v1/tenants/:id': platform('read', 'read', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants': platform('write', 'admin', newTenant),
  'PATCH /platform/v1/tenants/:id': platform('write', 'support', ({ id }) => ({
    parameters: [id],
    body: { state: 'read_only' },
  })),
  'POST /platform/v1/tenants/:id/suspend': platform('write', 'support', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants/:id/resume': platform('write', 'support', ({ id }) => ({ parameters: [id] }), {
    after: ['/suspend'],
  }),
  'DELETE /platform/v1/tenants/:id': platform('write', 'admin', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants/:id/restore': platform('write', 'admin', ({ id }) => ({ parameters: [id] }), {
    after: [''],
  }),
  'GET /platform/v1/tenants/:id/domains': platform('read', 'read', ({ id }) => ({ parameters: [id] })),
  'GET /platform/v1/operations/:id': platform('read', 'read', ({ operation }) => ({ parameters: [operation] })),
};

/** The description of the admin API, for anybody who finds the platform's host; it names no community. */
const page = (...parameters: string[]) => platform('read', 'anyone', () => ({ parameters }), { names: 'none' });
const documentation: Coverage = {
  'GET /platform/openapi.json': page(),
  'GET /platform/docs': page(),
  'GET /platform/docs/': page(),
  'GET /platform/docs/index.html': page(),
  // Registered by the package, which has no such file.
  'GET /platform/docs/LICENSE': platform('read', 'anyone', () => ({}), { names: 'none', status: 404 }),
  'GET /platform/docs/swagger-ui-init.js': page(),
  'GET /platform/docs/docs/swagger-ui-init.js': page(),
  'GET /platform/docs/*': page('swagger-ui.css'),
  'GET /platform/docs/docs/*': page('swagger-ui.css'),
};

/** How each registered route is tried. A route that is not here fails the suite, and so does one that is here only. */
export const coverage: Coverage = {
  ...community,
  ...pages,
  ...operators,
  ...documentation,
  'GET /livez': management,
  'GET /readyz': management,
};

import { type CommunityWrite, type Coverage, type Preparation, reads, type Refusal, writes } from '../cases.js';
import {
  collectedInOne,
  editedPost,
  ownPost,
  ownPostAsKeeper,
  postOfBob,
  saysStatus,
  starredInOne,
  text,
} from '../preparations.js';
import { noPost, nothing } from './refusals.js';

const toPost = (prepare: Preparation, refusal = noPost, more: object = {}): CommunityWrite =>
  writes('signed-in', ({ post }) => ({ body: { id: post, ...more } }), { prepare, elsewhere: { post: refusal } });
const noPostAs = (code: number): Refusal => ({ status: 404, code });

const saysWhether = (prepare: Preparation) =>
  reads('signed-in', ({ post }) => ({ query: { id: post } }), {
    prepare,
    shows: saysStatus,
    elsewhere: { post: nothing },
  });

export const posts: Coverage = {
  'POST /v1/post': [
    writes(
      'signed-in',
      ({ username, fresh }, at) => ({
        body: { contents: text(at, `again ${fresh}`), tags: [at.canary], users: [username], visibility: 0 },
      }),
      { elsewhere: { username: nothing } },
    ),
    writes(
      'signed-in',
      ({ post, fresh }, at) => ({
        body: { contents: text(at, `quotes ${fresh}`), tags: [], users: [], visibility: 0, quote_id: post },
      }),
      { elsewhere: { post: noPost } },
    ),
    writes(
      'signed-in',
      ({ picture, fresh }, at) => ({
        body: {
          contents: [...text(at, `shows ${fresh}`), { content: picture, type: 3, sort: 101 }],
          tags: [],
          users: [],
          visibility: 0,
        },
      }),
      { elsewhere: { picture: { status: 400, code: 30002 } } },
    ),
  ],
  'GET /v1/post': reads('anyone', ({ post }) => ({ query: { id: post } }), { elsewhere: { post: noPost } }),
  'DELETE /v1/post': toPost(ownPost),
  'GET /v1/post/star': saysWhether(starredInOne),
  'POST /v1/post/star': toPost(postOfBob),
  'GET /v1/post/collection': saysWhether(collectedInOne),
  'POST /v1/post/collection': toPost(postOfBob),
  'POST /v1/post/repost': toPost(postOfBob),
  'POST /v1/post/edit': writes(
    'signed-in',
    ({ post, username, fresh }, at) => ({
      body: { id: post, contents: text(at, `better ${fresh}`), tags: [], users: [username] },
    }),
    { prepare: ownPost, elsewhere: { post: noPost, username: nothing } },
  ),
  'GET /v1/post/revisions': reads('anyone', ({ post }) => ({ query: { id: post } }), {
    prepare: editedPost,
    elsewhere: { post: noPost },
  }),
  'POST /v1/post/lock': toPost(ownPost, noPostAs(30005)),
  'POST /v1/post/stick': toPost(ownPostAsKeeper, noPostAs(30011)),
  'POST /v1/post/highlight': toPost(ownPost, noPostAs(30013)),
  'POST /v1/post/visibility': toPost(ownPost, noPostAs(30012), { visibility: 1 }),
};

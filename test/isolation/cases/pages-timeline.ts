import { alike, type CommunityWrite, type Coverage, type Preparation, reads, writes } from '../cases.js';
import { collected, ownPost, ownPostAsKeeper, postOfBob, starred } from '../preparations.js';

const noPost = { elsewhere: { post: { status: 404 } } };

const toPost = (prepare: Preparation, body: object = {}): CommunityWrite =>
  writes('signed-in', ({ post }) => ({ parameters: [post], body }), { prepare, ...noPost });
const ofPost = reads('signed-in', ({ post }) => ({ parameters: [post] }), { prepare: ownPost, ...noPost });

export const timelinePages: Coverage = {
  'GET /newer': reads('anyone', () => ({ query: { age: 3_600_000 } }), alike),
  'GET /collections': reads('signed-in', () => ({}), { prepare: collected }),
  'GET /stars': reads('signed-in', () => ({}), { prepare: starred }),
  'POST /post/:id/star': toPost(postOfBob),
  'POST /post/:id/collect': toPost(postOfBob),
  'POST /post/:id/repeat': toPost(postOfBob),
  'POST /post/:id/stick': toPost(ownPostAsKeeper),
  'POST /post/:id/lock': toPost(ownPost),
  'POST /post/:id/highlight': toPost(ownPost),
  'GET /post/:id/visibility': ofPost,
  'POST /post/:id/visibility': toPost(ownPost, { visibility: '1' }),
  'GET /post/:id/delete': ofPost,
  'POST /post/:id/delete': toPost(ownPost),
};

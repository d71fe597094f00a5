import type { Crowd, Place, Reply, Sent } from './crowd.js';

/** A request of somebody, what has to come back, and what it means once it is acknowledged. */
export interface Visit extends Sent {
  readonly status: number;
  /** The answer has to show its own community's word. */
  readonly shows?: boolean;
  readonly acknowledged?: (reply: Reply) => void;
}

type Kind = (crowd: Crowd, place: Place, number: number) => Visit;

const block = (content: string) => [{ content, type: 2, sort: 100 }];
const idIn = ({ body }: Reply): number => (JSON.parse(body) as { data: { id: number } }).data.id;
const somePost = (crowd: Crowd, { posts }: Place): number => crowd.pick([...posts.keys()].slice(-30));
const someone = (crowd: Crowd, { tokens }: Place): string | undefined => crowd.pick([undefined, ...tokens]);

const look =
  (path: (post: number, place: Place) => string): Kind =>
  (crowd, place) => ({
    method: 'GET',
    path: path(somePost(crowd, place), place),
    token: someone(crowd, place),
    status: 200,
    shows: true,
  });
const lookAtOwn =
  (path: string): Kind =>
  (crowd, place) => ({ method: 'GET', path, token: crowd.pick(place.tokens), status: 200 });

const reads: readonly Kind[] = [
  look(() => '/v1/posts?style=newest&page_size=5'),
  look(() => '/v1/posts?style=hots&page_size=5'),
  look(() => '/v1/posts?style=newest&page_size=2&page=2'),
  look((_, { canary }) => `/v1/posts?type=tag&query=${canary}&page_size=3`),
  look((_, { canary }) => `/v1/posts?query=${canary}&page_size=3`),
  look(() => '/v1/tags?type=hot&num=5'),
  look((post) => `/v1/post?id=${post}`),
  look(() => '/'),
  look((post) => `/post/${post}`),
  look(() => '/about'),
  lookAtOwn('/v1/user/info'),
  lookAtOwn('/v1/posts?style=following&page_size=5'),
  lookAtOwn('/v1/user/messages?style=all&page_size=5'),
  lookAtOwn('/v1/user/msgcount/unread'),
];

const publish: Kind = (crowd, place, number) => {
  const text = `${place.canary} post ${number}`;
  return {
    method: 'POST',
    path: '/v1/post',
    token: crowd.pick(place.tokens),
    body: { contents: block(text), tags: [place.canary], users: [], visibility: 0 },
    status: 200,
    shows: true,
    acknowledged: (reply) => {
      place.posts.set(idIn(reply), text);
      for (const member of place.tokens.keys()) place.unstarred.push({ member, post: idIn(reply) });
    },
  };
};

const comment: Kind = (crowd, place, number) => {
  const text = `${place.canary} comment ${number}`;
  return {
    method: 'POST',
    path: '/v1/post/comment',
    token: crowd.pick(place.tokens),
    body: { post_id: somePost(crowd, place), contents: block(text), users: [] },
    status: 200,
    acknowledged: (reply) => place.comments.set(idIn(reply), text),
  };
};

const star: Kind = (crowd, place, number) => {
  const chosen = place.unstarred.splice(Math.floor(crowd.random() * place.unstarred.length), 1)[0];
  if (!chosen) return publish(crowd, place, number);
  const { member, post } = chosen;
  return {
    method: 'POST',
    path: '/v1/post/star',
    token: place.tokens[member],
    body: { id: post },
    status: 200,
    acknowledged: () => place.stars.add(`${place.memberIds[member]} ${post}`),
  };
};

const follow: Kind = (crowd, place) => {
  const member = Math.floor(crowd.random() * place.tokens.length);
  const other = place.memberIds[(member + 1) % place.memberIds.length]!;
  return {
    method: 'POST',
    path: '/v1/user/follow',
    token: place.tokens[member],
    body: { user_id: other },
    status: 200,
    acknowledged: () => place.follows.add(`${place.memberIds[member]} ${other}`),
  };
};

const whisper: Kind = (crowd, place, number) => {
  const content = `${place.canary} whisper ${number}`;
  const member = Math.floor(crowd.random() * place.tokens.length);
  return {
    method: 'POST',
    path: '/v1/user/whisper',
    token: place.tokens[member],
    body: { user_id: place.memberIds[(member + 1) % place.memberIds.length], content },
    status: 200,
    acknowledged: () => place.whispers.add(content),
  };
};

/** What is refused before, in and after the database: each leaves its connection to the next one. */
const refusals: readonly Kind[] = [
  () => ({ method: 'GET', path: '/v1/post?id=999999999', status: 404 }),
  () => ({ method: 'GET', path: '/post/999999999', status: 404 }),
  () => ({ method: 'GET', path: '/v1/user/info', token: 'a.b.c', status: 401 }),
  (crowd, { tokens }) => ({
    method: 'POST',
    path: '/v1/post',
    token: crowd.pick(tokens),
    body: { contents: 1 },
    status: 400,
  }),
  (crowd, { tokens }) => ({
    method: 'POST',
    path: '/v1/post/star',
    token: crowd.pick(tokens),
    body: { id: 999999999 },
    status: 404,
  }),
  (crowd, { tokens }) => ({
    method: 'POST',
    path: '/v1/post/comment',
    token: crowd.pick(tokens),
    body: { post_id: 999999999, contents: block('lost'), users: [] },
    status: 404,
  }),
  () => ({
    method: 'POST',
    path: '/v1/auth/register',
    body: { username: 'member0', password: 'password' },
    status: 409,
  }),
];

const writes: readonly Kind[] = [publish, comment, comment, star, star, follow, whisper];

/** A fifth writes; some of both kinds are broken off in the middle, and some are refused. */
export function nextVisit(crowd: Crowd, place: Place, number: number): Visit {
  const dice = crowd.random();
  const kind = crowd.pick(dice < 0.2 ? writes : dice < 0.26 ? refusals : reads);
  const visit = kind(crowd, place, number);
  return crowd.random() < 0.04 ? { ...visit, abortAfter: Math.floor(crowd.random() * 6) } : visit;
}

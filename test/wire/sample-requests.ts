import type { Person } from '../support/person.js';
import type { WireRoute } from './routes.js';
import {
  but,
  type Fields,
  flag,
  id,
  list,
  loose,
  maybe,
  maybeEmpty,
  paged,
  queryId,
  queryText,
  text,
  whole,
} from './sample-fields.js';
import type { SampleWorld } from './sample-world.js';
import type { Sent } from './wire.js';

/** A request that is right: what each of its fields is, and is refused to be. */
export interface Sample {
  /** The member of the world, if nobody is said. */
  readonly who?: Person;
  readonly query?: Fields;
  readonly body?: Fields;
  /** Its form is right, but what it names cannot be had here, such as an uploaded file. */
  readonly isAboutNothing?: true;
}

export type Part = 'query' | 'body';

/** The request as it is right, or with another value in one field; undefined: without it. */
export function sentOf({ query = {}, body }: Sample, changed?: { part: Part; name: string; value: unknown }): Sent {
  const valued = (fields: Fields, part: Part): Record<string, unknown> => {
    const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
    if (changed?.part === part) values[changed.name] = changed.value;
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  };
  return {
    query: valued(query, 'query') as NonNullable<Sent['query']>,
    ...(body && { body: valued(body, 'body') }),
  };
}

type Samples<Routes extends WireRoute> = Readonly<Record<Routes, Sample>>;

/** One for each of the 75 routes, which the type sees to. */
export const sampleRequests = (world: SampleWorld, admin: Person, guest: Person): Samples<WireRoute> => ({
  ...open(world, guest),
  ...readings(world),
  ...accounts(),
  ...relations(world),
  ...posts(world, admin),
  ...comments(world),
  ...administration(world, admin),
});

const open = ({ member }: SampleWorld, guest: Person) => ({
  'GET /v1/': { who: guest },
  'GET /v1/site/profile': { who: guest },
  'GET /v1/site/version': { who: guest },
  'GET /v1/captcha': { who: guest },
  'POST /v1/auth/login': { who: guest, body: { username: text(member.username), password: text(member.password) } },
  'POST /v1/auth/register': { who: guest, body: { username: text(`new${member.id}`), password: text('secret-1') } },
  'POST /v1/captcha': {
    who: guest,
    body: { phone: text('13812345678'), img_captcha: text('123456'), img_captcha_id: text('f'.repeat(32)) },
    isAboutNothing: true as const,
  },
  'POST /v1/alipay/notify': { who: guest, isAboutNothing: true as const },
});

const readings = ({ member, postId }: SampleWorld) => {
  const username = queryText(member.username);
  return {
    'GET /v1/post': { query: { id: queryId(postId) } },
    'GET /v1/post/comments': { query: { id: queryId(postId), style: loose('newest'), ...paged } },
    'GET /v1/posts': { query: { query: loose(''), type: loose('tag'), style: loose('newest'), ...paged } },
    'GET /v1/tags': { query: { type: queryId('hot'), num: loose('5'), extral_num: loose('5') } },
    'GET /v1/user/posts': { query: { username, style: loose('post'), ...paged } },
    'GET /v1/user/profile': { query: { username } },
    'GET /v1/user/follows': { query: { username, ...paged } },
    'GET /v1/user/followings': { query: { username, ...paged } },
    'GET /v1/user/collections': { query: paged },
    'GET /v1/user/stars': { query: paged },
    'GET /v1/suggest/users': { query: { k: loose('a') } },
    'GET /v1/suggest/tags': { query: { k: loose('a') } },
    'GET /v1/post/star': { query: { id: loose(postId) } },
    'GET /v1/post/collection': { query: { id: loose(postId) } },
    'GET /v1/trends/index': { query: paged },
    'GET /v1/user/info': {},
    'GET /v1/user/messages': { query: { style: queryText('all'), ...paged } },
    'GET /v1/user/msgcount/unread': {},
    'GET /v1/user/contacts': { query: paged },
    'GET /v1/user/recharge': { query: { id: loose('1') }, isAboutNothing: true as const },
    'GET /v1/user/wallet/bills': { query: paged },
    'GET /v1/attachment': { query: { id: loose('1') }, isAboutNothing: true as const },
    'GET /v1/attachment/precheck': { query: { id: loose('1') }, isAboutNothing: true as const },
  };
};

const accounts = () => ({
  'POST /v1/user/nickname': { body: { nickname: text('Ada') } },
  'POST /v1/user/avatar': { body: { avatar: text('https://example.org/a.png') }, isAboutNothing: true as const },
  'POST /v1/user/password': {
    body: { password: text('secret-2'), old_password: text('wrong') },
    isAboutNothing: true as const,
  },
  'POST /v1/user/phone': {
    body: { phone: text('13812345678'), captcha: text('123456') },
    isAboutNothing: true as const,
  },
  'POST /v1/user/recharge': { body: { amount: whole(100, [0, -1, 10_000_001, 2 ** 31]) } },
  'POST /v1/attachment': { isAboutNothing: true as const },
});

const relations = ({ other, messageId }: SampleWorld) => {
  const body = { user_id: id(other.id) };
  return {
    'POST /v1/user/follow': { body },
    'POST /v1/user/unfollow': { body },
    'POST /v1/friend/requesting': { body: { ...body, greetings: text('Hi') } },
    'POST /v1/friend/add': { body },
    'POST /v1/friend/reject': { body },
    'POST /v1/friend/delete': { body: { user_id: but(body.user_id, undefined, null, 0) } },
    'POST /v1/user/whisper': { body: { ...body, content: text('Hello') } },
    'POST /v1/user/message/read': { body: { id: id(messageId) } },
    'POST /v1/user/message/readall': {},
  };
};

/** Whatever stands in an array, it is no reason to fail. */
const strangeLists = [[null], [7], ['x'], [[]], [{}], Array.from({ length: 10_000 }, () => 'x')];
const strangeBlocks = [
  ...strangeLists,
  ...[{ content: 7 }, { content: 'x', type: '2' }, { content: 'x', type: 99 }, { content: 'x', type: 2 ** 53 }].map(
    (block) => [{ type: 2, ...block }],
  ),
  [{ content: 'x', type: 2, sort: 2 ** 53 }],
  [{ content: 'x'.repeat(100_000), type: 2, sort: 1 }],
  [{ content: 'https://example.org/x.png', type: 3, sort: 1 }],
];
const contents = list([{ content: 'Hello', type: 2, sort: 100 }], strangeBlocks);
const names = list([], strangeLists);

const posts = ({ postId, topicId }: SampleWorld, admin: Person) => {
  const [body, topic] = [{ id: id(postId) }, { topic_id: id(topicId) }];
  const price = {
    attachment_price: but(maybe(whole(0, [-1, 10_000_001])), 1.5),
    visibility: maybe(whole(0, [2 ** 31])),
  };
  return {
    'POST /v1/post': { body: { contents, tags: names, users: names, ...price } },
    'POST /v1/post/star': { body },
    'POST /v1/post/collection': { body },
    'POST /v1/post/lock': { body },
    'POST /v1/post/stick': { who: admin, body },
    'POST /v1/post/highlight': { body },
    'POST /v1/post/visibility': { body: { ...body, visibility: whole(3, [-1, 4]) } },
    'DELETE /v1/post': { body },
    'POST /v1/topic/follow': { body: topic },
    'POST /v1/topic/unfollow': { body: topic },
    'POST /v1/topic/stick': { body: topic },
    'POST /v1/topic/pin': { body: topic },
  };
};

const comments = ({ other, postId, commentId, replyId }: SampleWorld) => {
  const comment = { tweet_id: id(postId), comment_id: id(commentId) };
  const reply = { ...comment, reply_id: id(replyId) };
  return {
    'POST /v1/post/comment': { body: { post_id: id(postId), contents, users: names } },
    'DELETE /v1/post/comment': { who: other, body: { id: id(commentId) } },
    'POST /v1/post/comment/highlight': { body: { id: id(commentId) } },
    'POST /v1/post/comment/reply': {
      body: { comment_id: id(commentId), content: text('Hello'), at_user_id: maybe(whole(0, [])) },
    },
    'DELETE /v1/post/comment/reply': { body: { id: id(replyId) } },
    'POST /v1/tweet/comment/thumbsup': { body: comment },
    'POST /v1/tweet/comment/thumbsdown': { body: comment },
    'POST /v1/tweet/reply/thumbsup': { body: reply },
    'POST /v1/tweet/reply/thumbsdown': { body: reply },
  };
};

const administration = ({ other }: SampleWorld, who: Person) => ({
  'POST /v1/admin/user/status': { who, body: { id: id(other.id), status: whole(1, [0, 3, -1]) } },
  'GET /v1/sync/index': { who },
  'GET /v1/admin/site/status': { who },
  'GET /v1/admin/site/profile': { who },
  'POST /v1/admin/site/profile': { who, body: { ...profileFlags, ...profileNumbers, ...profileTexts } },
  'GET /v1/admin/settings/schema': { who },
  'GET /v1/admin/settings/values': { who },
  'POST /v1/admin/settings/save': {
    who,
    body: { items: list([{ key: 'app.max_page_size', value: 100 }], strangeLists) },
  },
});

const profileFlags = {
  use_friendship: flag(true),
  enable_trends_bar: flag(true),
  enable_wallet: flag(true),
  allow_tweet_attachment: flag(true),
  allow_tweet_attachment_price: flag(true),
  allow_tweet_video: flag(true),
};
const profileNumbers = {
  default_tweet_max_length: whole(2000, [0, -1, 2001]),
  tweet_web_ellipsis_size: whole(400, [0, -1, 2001]),
  tweet_mobile_ellipsis_size: whole(300, [0, -1, 2001]),
  default_msg_loop_interval: whole(5000, [0, 999, 60_001]),
};
const profileTexts = {
  default_tweet_visibility: text('public'),
  copyright_top: text('2026 PaoPao'),
  copyright_left: maybeEmpty(''),
  copyright_left_link: maybe(maybeEmpty('')),
  copyright_right: text('PaoPao'),
  copyright_right_link: maybe(maybeEmpty('https://example.org')),
};

/** What a value must be: its JSON type, and of objects exactly which keys. Written by hand from the reference. */
export type Shape =
  | 'int'
  | 'number'
  | 'id'
  | 'flag'
  | 'text'
  | 'bool'
  | 'url'
  | 'any'
  | readonly [Shape]
  | { readonly [key: string]: Shape }
  | OneOf
  | Dictionary;

class OneOf {
  constructor(readonly shapes: readonly Shape[]) {}
}
class Dictionary {
  constructor(readonly values: Shape) {}
}

export const oneOf = (...shapes: Shape[]): Shape => new OneOf(shapes);
/** An object with any keys, such as the tags of a post. */
export const each = (values: Shape): Shape => new Dictionary(values);
/** The keys that a value may have or lack: both forms are right. */
export const either = (required: Record<string, Shape>, optional: Record<string, Shape>): Shape =>
  oneOf(required as Shape, { ...required, ...optional });

const simple: Record<string, (value: unknown) => boolean> = {
  int: (value) => Number.isSafeInteger(value),
  number: (value) => Number.isFinite(value),
  id: (value) => Number.isSafeInteger(value) && (value as number) > 0,
  flag: (value) => value === 0 || value === 1,
  text: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  url: (value) => typeof value === 'string' && /^https?:\/\//.test(value),
  any: () => true,
};

/** Where a value is not what it must be; empty when it is. */
export function mismatches(value: unknown, shape: Shape, at = '$'): string[] {
  if (typeof shape === 'string') return simple[shape]!(value) ? [] : [`${at}: ${JSON.stringify(value)} is no ${shape}`];
  if (shape instanceof OneOf) return bestOf(shape.shapes.map((one) => mismatches(value, one, at)));
  if (Array.isArray(shape)) return ofList(value, (shape as readonly [Shape])[0], at);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${at}: ${JSON.stringify(value)} is no object`];
  const fields = value as Record<string, unknown>;
  if (shape instanceof Dictionary)
    return Object.entries(fields).flatMap(([key, inner]) => mismatches(inner, shape.values, `${at}.${key}`));
  return ofObject(fields, shape as Record<string, Shape>, at);
}

function ofList(value: unknown, items: Shape, at: string): string[] {
  if (!Array.isArray(value)) return [`${at}: ${JSON.stringify(value)} is no array`];
  return value.flatMap((item, index) => mismatches(item, items, `${at}[${index}]`));
}

function ofObject(value: Record<string, unknown>, shape: Record<string, Shape>, at: string): string[] {
  const missing = Object.keys(shape).filter((key) => !(key in value));
  const surplus = Object.keys(value).filter((key) => !(key in shape));
  return [
    ...missing.map((key) => `${at}.${key} is missing`),
    ...surplus.map((key) => `${at}.${key} is not in the reference`),
    ...Object.keys(shape)
      .filter((key) => key in value)
      .flatMap((key) => mismatches(value[key], shape[key]!, `${at}.${key}`)),
  ];
}

const bestOf = (all: string[][]): string[] => all.reduce((best, one) => (one.length < best.length ? one : best));

const user = {
  id: 'id',
  nickname: 'text',
  username: 'text',
  status: 'int',
  avatar: 'url',
  is_admin: 'bool',
  is_friend: 'bool',
  is_following: 'bool',
} as const;
/** In place of a member who is not there. */
const noUser = { ...user, id: 'int', avatar: 'text' } as const;
export const userCard: Shape = user;
export const userOrNobody: Shape = oneOf(user, noUser);

export const postBlock = { id: 'id', post_id: 'id', content: 'text', type: 'int', sort: 'int' } as const;
/** An addition, which only blocks of a file have; what is in it the description says. */
const file = { file: each('any') };
export const post = {
  id: 'id',
  user_id: 'id',
  user,
  contents: [either(postBlock, file)],
  comment_count: 'int',
  collection_count: 'int',
  share_count: 'int',
  upvote_count: 'int',
  visibility: 'int',
  is_top: 'flag',
  is_essence: 'flag',
  is_lock: 'flag',
  latest_replied_on: 'int',
  created_on: 'int',
  modified_on: 'int',
  tags: each('int'),
  attachment_price: 'int',
  ip_loc: 'text',
} as const satisfies Shape;
/** In a message that is about no post, or none that its reader may see. */
export const noPost: Shape = { ...post, id: 'int', user_id: 'int', user: noUser };

const rowMarks = { created_on: 'int', modified_on: 'int', deleted_on: 'int', is_del: 'int' } as const;
const commentText = {
  ...rowMarks,
  id: 'id',
  comment_id: 'id',
  user_id: 'id',
  content: 'text',
  type: 'int',
  sort: 'int',
} as const;
const commentBlock: Shape = either(commentText, file);
const votes = { thumbs_up_count: 'int', is_thumbs_up: 'flag', is_thumbs_down: 'flag' } as const;
const times = { created_on: 'int', modified_on: 'int' } as const;
export const reply: Shape = {
  id: 'id',
  comment_id: 'id',
  user_id: 'id',
  user,
  at_user_id: 'int',
  at_user: oneOf(user, noUser),
  content: 'text',
  ip_loc: 'text',
  ...votes,
  ...times,
};
export const comment: Shape = {
  id: 'id',
  post_id: 'id',
  user_id: 'id',
  user,
  contents: [commentBlock],
  replies: [reply],
  ip_loc: 'text',
  reply_count: 'int',
  is_essence: 'flag',
  ...votes,
  ...times,
};

/** What the creation of a comment answers; without `ip`, which the reference wants dropped. */
export const commentRow = {
  id: 'id',
  ...rowMarks,
  post_id: 'id',
  user_id: 'id',
  ip_loc: 'text',
  is_essense: 'int',
  reply_count: 'int',
  thumbs_up_count: 'int',
} as const satisfies Shape;
export const replyRow = {
  id: 'id',
  ...rowMarks,
  comment_id: 'id',
  user_id: 'id',
  at_user_id: 'int',
  content: 'text',
  ip_loc: 'text',
  thumbs_up_count: 'int',
} as const satisfies Shape;

/** A row without what only a row that exists has. */
const unfilled = (row: Record<string, Shape>): Shape =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => key !== 'id' && !(key in rowMarks))
      .map(([key, shape]) => [key, shape === 'id' ? 'int' : shape]),
  );
export const message: Shape = {
  id: 'id',
  sender_user_id: 'int',
  sender_user: userOrNobody,
  receiver_user_id: 'id',
  receiver_user: userOrNobody,
  type: 'int',
  brief: 'text',
  content: 'text',
  post_id: 'int',
  post: oneOf(post, noPost),
  comment_id: 'int',
  comment: oneOf(commentRow, unfilled(commentRow)),
  reply_id: 'int',
  reply: oneOf(replyRow, unfilled(replyRow)),
  is_read: 'flag',
  ...times,
};

/** Of the reader's own account. */
export const ownInfo: Shape = {
  id: 'id',
  nickname: 'text',
  username: 'text',
  status: 'int',
  avatar: 'url',
  balance: 'int',
  phone: 'text',
  is_admin: 'bool',
  created_on: 'id',
  follows: 'int',
  followings: 'int',
  tweets_count: 'int',
};
export const profile: Shape = { ...user, created_on: 'id', follows: 'int', followings: 'int', tweets_count: 'int' };
export const trend: Shape = { username: 'text', nickname: 'text', avatar: 'url', is_fresh: 'bool' };

export const topic: Shape = {
  id: 'id',
  user_id: 'int',
  user: {
    id: 'id',
    nickname: 'text',
    username: 'text',
    status: 'int',
    avatar: 'url',
    is_admin: 'bool',
    created_on: 'int',
  },
  tag: 'text',
  quote_num: 'int',
  is_following: 'flag',
  is_top: 'flag',
  is_pin: 'flag',
};

/** Of follows, followings and contacts. */
export const related: Shape = {
  user_id: 'id',
  username: 'text',
  nickname: 'text',
  avatar: 'url',
  is_following: 'bool',
  created_on: 'int',
};

export const page = (items: Shape): Shape => ({
  list: [items],
  pager: { page: 'id', page_size: 'id', total_rows: 'int' },
});

const profileTexts = [
  'default_tweet_visibility',
  'copyright_top',
  'copyright_left',
  'copyright_left_link',
  'copyright_right',
  'copyright_right_link',
];
const profileNumbers = [
  'default_tweet_max_length',
  'tweet_web_ellipsis_size',
  'tweet_mobile_ellipsis_size',
  'default_msg_loop_interval',
];
const profileFlags = [
  'use_friendship',
  'enable_trends_bar',
  'enable_wallet',
  'allow_tweet_attachment',
  'allow_tweet_attachment_price',
  'allow_tweet_video',
  'allow_user_register',
  'allow_phone_bind',
];
const all = (keys: readonly string[], shape: Shape) => Object.fromEntries(keys.map((key) => [key, shape]));
export const siteProfile: Record<string, Shape> = {
  ...all(profileFlags, 'bool'),
  ...all(profileNumbers, 'id'),
  ...all(profileTexts, 'text'),
};

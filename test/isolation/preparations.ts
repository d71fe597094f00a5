import { holds } from './bench.js';
import type { Prepared } from './cases.js';
import type { Answer } from './wire.js';
import { isFirst, isOfSize, type Twin } from './twins.js';

export const text = (at: Twin, words: string) => [{ content: `${at.canary} ${words}`, type: 2, sort: 100 }];
export const wordOf = (at: Twin, words: string) => `${at.canary} ${words}`;

/** A comment of ada's own, for a call that takes it away. */
export const ownComment = async (at: Twin): Promise<Prepared> => {
  const made = await at.call(at.token, 'POST', '/v1/post/comment', {
    post_id: at.ids.post,
    contents: text(at, 'for a while'),
    users: [],
  });
  return { ids: { comment: made['id'] as number } };
};
export const ownReply = async (at: Twin): Promise<Prepared> => {
  const body = { comment_id: at.ids.comment, content: wordOf(at, 'for a while') };
  const made = await at.call(at.token, 'POST', '/v1/post/comment/reply', body);
  return { ids: { reply: made['id'] as number } };
};
export const following = async (at: Twin): Promise<Prepared> => {
  await at.call(at.token, 'POST', '/v1/user/follow', { user_id: at.ids.member });
  return {};
};
export const notFollowing = async (at: Twin): Promise<Prepared> => {
  await at.call(at.token, 'POST', '/v1/user/unfollow', { user_id: at.ids.member });
  return {};
};
/** A new post, with a star in the first community only: an answer that says just yes or no tells them apart. */
export const starredInOne = async (at: Twin): Promise<Prepared> => {
  const { id } = await at.call(at.bob, 'POST', '/v1/post', {
    contents: text(at, 'shines'),
    tags: [],
    users: [],
    visibility: 0,
  });
  if (isFirst(at)) await at.call(at.token, 'POST', '/v1/post/star', { id });
  return { ids: { post: id as number } };
};
/** Bob mentions ada: she has a message that she has not read. */
export const mentioned = async (at: Twin): Promise<Prepared> => {
  await at.call(at.bob, 'POST', '/v1/post', { contents: text(at, 'calls'), tags: [], users: ['ada'], visibility: 0 });
  await at.settle();
  const { list } = await at.call(at.token, 'GET', '/v1/user/messages?style=unread');
  return { ids: { message: (list as { id: number }[])[0]!.id } };
};
/** As before, and one who has read all is told so in the second community only. */
export const unreadInOne = async (at: Twin): Promise<Prepared> => {
  await mentioned(at);
  if (!isFirst(at)) await at.call(at.token, 'POST', '/v1/user/message/readall');
  return {};
};
export const countsUnread = ({ body }: Answer, at: Twin): boolean => isFirst(at) === !body.includes('"count":0');

/** The same address in both: a secret that was drawn twice by chance. */
let invitations = 0;
export const invited = async (at: Twin): Promise<Prepared> => {
  const secret = `invitation${(invitations += isFirst(at) ? 1 : 0)}`;
  await at.invite(secret);
  return { ids: { secret } };
};

export const saysStarred = ({ body }: Answer, at: Twin): boolean => body.includes(`"status":${isFirst(at)}`);

/** Its own word, and how many members and posts it has: figures are remembered, and must not be another's. */
export const showsFigures = (answer: Answer, at: Twin): boolean => {
  const words = answer.body.replace(/<style[^]*?<\/style>|<[^>]*>/g, ' ');
  const figures = [...words.matchAll(/(?<![\d:-])\d{1,3}(?![\d:-])/g)].map(([figure]) => Number(figure));
  return (
    holds(answer, at) && figures.some((figure) => figure > 1) && figures.some((figure) => figure >= 400) !== isFirst(at)
  );
};
export const countsPosts = ({ body }: Answer, at: Twin): boolean =>
  isOfSize(Number(/"total_rows":(\d+)/.exec(body)?.[1]), at);

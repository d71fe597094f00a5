import { holds } from './bench.js';
import type { Preparation } from './cases.js';
import { isFirst, isOfSize, type Twin } from './twins.js';
import type { Answer } from './wire.js';

export const text = (at: Twin, words: string) => [at.place.text(words)];
export const wordOf = (at: Twin, words: string) => `${at.canary} ${words}`;

/** What somebody has said that nobody has said before: equal posts within seconds are one. */
export const ownPost: Preparation = async ({ place, token, ids }) => ({
  ids: { post: await place.publish(token, `own ${ids.fresh}`) },
});
export const postOfBob: Preparation = async ({ place, bob, ids }) => ({
  ids: { post: await place.publish(bob, `bob's ${ids.fresh}`) },
});

/** A call that changes nothing the second time. */
export const told =
  (path: string): Preparation =>
  async ({ place, token, ids }) => {
    await place.call(token, 'POST', path, { user_id: ids.member });
    return {};
  };
export const following = told('/v1/user/follow');

/** Somebody new, whom ada has nothing to do with yet. */
export const newcomer: Preparation = async ({ place, ids }) => ({
  ids: { member: (await place.register(ids.fresh)).id },
});
/** The same, after ada or they have sent the other one this. */
export const newcomerAfter =
  (...steps: readonly `${'ada' | 'they'} ${string}`[]): Preparation =>
  async (at) => {
    const ada = { id: await idOfAda(at), token: at.token };
    const they = await at.place.register(at.ids.fresh);
    for (const [who, path] of steps.map((step) => step.split(' '))) {
      const [from, to] = who === 'ada' ? [ada, they] : [they, ada];
      await at.place.call(from.token, 'POST', path!, { user_id: to.id, greetings: wordOf(at, 'greets') });
    }
    return { ids: { member: they.id } };
  };
/** Somebody new acts. */
export const asNewcomer: Preparation = async ({ place, ids }) => ({ token: (await place.register(ids.fresh)).token });
export const asKeeper: Preparation = async ({ keeper }) => ({ token: keeper });
export const withLogo: Preparation = async ({ place, keeper }) => {
  const { content } = await place.uploaded(keeper, 'public/image');
  await place.call(keeper, 'POST', '/v1/admin/site/logo', { content });
  return { token: keeper };
};
export const withoutLogo: Preparation = async ({ place, keeper }) => {
  await place.call(keeper, 'POST', '/v1/admin/site/logo', { content: '' });
  return {};
};
export const ownPostAsKeeper: Preparation = async (at) => ({ ...(await ownPost(at)), ...(await asKeeper(at)) });
export const newcomerAsKeeper: Preparation = async (at) => ({ ...(await newcomer(at)), ...(await asKeeper(at)) });
/** A session of ada's for this once. */
export const signedInAgain: Preparation = async ({ place }) => ({ token: await place.login('ada') });

const idOfAda = async ({ place, token }: Twin): Promise<number> =>
  (await place.call(token, 'GET', '/v1/user/info'))['id'] as number;

/** A comment of ada's own, for a call that takes it away. */
export const ownComment: Preparation = async ({ place, token, ids }) => ({
  ids: { comment: await place.comment(token, ids.post, `for a while ${ids.fresh}`) },
});
/** A comment on a post of ada's own. */
export const commentForAda: Preparation = async ({ place, token, bob, ids }) => {
  const post = await place.publish(token, `wants comments ${ids.fresh}`);
  return { ids: { comment: await place.comment(bob, post, 'gives one') } };
};
export const ownReply: Preparation = async (at) => {
  const { place, token, ids } = at;
  const body = { comment_id: ids.comment, content: wordOf(at, `for a while ${ids.fresh}`) };
  return { ids: { reply: (await place.call(token, 'POST', '/v1/post/comment/reply', body))['id'] as number } };
};

/** In the first community only: an answer that says just yes or no tells them apart. */
const inOne =
  (path: string): Preparation =>
  async (at) => {
    const prepared = await postOfBob(at);
    if (isFirst(at)) await at.place.call(at.token, 'POST', path, { id: prepared.ids!.post });
    return prepared;
  };
export const starredInOne = inOne('/v1/post/star');
export const collectedInOne = inOne('/v1/post/collection');
const inBoth =
  (path: string): Preparation =>
  async (at) => {
    const { ids } = await postOfBob(at);
    await at.place.call(at.token, 'POST', path, { id: ids!.post });
    return {};
  };
export const starred = inBoth('/v1/post/star');
export const collected = inBoth('/v1/post/collection');
export const saysStatus = ({ body }: Answer, at: Twin): boolean => body.includes(`"status":${isFirst(at)}`);

export const editedPost: Preparation = async (at) => {
  const { ids } = await postOfBob(at);
  const body = { id: ids!.post, contents: text(at, 'says it better'), tags: [], users: [] };
  await at.place.call(at.bob, 'POST', '/v1/post/edit', body);
  return { ids };
};

/** Bob mentions ada: she has a message that she has not read. */
export const mentioned: Preparation = async ({ place, bob, token, ids, settle }) => {
  await place.publish(bob, `calls ${ids.fresh}`, { users: ['ada'] });
  await settle();
  const { list } = await place.call(token, 'GET', '/v1/user/messages?style=unread');
  return { ids: { message: (list as { id: number }[])[0]!.id } };
};
/** As before, and one who has read all is told so in the second community only. */
export const unreadInOne: Preparation = async (at) => {
  await mentioned(at);
  if (!isFirst(at)) await at.place.call(at.token, 'POST', '/v1/user/message/readall');
  return {};
};
export const countsUnread = ({ body }: Answer, at: Twin): boolean => isFirst(at) === !body.includes('"count":0');
/** Bob writes to ada, and somebody asks for her friendship. */
export const written: Preparation = async (at) => {
  const body = { user_id: await idOfAda(at), content: wordOf(at, `whispers ${at.ids.fresh}`) };
  await at.place.call(at.bob, 'POST', '/v1/user/whisper', body);
  await newcomerAfter('they /v1/friend/requesting')(at);
  return {};
};

/** The same in both, as if drawn twice by chance. */
let drawn = 0;
const draw = (at: Twin): number => (drawn += isFirst(at) ? 1 : 0);
export const invited: Preparation = async (at) => {
  const secret = `invitation${draw(at)}`;
  await at.place.insider.invite(secret);
  return { ids: { secret } };
};
export const captchaDrawn: Preparation = async (at) => {
  const captcha = `captcha${draw(at)}`;
  await at.place.insider.drawCaptcha(captcha);
  return { ids: { captcha } };
};
export const codeSent: Preparation = async (at) => {
  const phone = `138${String(draw(at)).padStart(8, '0')}`;
  await at.place.insider.sendCode(phone);
  return { ids: { phone } };
};

export const ordered: Preparation = async ({ place, token }) => ({ ids: { order: await place.order(token) } });
export const paidInOne: Preparation = async (at) => {
  const order = await at.place.order(at.token);
  if (isFirst(at)) await at.place.pay(order);
  return { ids: { order } };
};
export const saysPaid = ({ body }: Answer, at: Twin): boolean => isFirst(at) === body.includes('TRADE_SUCCESS');
export const offered: Preparation = async ({ place, bob }) => ({ ids: { sold: await place.offer(bob, 100) } });
export const boughtInOne: Preparation = async (at) => {
  const { ids } = await offered(at);
  if (isFirst(at)) await at.place.call(at.token, 'GET', `/v1/attachment?id=${ids!.sold}`);
  return { ids };
};
export const saysBought = ({ body }: Answer, at: Twin): boolean => body.includes(`"paid":${isFirst(at)}`);

/**
 * Its own word, and how many members and posts it has: figures are remembered, and must not be another's.
 * Digits inside a word are no figure: a slug made by chance may end in any.
 */
export const showsFigures = (answer: Answer, at: Twin): boolean => {
  const words = answer.body.replace(/<style[^]*?<\/style>|<[^>]*>/g, ' ');
  const figures = [...words.matchAll(/(?<![\w:-])\d{1,3}(?![\w:-])/g)].map(([figure]) => Number(figure));
  return (
    holds(answer, at) && figures.some((figure) => figure > 1) && figures.some((figure) => figure >= 400) !== isFirst(at)
  );
};
/** `field`: of a number that the second community has more of. */
export const counts =
  (field: string) =>
  ({ body }: Answer, at: Twin): boolean =>
    isOfSize(Number(new RegExp(`"${field}":(\\d+)`).exec(body)?.[1]), at);

import type { Person } from '../../support/person.js';
import { refusesOthersThanActive } from '../access.js';
import { type Contract, forbidden, invalid } from '../contract.js';
import { anyPost, nothing } from '../conversation.js';
import { commentsOf, talk } from '../talk.js';
import type { Refused, Wire } from '../wire.js';

type Open = () => Wire;

const missing = (code: number, error: string): Refused => ({ status: 404, code, error });
const blocked = { status: 403, code: 104001, error: 'relation.blocked' } as const;

const votes = [
  { route: 'POST /v1/tweet/comment/thumbsup', on: 'comment', up: 1, refusal: missing(90101, 'comment.up-failed') },
  { route: 'POST /v1/tweet/comment/thumbsdown', on: 'comment', up: 0, refusal: missing(90102, 'comment.down-failed') },
  { route: 'POST /v1/tweet/reply/thumbsup', on: 'reply', up: 1, refusal: missing(90103, 'reply.up-failed') },
  { route: 'POST /v1/tweet/reply/thumbsdown', on: 'reply', up: 0, refusal: missing(90104, 'reply.down-failed') },
] as const;

/** Up and down, for comments and for replies: each has the other for its opposite. */
export const commentVotes: Contract = (wire) => {
  describe('votes', () => {
    turning(wire);
    voteRefusals(wire);
  });
  refusesOthersThanActive(
    wire,
    votes.map(({ route }) => route),
  );
};

async function state(wire: Wire, who: Person, id: number, on: 'comment' | 'reply'): Promise<number[]> {
  const [found] = (await commentsOf(wire, who, id)).list;
  const { thumbs_up_count, is_thumbs_up, is_thumbs_down } = on === 'comment' ? found! : found!.replies[0]!;
  return [thumbs_up_count, is_thumbs_up, is_thumbs_down];
}

function turning(wire: Open): void {
  it.each(votes)('$route turns round the vote of one member', async ({ route, on, up }) => {
    const { host, talker, postId, commentId, replyId } = await talk(wire());
    const body = { tweet_id: postId, comment_id: commentId, ...(on === 'reply' && { reply_id: replyId }) };
    const other = votes.find((vote) => vote.on === on && vote.up !== up)!.route;
    const cast = [up, up, 1 - up];
    await wire().ok(host, route, { body });
    expect([await state(wire(), host, postId, on), await state(wire(), talker, postId, on)]).toEqual([
      cast,
      [up, 0, 0],
    ]);
    await wire().ok(host, route, { body });
    expect(await state(wire(), host, postId, on)).toEqual([0, 0, 0]);
    await wire().ok(host, other, { body });
    expect(await state(wire(), host, postId, on)).toEqual([1 - up, 1 - up, up]);
    await wire().ok(host, route, { body });
    expect(await state(wire(), host, postId, on)).toEqual(cast);
  });
}

function voteRefusals(wire: Open): void {
  it.each(votes)('$route needs one that stands there, and is seen', async ({ route, on, refusal }) => {
    const { host, talker, third, postId, commentId, replyId } = await talk(wire());
    const { id: otherPost } = await anyPost(host);
    const body = { tweet_id: postId, comment_id: commentId, ...(on === 'reply' && { reply_id: replyId }) };
    const refuses = (change: object, expected: Refused, who = host) =>
      wire().refused(who, route, { body: { ...body, ...change } }, expected);
    await refuses({ tweet_id: otherPost }, refusal);
    await refuses({ comment_id: nothing }, refusal);
    await refuses({ comment_id: on === 'reply' ? nothing : replyId }, refusal);
    if (on === 'reply') await refuses({ reply_id: commentId }, refusal);
    for (const key of Object.keys(body)) await refuses({ [key]: 0 }, invalid);
    const [said, asking] = on === 'comment' ? [talker, third] : [third, talker];
    await said.post('/v1/user/block', { user_id: asking.id });
    await refuses({}, blocked, asking);
    await said.post('/v1/user/unblock', { user_id: asking.id });
    await host.post('/v1/post/visibility', { id: postId, visibility: 1 });
    await refuses({}, forbidden, asking);
    expect(await state(wire(), host, postId, on)).toEqual([0, 0, 0]);
  });
}

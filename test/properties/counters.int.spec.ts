import fc from 'fast-check';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { counterFindings } from '../support/doctor/counter-findings.js';
import type { Person } from '../support/person.js';
import { propertySeed } from '../support/property-seed.js';
import { useCommunity } from '../support/use-community.js';

const names = ['ada', 'bob', 'cleo', 'dora'];
const histories = 1_000;
const kinds = [
  'star',
  'collect',
  'comment',
  'uncomment',
  'reply',
  'unreply',
  'up',
  'down',
  'upReply',
  'follow',
  'unfollow',
  'block',
  'unblock',
  'publish',
  'delete',
  'repost',
  'quote',
  'edit',
  'hide',
] as const;
type Kind = (typeof kinds)[number];

interface Move {
  readonly kind: Kind;
  readonly by: number;
  readonly on: number;
}

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...kinds),
  by: fc.nat(names.length - 1),
  on: fc.nat(30),
});

describe('counters, when eight and more calls meet', () => {
  const community = useCommunity();
  const people: Person[] = [];
  /** What there is to act on: the newest few, so that calls meet. */
  const posts: number[] = [];
  const comments: { id: number; post: number }[] = [];
  const replies: { id: number; comment: number; post: number }[] = [];
  let made = 0;

  beforeAll(async () => {
    for (const name of names) people.push(await community.member(name));
    for (const person of people) posts.push((await person.posts('to begin with', { tags: ['shared'] })).id);
  });

  const recent = <T>(list: readonly T[], number: number): T => list.at(-1 - (number % Math.min(4, list.length)))!;
  const text = (): { content: string; type: number; sort: number }[] => [
    { content: `text ${(made += 1)}`, type: 2, sort: 100 },
  ];

  /** What each kind sends; null when there is nothing to do it with yet. */
  function requestOf({ kind, by, on }: Move): [method: 'POST' | 'DELETE', path: string, body: object] | null {
    const post = recent(posts, on);
    const comment = comments.length ? recent(comments, on) : null;
    const reply = replies.length ? recent(replies, on) : null;
    const other = people[(by + 1 + (on % (names.length - 1))) % names.length]!;
    const vote = comment && { tweet_id: comment.post, comment_id: comment.id };
    const tags = on % 2 ? ['shared', `topic${on % 3}`] : [`topic${on % 3}`];
    const written = { contents: text(), tags, users: [] };
    const requests: Record<Kind, [method: 'POST' | 'DELETE', path: string, body: object | null]> = {
      star: ['POST', '/v1/post/star', { id: post }],
      collect: ['POST', '/v1/post/collection', { id: post }],
      comment: ['POST', '/v1/post/comment', { post_id: post, contents: text(), users: [] }],
      uncomment: ['DELETE', '/v1/post/comment', comment && { id: comment.id }],
      reply: ['POST', '/v1/post/comment/reply', comment && { comment_id: comment.id, content: text()[0]!.content }],
      unreply: ['DELETE', '/v1/post/comment/reply', reply && { id: reply.id }],
      up: ['POST', '/v1/tweet/comment/thumbsup', vote],
      down: ['POST', '/v1/tweet/comment/thumbsdown', vote],
      upReply: [
        'POST',
        '/v1/tweet/reply/thumbsup',
        reply && { tweet_id: reply.post, comment_id: reply.comment, reply_id: reply.id },
      ],
      follow: ['POST', '/v1/user/follow', { user_id: other.id }],
      unfollow: ['POST', '/v1/user/unfollow', { user_id: other.id }],
      block: ['POST', '/v1/user/block', { user_id: other.id }],
      unblock: ['POST', '/v1/user/unblock', { user_id: other.id }],
      publish: ['POST', '/v1/post', { ...written, visibility: 0 }],
      delete: ['DELETE', '/v1/post', posts.length > 3 ? { id: post } : null],
      repost: ['POST', '/v1/post/repost', { id: post }],
      quote: ['POST', '/v1/post', { ...written, visibility: 0, quote_id: post }],
      edit: ['POST', '/v1/post/edit', { ...written, id: post }],
      hide: ['POST', '/v1/post/visibility', { id: post, visibility: on % 4 }],
    };
    const [method, path, body] = requests[kind];
    return body && [method, path, body];
  }

  /** Refusals are right, since what a call names may just have gone; failures never are. */
  async function make(one: Move): Promise<void> {
    const request = requestOf(one);
    if (!request) return;
    const { status, body } = await people[one.by]!.request(...request);
    expect({ one, body, failed: status >= 500 }).toEqual({ one, body, failed: false });
    if (status !== 200) return;
    const { id = 0 } = (JSON.parse(body) as { data?: { id: number } }).data ?? {};
    note(one.kind, id, request[2] as Record<string, number>);
  }

  /** What a call has made can be acted on from now on. */
  function note(kind: Kind, id: number, sent: Record<string, number>): void {
    if (['publish', 'repost', 'quote'].includes(kind) && !posts.includes(id)) posts.push(id);
    if (kind === 'delete') posts.splice(posts.indexOf(sent['id']!), 1);
    if (kind === 'comment') comments.push({ id, post: sent['post_id']! });
    const under = comments.find((known) => known.id === sent['comment_id']);
    if (kind === 'reply' && under) replies.push({ id, comment: under.id, post: under.post });
  }

  async function differences(): Promise<unknown[]> {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const found = await tenantScope.run(tenant!, () => counterFindings(community.app.get(TenantDatabase)));
    return found.filter((finding) => finding.differences > 0).map(({ what, differences: many }) => ({ what, many }));
  }

  it(`are what their rows come to, after each of ${histories} rounds`, async () => {
    let round = 0;
    const run = async (moves: readonly Move[]): Promise<void> => {
      await Promise.all(moves.map((one) => make(one)));
      if ((round += 1) % 5 === 0) await community.settle();
      expect({ moves, differences: await differences() }).toEqual({ moves, differences: [] });
    };
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 12 }), run), {
      numRuns: histories,
      seed: propertySeed('counters'),
      endOnFailure: true, // each round begins where the last one ended
    });
  }, 400_000);
});

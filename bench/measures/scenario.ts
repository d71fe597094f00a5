import { aboutMember, type Check, oneOf, pageOf, withId, withStatus } from '../http/checks.js';
import { parsed } from '../http/client.js';
import type { Probe } from '../http/sampler.js';
import { Random } from '../data/random.js';
import { canaryOf } from '../data/texts.js';
import { drawKind, type MixKind } from '../load/mix.js';
import { Zipf } from '../load/zipf.js';
import { pageSize } from './reads.js';

/** Who reads and writes in a community, and what is there. */
export interface Cast {
  readonly host: string;
  readonly slug: string;
  readonly schema: string;
  /** Of public posts, those most asked for first. */
  readonly postIds: readonly number[];
  readonly usernames: readonly string[];
  /** Authorization headers. */
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  readonly writerIds: readonly number[];
}

interface ScenarioTarget {
  readonly path: string;
  readonly body?: string;
  readonly check: Check;
}

export interface ScenarioKind extends MixKind {
  readonly targets: readonly ScenarioTarget[];
}

/** The share of reads that is a guest's. */
export const guests = 0.4;
const mostHotPages = 20;
const mostFollowingPages = 4;
const commentedPosts = 500;

/** What members and guests do in the middle: 70 % timelines, 15 % one post, 8 % comments, 4 % profiles, 3 % writes. */
export function scenarioOf(cast: Cast, seed: number): ScenarioKind[] {
  const { slug, postIds, usernames } = cast;
  return [
    { name: 'timeline', share: 0.7, targets: timelinesOf(cast) },
    {
      name: 'detail',
      share: 0.15,
      targets: postIds.map((id) => ({ path: `/v1/post?id=${id}`, check: oneOf(slug, id) })),
    },
    {
      name: 'comments',
      share: 0.08,
      targets: postIds.map((id) => ({
        path: `/v1/post/comments?id=${id}&style=default&page=1&page_size=${pageSize}`,
        check: ownList(slug),
      })),
    },
    {
      name: 'profile',
      share: 0.04,
      targets: usernames.map((username) => ({
        path: `/v1/user/profile?username=${username}`,
        check: aboutMember(username),
      })),
    },
    ...writesOf(cast, seed),
  ];
}

/** Page by page, each in its styles. The last pages move on while posts are written, and are left out. */
function timelinesOf({ slug, postIds }: Cast): ScenarioTarget[] {
  const pages = Math.max(1, Math.floor(postIds.length / pageSize) - 1);
  return Array.from({ length: pages }, (_, index) => index + 1).flatMap((page) => {
    const path = (style: string) => `/v1/posts?style=${style}&page=${page}&page_size=${pageSize}`;
    const whole = pageOf(slug, pageSize);
    return [
      { path: path('newest'), check: whole },
      ...(page <= mostHotPages ? [{ path: path('hots'), check: whole }] : []),
      ...(page <= mostFollowingPages ? [{ path: path('following'), check: ownList(slug) }] : []),
    ];
  });
}

/** Others are talked about each time: a post takes a thousand comments at most. */
function writesOf({ slug, postIds }: Cast, seed: number): ScenarioKind[] {
  const about = new Random(seed).shuffled(postIds.slice(1)).slice(0, commentedPosts);
  const said = { content: `What a day {number} it was. 今天在湖边。 ${canaryOf(slug)}`, type: 2, sort: 100 };
  const post = { contents: [said], tags: ['life', '日常'], users: [], visibility: 0 };
  const comment = (post_id: number) => ({ post_id, contents: [said], users: [] });
  return [
    {
      name: 'post',
      share: 0.01,
      isWrite: true,
      targets: [{ path: '/v1/post', body: JSON.stringify(post), check: withId }],
    },
    {
      name: 'comment',
      share: 0.01,
      isWrite: true,
      targets: about.map((id) => ({ path: '/v1/post/comment', body: JSON.stringify(comment(id)), check: withId })),
    },
    {
      name: 'star',
      share: 0.01,
      isWrite: true,
      targets: about.map((id) => ({ path: '/v1/post/star', body: JSON.stringify({ id }), check: withStatus })),
    },
  ];
}

/** However many there are, all of them the community's own. */
const ownList =
  (slug: string): Check =>
  (answer) => {
    const { list } = (parsed(answer) as { data?: { list?: readonly unknown[] } }).data ?? {};
    return pageOf(slug, list?.length ?? Number.NaN)(answer);
  };

/** Reads as the load draws them, to be looked at closely. */
export function readsOf(cast: Cast, kinds: readonly ScenarioKind[], seed: number): () => Probe {
  const random = new Random(seed);
  const reads = kinds.filter(({ isWrite }) => !isWrite);
  const zipfs = new Map(reads.map((kind) => [kind, new Zipf(kind.targets.length)]));
  const readers = new Zipf(cast.readers.length);
  return () => {
    const kind = drawKind(reads, random);
    const { path, check } = kind.targets[zipfs.get(kind)!.draw(random)]!;
    const call = { host: cast.host, path };
    if (random.chance(guests)) return { call, check };
    return { call: { ...call, headers: { authorization: cast.readers[readers.draw(random)]! } }, check };
  };
}

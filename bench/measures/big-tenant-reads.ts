import type { ReadCommunity } from '../data/big-community.js';
import type { SignedIn } from '../data/big-readers.js';
import { usernameOf } from '../data/community.js';
import { Random } from '../data/random.js';
import { aboutMember, all, type Check, pageOf, seenBy } from '../http/checks.js';
import { parsed } from '../http/client.js';
import type { Probe } from '../http/sampler.js';

/** Where the same is asked, of a large community and of a small one. */
export interface Place {
  readonly community: ReadCommunity;
  readonly readers: readonly SignedIn[];
  /** How many members it has. */
  readonly members: number;
  /** The last of ten pages that are far from the first. */
  readonly farPage: number;
}

type Draw = (place: Place, random: Random) => Probe;

const pageSize = 20;
const drawn = 1_000;
/** How far most people read, the first pages far more often than the others. */
const pagesRead = 10;
const followingRead = 3;
const farPages = 10;

/** What is asked in each part; half of it by guests, except where that is not possible. */
const draws: Readonly<Record<string, Draw>> = {
  timeline: (place, random) => listed(place, random, 'newest', 1 + random.skewed(pagesRead)),
  following: ({ community, readers }, random) => {
    const reader = random.of(readers);
    const page = pageCall(community, 'following', 1 + random.skewed(followingRead));
    return { call: by(reader, page.call), check: all(page.check, seenBy(reader.follows), onlyOf(reader)) };
  },
  hot: (place, random) => listed(place, random, 'hots', 1 + random.skewed(pagesRead)),
  profile: ({ community, readers, members }, random) => {
    const username = usernameOf(1 + random.below(members));
    const call = { host: community.host, path: `/v1/user/profile?username=${username}` };
    return { call: random.chance(0.5) ? call : by(random.of(readers), call), check: aboutMember(username) };
  },
  page_500: (place, random) =>
    listed(place, random, random.chance(0.5) ? 'newest' : 'hots', place.farPage - random.below(farPages)),
};

export const parts: readonly string[] = Object.keys(draws);

/** As many for each place, so that the load program has as much to go through. */
export function readsOf(part: string, place: Place): Probe[] {
  const random = new Random(17);
  return Array.from({ length: drawn }, () => draws[part]!(place, random));
}

function listed({ community, readers }: Place, random: Random, style: string, page: number): Probe {
  const asked = pageCall(community, style, page);
  if (random.chance(0.5)) return asked;
  const reader = random.of(readers);
  return { call: by(reader, asked.call), check: all(asked.check, seenBy(reader.follows)) };
}

const pageCall = ({ host, slug }: ReadCommunity, style: string, page: number): Probe => ({
  call: { host, path: `/v1/posts?style=${style}&page=${page}&page_size=${pageSize}` },
  check: pageOf(slug, pageSize),
});

const by = ({ authorization }: SignedIn, call: Probe['call']): Probe['call'] => ({
  ...call,
  headers: { authorization },
});

const onlyOf =
  ({ id, follows }: SignedIn): Check =>
  (answer) => {
    const { list = [] } = (parsed(answer) as { data?: { list?: readonly { user: { id: number } }[] } }).data ?? {};
    const stranger = list.find(({ user }) => user.id !== id && !follows.has(user.id));
    return stranger ? `shows a post of member ${stranger.user.id}, whom member ${id} does not follow` : null;
  };

import {
  both,
  counted,
  either,
  exactly,
  isBefore,
  maybe,
  type Moment,
  no,
  not,
  type Span,
  spanOf,
  type Tri,
  tri,
  yes,
} from './stale-facts.js';
import type { Level, ModelComment, ModelCommunity, ModelMember, ModelPost, Tie, Written } from './stale-model.js';

/** In milliseconds, of what the column `hot_rank` counts in hours: the same order. */
const doubling = 12 * 3_600_000;

/** What one viewer may see of a community at one moment, by the log of writes alone. A guest is null. */
export class Sight {
  private readonly ties = new Map<string, Tri>();
  private readonly rules: Tri;

  constructor(
    readonly community: ModelCommunity,
    readonly viewer: ModelMember | null,
    readonly moment: Moment,
  ) {
    this.rules = viewer ? viewer.rules.is(tri, moment) : no;
  }

  /** The same for what may have been counted a second before. */
  counted(): Sight {
    return new Sight(this.community, this.viewer, counted(this.moment));
  }

  asGuest(): Sight {
    return new Sight(this.community, null, this.moment);
  }

  isSelf({ number }: ModelMember): boolean {
    return this.viewer?.number === number;
  }

  has(tie: Tie, one: ModelMember, other: ModelMember): Tri {
    const key = `${tie}${one.number}.${other.number}`;
    const known = this.ties.get(key);
    if (known !== undefined) return known;
    const is = this.community.tie(tie, one, other).is(tri, this.moment);
    this.ties.set(key, is);
    return is;
  }

  follows = (other: ModelMember): Tri => (this.viewer ? this.has('follow', this.viewer, other) : no);
  isFriend = (other: ModelMember): Tri => (this.viewer ? this.has('friend', this.viewer, other) : no);

  private isBlocked(other: ModelMember): Tri {
    if (!this.viewer || this.isSelf(other)) return no;
    return either(this.has('block', this.viewer, other), this.has('block', other, this.viewer));
  }

  /** Whether lists leave out what this author writes. */
  hides(author: ModelMember): Tri {
    if (!this.viewer || this.isSelf(author)) return no;
    return either(this.has('mute', this.viewer, author), this.isBlocked(author));
  }

  sees(post: ModelPost, rules: Tri = this.rules): Tri {
    return post.level.is((level) => this.seesAt(level, post.author, rules), this.moment);
  }

  private seesAt(level: Level, author: ModelMember, rules: Tri): Tri {
    if (level === 'gone') return no;
    if (!this.viewer) return tri(level === 0);
    if (this.isSelf(author)) return yes;
    return either(rules, both(not(this.isBlocked(author)), this.isAmong(level, author)));
  }

  private isAmong(level: Level, author: ModelMember): Tri {
    if (level === 0) return yes;
    if (level === 2) return this.isFriend(author);
    return level === 3 ? either(this.isFriend(author), this.follows(author)) : no;
  }

  isPublic(post: ModelPost): Tri {
    return both(
      post.level.is((level) => tri(level === 0), this.moment),
      not(this.hides(post.author)),
    );
  }

  isFollowed(post: ModelPost): Tri {
    if (!this.viewer) return this.isPublic(post);
    const { author } = post;
    const followed = this.isSelf(author) ? yes : either(this.follows(author), this.isFriend(author));
    return both(both(followed, not(this.hides(author))), this.sees(post, no));
  }

  isFound(post: ModelPost): Tri {
    return both(this.sees(post), not(this.hides(post.author)));
  }

  isEssence = (post: ModelPost): Tri => post.isEssence.is(tri, this.moment);

  /** Whether a member's list of what they starred has it. */
  isStarred(post: ModelPost, by: ModelMember): Tri {
    const starred = post.starOf(by).is((at) => tri(at !== null), this.moment);
    const shown = this.isSelf(by) || by === post.author ? yes : not(this.hides(post.author));
    return both(both(starred, shown), this.sees(post));
  }

  /** Whether it stands under a post that the viewer sees. */
  isSaid(comment: ModelComment): Tri {
    return both(comment.isLive.is(tri, this.moment), not(this.hides(comment.author)));
  }

  isMembersOnly(): Tri {
    return this.community.membersOnly.is(tri, this.moment);
  }

  isClosed(): Tri {
    return this.community.standing.is((standing) => tri(standing === 'closed'), this.moment);
  }

  // Where a list has something: the largest first.

  byActivity = (post: ModelPost): Span[] => [this.top(post), timeOf(post.activity.possible(this.moment)), idOf(post)];

  byHeat = (post: ModelPost): Span[] => {
    const [made, madeBy] = timeOf([post.made]);
    const [comments, stars, shares] = [post.comments, post.stars, post.shares].map((fact) =>
      spanOf(fact.possible(this.moment)),
    ) as [Span, Span, Span];
    const heat = (end: 0 | 1): number => doubling * Math.log2(1 + comments[end] + 2 * stars[end] + 8 * shares[end]);
    return [this.top(post), [made + heat(0), madeBy + heat(1)], idOf(post)];
  };

  byStar(member: ModelMember): (post: ModelPost) => Span[] {
    return (post) => {
      const times = post.starOf(member).possible(this.moment);
      return [timeOf(times.filter((time) => time !== null)), idOf(post)];
    };
  }

  byAge = (comment: ModelComment): Span[] => {
    const [from, to] = idOf(comment);
    return [this.highlighted(comment), [-to, -from]];
  };

  byYouth = (comment: ModelComment): Span[] => [this.highlighted(comment), idOf(comment)];

  byAnswers = (comment: ModelComment): Span[] => [
    this.highlighted(comment),
    spanOf(comment.replyCount.possible(this.moment)),
    idOf(comment),
  ];

  private top(post: ModelPost): Span {
    return spanOf(post.isTop.possible(this.moment).map(Number));
  }

  private highlighted(comment: ModelComment): Span {
    return spanOf(comment.isEssence.possible(this.moment).map(Number));
  }
}

const idOf = ({ id }: { readonly id: number | null }): Span => (id === null ? [-Infinity, Infinity] : exactly(id));

const timeOf = (times: readonly Written[]): Span =>
  times.length === 1
    ? [times[0]!.sent, times[0]!.acked]
    : [Math.min(...times.map(({ sent }) => sent)), Math.max(...times.map(({ acked }) => acked))];

/** What a list may have, and where. */
export interface Candidate<T> {
  readonly item: T;
  /** Whether the list has it: never "no". */
  readonly is: Tri;
  readonly at: readonly Span[];
}

export function candidatesOf<T>(
  items: Iterable<T>,
  isIn: (item: T) => Tri,
  order: (item: T) => readonly Span[],
): Candidate<T>[] {
  const found: Candidate<T>[] = [];
  for (const item of items) {
    const is = isIn(item);
    if (is !== no) found.push({ item, is, at: order(item) });
  }
  return found;
}

export interface Stretch {
  readonly offset: number;
  readonly size: number;
}

/** What is wrong with the items of one page of a list: missing, out of place, or in the wrong order. */
export function faultsOfPage<T extends { readonly number: number }>(
  shown: readonly T[],
  candidates: readonly Candidate<T>[],
  stretch: Stretch,
): string[] {
  const places = new Map(shown.map((item, index) => [item, index]));
  const faults = shown.length === places.size ? [] : ['something is there twice'];
  for (const candidate of candidates) {
    const above = candidates.filter((other) => other !== candidate && isBefore(other.at, candidate.at) !== no);
    const surely = above.filter((other) => isBefore(other.at, candidate.at) === yes);
    for (const { item } of surely)
      if (isAfter(places, item, candidate.item)) faults.push(`${item.number} stands behind ${candidate.item.number}`);
    const least = surely.filter(({ is }) => is === yes).length;
    const wrong = placeFault(candidate, places.has(candidate.item), [least, above.length], stretch);
    if (wrong) faults.push(`${candidate.item.number} ${wrong}`);
  }
  return faults;
}

/** By how many stand before it. */
function placeFault(
  { is }: Candidate<unknown>,
  isShown: boolean,
  [least, most]: Span,
  { offset, size }: Stretch,
): string | null {
  const end = offset + size;
  if (isShown) return most < offset || least >= end ? 'is on another page' : null;
  return is === yes && least >= offset && most < end ? 'is missing' : null;
}

function isAfter<T>(places: ReadonlyMap<T, number>, one: T, other: T): boolean {
  const [place, otherPlace] = [places.get(one), places.get(other)];
  return place !== undefined && otherPlace !== undefined && place > otherPlace;
}

/** Between how many and how many a list has. */
export const countOf = (candidates: readonly { readonly is: Tri }[]): Span => [
  candidates.filter(({ is }) => is !== maybe).length,
  candidates.length,
];

export const isWithin = (value: number, [from, to]: Span): boolean => value >= from && value <= to;

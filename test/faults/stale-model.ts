import { Count, Fact } from './stale-facts.js';

/** As on the wire: 0 everybody, 1 only the author, 2 friends, 3 followers. */
export type Level = 'gone' | 0 | 1 | 2 | 3;
export type Tie = 'follow' | 'friend' | 'block' | 'mute';

export interface Session {
  readonly token: string;
  readonly isValid: Fact<boolean>;
}

export const sessionOf = (token: string): Session => ({ token, isValid: new Fact(true, 'authority') });

export const accountOf = (username: string) => ({ username, password: `${username}-password` });

/** A member as the log of writes has them. */
export class ModelMember {
  /** Of the nickname. */
  readonly version = new Fact(0);
  readonly isBanned = new Fact(false);
  /** What they may do, which a process may learn later than what is shown of them. */
  readonly isKeptOut = new Fact(false, 'authority');
  readonly isAdmin: Fact<boolean>;
  readonly rules: Fact<boolean>;
  readonly posts = new Fact(0);
  readonly follows = new Fact(0);
  readonly followers = new Fact(0);
  /** Whom they have asked to be friends so often that it is refused. */
  readonly tired = new Set<number>();
  /** The one that ended last. */
  former: Session | null = null;
  /** To go on with when this one ends. */
  spare: Session | null = null;
  /** Until then the member's own requests may be answered by what they were before. */
  uncertainUntil = 0;

  constructor(
    readonly number: number,
    readonly id: number,
    readonly username: string,
    public session: Session,
    isAdmin: boolean,
  ) {
    this.isAdmin = new Fact(isAdmin);
    this.rules = new Fact(isAdmin, 'authority');
  }
}

export class ModelPost {
  /** As soon as its answer is there. */
  id: number | null = null;
  readonly level: Fact<Level>;
  readonly version = new Fact(0);
  readonly isTop = new Fact(false);
  readonly isLocked = new Fact(false);
  readonly isEssence = new Fact(false);
  readonly comments = new Fact(0);
  readonly stars = new Fact(0);
  readonly shares = new Fact(0);
  /** From when to when its last answer may have been written; of a new one, itself. */
  readonly activity: Fact<Written>;
  readonly starredAt = new Map<number, Fact<Written | null>>();
  readonly answers: ModelComment[] = [];

  constructor(
    readonly number: number,
    readonly author: ModelMember,
    readonly tag: number,
    readonly quoted: ModelPost | null,
    readonly made: Written,
  ) {
    this.level = new Fact<Level>('gone');
    this.activity = new Fact<Written>(made);
  }

  starOf(member: ModelMember): Fact<Written | null> {
    return known(this.starredAt, member.number, () => new Fact<Written | null>(null));
  }

  get isThere(): boolean {
    return this.id !== null && this.level.last !== 'gone';
  }
}

/** When the database may have taken the time of a write. */
export interface Written {
  readonly sent: number;
  readonly acked: number;
}

/** A comment, or a reply to one. */
export class ModelComment {
  id: number | null = null;
  readonly isLive = new Fact(false);
  readonly isEssence = new Fact(false);
  readonly replyCount = new Fact(0);
  readonly replies: ModelComment[] = [];

  constructor(
    readonly number: number,
    readonly author: ModelMember,
    readonly post: ModelPost,
    readonly parent: ModelComment | null,
  ) {}
}

/** Of each community. */
export const topicsEach = 3;

export type Standing = 'open' | 'closed';

/** One community as the log of acknowledged writes has it. */
export class ModelCommunity {
  readonly members: ModelMember[] = [];
  /** By the number in their texts; those that are gone stay, so that they are known if they are seen again. */
  readonly posts = new Map<number, ModelPost>();
  readonly comments = new Map<number, ModelComment>();
  readonly membersOnly = new Fact(false, 'authority');
  readonly standing = new Fact<Standing>('open', 'authority');
  readonly topics = new Map<number, Count>();
  /** When something was last written here. */
  writtenAt = 0;
  /** The last writes that were answered, for whoever looks for what a finding comes from. */
  readonly lately: { readonly what: string; readonly sent: number; readonly acked: number }[] = [];
  numbers = 0;
  private readonly ties = new Map<string, Fact<boolean>>();

  constructor(
    readonly number: number,
    readonly tenantId: number,
    readonly host: string,
  ) {}

  tie(kind: Tie, one: ModelMember, other: ModelMember): Fact<boolean> {
    const [from, to] =
      kind === 'friend' && one.number > other.number ? [other.number, one.number] : [one.number, other.number];
    return known(this.ties, `${kind} ${from} ${to}`, () => new Fact(false));
  }

  /** How many posts count for it. */
  topic(number: number): Count {
    return known(this.topics, number, () => new Count());
  }

  /** What may be in a list. */
  private shown: ModelPost[] = [];

  add(post: ModelPost): void {
    this.posts.set(post.number, post);
    this.shown.push(post);
  }

  /** Those that may still be seen by somebody. */
  candidates(now: number): readonly ModelPost[] {
    const isOver = (post: ModelPost): boolean => post.level.last === 'gone' && post.level.changedAt < now - longestSeen;
    if (this.shown.some(isOver)) this.shown = this.shown.filter((post) => !isOver(post));
    return this.shown;
  }

  /** `kind`: p post, c comment or reply, m member, k topic, s the community's own name. No other community has it. */
  mark(kind: 'p' | 'c' | 'm' | 'k' | 's', number: number, version = 0): string {
    return `x${this.code}${kind}${number}${version ? `v${version}` : ''}z`;
  }

  private get code(): string {
    return String(this.number).padStart(2, '0');
  }
}

/** Longer than anything may be seen that is over. */
const longestSeen = 30_000;

export interface Mark {
  readonly community: number;
  readonly kind: string;
  readonly number: number;
  readonly version: number;
}

const marks = /x(\d\d)([pcmks])(\d+)(?:v(\d+))?z/g;

/** In the order in which they stand in a text. */
export function marksIn(text: string): Mark[] {
  return Array.from(text.matchAll(marks), ([, community, kind, number, version]) => ({
    community: Number(community),
    kind: kind!,
    number: Number(number),
    version: Number(version ?? 0),
  }));
}

function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

import { Cards, type WireComment, type WireMember, type WirePost } from './stale-cards.js';
import { no, type Span, type Tri, yes } from './stale-facts.js';
import type { ModelComment, ModelMember, ModelPost } from './stale-model.js';
import {
  type Candidate,
  candidatesOf,
  countOf,
  faultsOfPage,
  isWithin,
  type Sight,
  type Stretch,
} from './stale-sight.js';

/** What somebody got. */
export interface Got {
  readonly status: number;
  readonly text: string;
  /** Of what is no page. */
  readonly json: Wire;
}

export interface Wire {
  readonly code?: number;
  readonly error?: string;
  readonly data?: unknown;
}

/** What is wrong with an answer to this viewer. */
export type Judge = (sight: Sight, got: Got) => string[];

interface List<T> {
  readonly list: readonly T[];
  readonly pager: { readonly total_rows: number };
}

export interface ListRule {
  readonly has: (sight: Sight) => (post: ModelPost) => Tri;
  readonly order: (sight: Sight) => (post: ModelPost) => Span[];
}

const refused = ({ status, json }: Got): string[] => [`answered with ${status} ${json.error ?? ''}`];

export const listRules = {
  newest: { has: (sight) => (post) => sight.isPublic(post), order: (sight) => sight.byActivity },
  hots: { has: (sight) => (post) => sight.isPublic(post), order: (sight) => sight.byHeat },
  following: { has: (sight) => (post) => sight.isFollowed(post), order: (sight) => sight.byActivity },
} as const satisfies Record<string, ListRule>;

export const topicRule = (tag: number): ListRule => ({
  has: (sight) => (post) => (post.tag === tag ? sight.isFound(post) : no),
  order: (sight) => sight.byActivity,
});

export const tabRule = (tab: 'post' | 'highlight' | 'star', member: ModelMember): ListRule => ({
  has: (sight) => (post) => {
    if (tab === 'star') return sight.isStarred(post, member);
    if (post.author !== member) return no;
    const seen = sight.sees(post);
    return tab === 'post' || seen === no ? seen : (Math.min(seen, sight.isEssence(post)) as Tri);
  },
  order: (sight) => (tab === 'star' ? sight.byStar(member) : sight.byActivity),
});

export function candidates({ has, order }: ListRule, sight: Sight): Candidate<ModelPost>[] {
  return candidatesOf(sight.community.candidates(sight.moment.since), has(sight), order(sight));
}

export const judgeList =
  (rule: ListRule, stretch: Stretch): Judge =>
  (sight, got) => {
    if (got.json.code !== 0) return refused(got);
    const { list, pager } = got.json.data as List<WirePost>;
    const cards = new Cards(sight);
    const may = candidates(rule, sight);
    const byPost = new Map(may.map((candidate) => [candidate.item, candidate]));
    const shown: ModelPost[] = [];
    for (const card of list) {
      const post = cards.postOf(card);
      if (!post) continue;
      shown.push(post);
      if (byPost.has(post)) cards.comparePost(card, post, 'list');
      else cards.faults.push(`post ${post.number} may not be in this list`);
    }
    cards.faults.push(...faultsOfPage(shown, may, stretch), ...totalFaults(rule, sight, may, pager.total_rows));
    return cards.faults;
  };

/** A total may be remembered for a second. */
function totalFaults(rule: ListRule, sight: Sight, may: readonly Candidate<ModelPost>[], total: number): string[] {
  if (isWithin(total, countOf(may))) return [];
  const range = countOf(candidates(rule, sight.counted()));
  return isWithin(total, range) ? [] : [`${total} in all, and not ${range.join(' to ')}`];
}

export const judgePost =
  (post: ModelPost): Judge =>
  (sight, got) => {
    const seen = sight.sees(post);
    if (got.json.code !== 0) {
      const isGone = post.level.possible(sight.moment).includes('gone');
      const isRight =
        got.json.error === 'post.not-found' ? isGone : got.json.error === 'member.forbidden' && seen !== yes;
      return isRight ? [] : refused(got);
    }
    if (seen === no) return [`post ${post.number} may not be seen`];
    const cards = new Cards(sight);
    const card = got.json.data as WirePost;
    if (cards.postOf(card) === post) cards.comparePost(card, post, 'detail');
    else cards.faults.push(`another post in place of ${post.number}`);
    return cards.faults;
  };

export type CommentStyle = 'default' | 'newest' | 'hots';

/** What of the comments a page may have. */
function saidUnder(post: ModelPost, style: CommentStyle, sight: Sight): Candidate<ModelComment>[] {
  const order = { default: sight.byAge, newest: sight.byYouth, hots: sight.byAnswers }[style];
  const seen = sight.sees(post);
  if (seen === no) return [];
  return candidatesOf(post.answers, (one) => Math.min(seen, sight.isSaid(one)) as Tri, order);
}

export const judgeComments =
  (post: ModelPost, style: CommentStyle, stretch: Stretch): Judge =>
  (sight, got) => {
    if (got.json.code !== 0) {
      const isRight = got.json.error === 'member.forbidden' && sight.sees(post) !== yes;
      return isRight ? [] : refused(got);
    }
    const { list, pager } = got.json.data as List<WireComment>;
    const cards = new Cards(sight);
    const may = saidUnder(post, style, sight);
    const shown: ModelComment[] = [];
    for (const card of list) {
      const comment = cards.commentOf(card.contents[0]?.content);
      if (!comment) continue;
      shown.push(comment);
      if (!may.some(({ item }) => item === comment)) cards.faults.push(`comment ${comment.number} may not be here`);
      cards.compareComment(card, comment);
      cards.faults.push(...replyFaults(card, comment, sight));
    }
    if (!isWithin(pager.total_rows, countOf(may))) cards.faults.push(`${pager.total_rows} comments in all`);
    return [...cards.faults, ...faultsOfPage(shown, may, stretch)];
  };

function replyFaults({ replies }: WireComment, comment: ModelComment, sight: Sight): string[] {
  const faults: string[] = [];
  const shown = new Set(replies.map(({ id }) => id));
  for (const reply of comment.replies) {
    const is = reply.id === null ? no : sight.isSaid(reply);
    if (reply.id === null) continue;
    if (shown.has(reply.id) && is === no) faults.push(`reply ${reply.number} may not be here`);
    if (!shown.has(reply.id) && is === yes) faults.push(`reply ${reply.number} is missing`);
  }
  const ids = replies.map(({ id }) => id);
  if (ids.some((id, index) => index > 0 && id <= ids[index - 1]!)) faults.push('replies in another order');
  return faults;
}

interface WireProfile extends WireMember {
  readonly follows: number;
  readonly followings: number;
  readonly tweets_count: number;
  readonly is_blocked?: boolean;
  readonly is_muted?: boolean;
}

export const judgeProfile =
  (member: ModelMember): Judge =>
  (sight, got) => {
    if (got.json.code !== 0) return refused(got);
    const profile = got.json.data as WireProfile;
    const cards = new Cards(sight);
    const of = `member ${member.number}`;
    cards.compareMember(profile, member, true);
    cards.compare(`follows of ${of}`, member.follows, profile.follows);
    cards.compare(`followers of ${of}`, member.followers, profile.followings);
    cards.compare(`posts of ${of}`, member.posts, profile.tweets_count);
    for (const tie of ['block', 'mute'] as const) {
      const is = sight.viewer ? sight.has(tie, sight.viewer, member) : no;
      const told = (tie === 'block' ? profile.is_blocked : profile.is_muted) ?? false;
      if (is === (told ? no : yes)) cards.faults.push(`${tie} of ${of} is ${told}`);
    }
    return cards.faults;
  };

interface WireTopic {
  readonly tag: string;
  readonly quote_num: number;
}

/** How often each is used, which a task counts. */
export const judgeTopics: Judge = (sight, got) => {
  if (got.json.code !== 0) return refused(got);
  const { topics } = got.json.data as { topics: readonly WireTopic[] };
  const cards = new Cards(sight);
  const counts = new Map(topics.map(({ tag, quote_num }) => [tag, quote_num]));
  for (const [number, fact] of sight.community.topics)
    cards.compare(`topic ${number}`, fact, counts.get(sight.community.mark('k', number)) ?? 0);
  return cards.faults;
};

/** Who the request is taken to come from. */
export const judgeSelf: Judge = (sight, got) => {
  if (got.json.code !== 0) return sight.viewer === null && got.status === 401 ? [] : refused(got);
  if (!sight.viewer) return ['somebody whose session has ended is let in'];
  const cards = new Cards(sight);
  const self = got.json.data as { readonly username: string; readonly nickname: string };
  if (self.username !== sight.viewer.username) cards.faults.push(`it is ${self.username}`);
  return cards.faults;
};

/** To something that is never valid: only whether its sender was let try it. */
export const judgeBan: Judge = (sight, { json, status }) => {
  if (!sight.viewer) return status === 401 ? [] : ['somebody whose session has ended may write'];
  const possible = sight.viewer.isKeptOut.possible(sight.moment);
  if (json.error === 'member.banned')
    return possible.includes(true) ? [] : ['somebody may not write who is not banned'];
  if (json.error !== 'member.nickname-length') return [`answered with ${status} ${json.error ?? ''}`];
  return possible.includes(false) ? [] : ['somebody may write who is banned'];
};

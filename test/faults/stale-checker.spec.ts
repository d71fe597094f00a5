import type { WireComment, WireMember, WirePost } from './stale-cards.js';
import { type Deed, type Fact, graces, type Known, type Moment } from './stale-facts.js';
import {
  type Got,
  type Judge,
  judgeBan,
  judgeComments,
  judgeList,
  judgePost,
  judgeSelf,
  judgeTopics,
  listRules,
} from './stale-judges.js';
import { ModelComment, ModelCommunity, ModelMember, ModelPost, sessionOf } from './stale-model.js';
import { judgeFrontPage } from './stale-pages.js';
import type { Question } from './stale-questions.js';
import { Reader } from './stale-reader.js';
import { WebWire } from './stale-wire.js';

const [here, there] = [0, 1];
const now = 1_000_000;
const long = graces.told + graces.authority;

/** A community with three posts of two members, and one comment. */
class Village {
  readonly community = new ModelCommunity(7, 1, 'x07s0z.localhost');
  readonly owner = this.member(0, true);
  readonly ada = this.member(1);
  readonly bob = this.member(2);
  readonly first = this.post(1, this.ada);
  readonly second = this.post(2, this.bob);
  readonly third = this.post(3, this.ada);
  readonly comment = this.say(4, this.bob, this.first);
  readonly reader = new Reader(new WebWire({ ports: [], isShared: false }));

  private member(number: number, isAdmin = false): ModelMember {
    const name = this.community.mark('m', number);
    const made = new ModelMember(number, 100 + number, name, sessionOf(`token ${number}`), isAdmin);
    this.community.members.push(made);
    return made;
  }

  private post(number: number, author: ModelMember): ModelPost {
    const made = deed({ sent: number * 1_000, acked: number * 1_000 + 5 });
    const post = new ModelPost(number, author, 0, null, made);
    post.level.change(0, made);
    post.id = number;
    this.community.add(post);
    return post;
  }

  private say(number: number, author: ModelMember, post: ModelPost): ModelComment {
    const comment = new ModelComment(number, author, post, null);
    comment.isLive.change(true, deed({ sent: 500, acked: 505 }));
    comment.id = number;
    post.comments.change(1, deed({ sent: 500, acked: 505 }));
    post.answers.push(comment);
    this.community.comments.set(number, comment);
    return comment;
  }

  card(member: ModelMember): WireMember {
    const { id, username, number } = member;
    const nickname = this.community.mark('m', number, member.version.last);
    const flags = { is_friend: false, is_following: false, is_admin: member.isAdmin.last };
    return { id, username, nickname, status: member.isBanned.last ? 2 : 1, ...flags };
  }

  /** As it is answered when all writes are known. */
  wire(post: ModelPost): WirePost {
    return {
      id: post.id!,
      user: this.card(post.author),
      contents: [{ content: this.community.mark('p', post.number, post.version.last) }],
      comment_count: post.comments.last,
      upvote_count: post.stars.last,
      share_count: post.shares.last,
      visibility: post.level.last as number,
      is_top: Number(post.isTop.last),
      is_essence: Number(post.isEssence.last),
      is_lock: Number(post.isLocked.last),
    };
  }

  wireComment({ id, number, author, isEssence }: ModelComment): WireComment {
    const contents = [{ content: this.community.mark('c', number) }];
    return {
      id: id!,
      user: this.card(author),
      contents,
      replies: [],
      reply_count: 0,
      is_essence: Number(isEssence.last),
    };
  }

  /** What the reader counts of this answer to somebody. */
  count(judge: Judge, data: unknown, asked: Asked = {}): { stale: number; foreign: number } {
    const { viewer = null, via = here, at = now, isOwn = false } = asked;
    const moment: Moment = { since: at, until: at + 5, reader: viewer?.number ?? null, via, seesOwn: false };
    const of = { community: this.community, member: viewer, session: viewer?.session ?? null };
    const question: Question = { ...of, path: '/', judge, isOwn };
    this.reader.compare(question, gotOf(data, asked), moment);
    const { stale, foreign } = this.reader.tally;
    return { stale, foreign };
  }
}

interface Asked {
  readonly viewer?: ModelMember | null;
  readonly via?: number;
  readonly at?: number;
  readonly status?: number;
  readonly error?: string;
  readonly isOwn?: boolean;
}

/** A text is a page. */
function gotOf(data: unknown, { status = 200, error }: Asked): Got {
  if (typeof data === 'string') return { status, text: data, json: {} };
  const json = error ? { code: 1, error } : { code: 0, data };
  return { status, text: JSON.stringify(json), json };
}

const deed = (of: Partial<Deed>): Deed => ({ by: 1, via: here, sent: now, acked: now, ...of });

/** Written in the process `here`, and answered `ago` before the read. */
const write = <T>(fact: Known<T>, value: T, ago: number): void =>
  fact.change(value, deed({ sent: now - ago - 5, acked: now - ago }));

const newest = judgeList(listRules.newest, { offset: 0, size: 10 });
const right = { stale: 0, foreign: 0 };
const stale = { stale: 1, foreign: 0 };

describe('the check of the fault "stale"', () => {
  let village: Village;
  const list = (...posts: ModelPost[]) => ({
    list: posts.map((post) => village.wire(post)),
    pager: { total_rows: posts.length },
  });
  const all = () => list(village.third, village.second, village.first);
  beforeEach(() => {
    village = new Village();
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => jest.restoreAllMocks());

  it('finds nothing wrong with a right answer', () => {
    expect(village.count(newest, all())).toEqual(right);
    expect(village.count(newest, all(), { viewer: village.bob })).toEqual(right);
  });

  it('counts an old page, at once where it was changed and after a while elsewhere', () => {
    const old = all();
    write(village.second.level, 'gone', 10);
    expect(village.count(newest, old, { via: there })).toEqual(right);
    expect(village.count(newest, old)).toEqual(stale);
    expect(village.count(newest, old, { via: there, at: now + graces.told })).toEqual({ stale: 2, foreign: 0 });
  });

  it('counts what is there before it was written, or was never', () => {
    write(village.second.version, 1, -100);
    expect(village.count(newest, all())).toEqual(stale);
    const unknown = { ...village.wire(village.first), contents: [{ content: village.community.mark('p', 9) }] };
    expect(village.count(judgePost(village.first), unknown)).toEqual({ stale: 2, foreign: 0 });
  });

  it('counts something of another community', () => {
    const [first, ...others] = all().list;
    const strange = { ...first!, contents: [{ content: 'x08p3z' }] };
    expect(village.count(newest, { ...all(), list: [strange, ...others] })).toEqual({ stale: 0, foreign: 1 });
    const named = { ...first!, user: { ...first!.user, avatar: 'http://x08s0z.localhost/a.png' } };
    expect(village.count(newest, { ...all(), list: [named, ...others] })).toEqual({ stale: 0, foreign: 2 });
  });

  it('counts a post that this viewer may not see, and one that they have to', () => {
    write(village.third.level, 3, long);
    const shown = all();
    expect(village.count(newest, shown)).toEqual(stale);
    expect(village.count(judgePost(village.third), village.wire(village.third))).toEqual({ stale: 2, foreign: 0 });
    const { ada, bob, third, community } = village;
    expect(village.count(judgePost(third), null, { viewer: bob, error: 'member.forbidden' })).toEqual({
      stale: 2,
      foreign: 0,
    });
    write(community.tie('follow', bob, ada), true, long);
    expect(village.count(judgePost(third), null, { viewer: bob, error: 'member.forbidden' })).toEqual({
      stale: 3,
      foreign: 0,
    });
  });

  it('counts what somebody reads of whom they have blocked', () => {
    write(village.community.tie('block', village.ada, village.bob), true, long);
    for (const viewer of [village.ada, village.bob]) village.count(newest, all(), { viewer });
    expect(village.reader.tally.stale).toBe(2);
    expect(village.count(newest, all())).toEqual({ stale: 2, foreign: 0 });
    expect(village.count(newest, list(village.third, village.first), { viewer: village.ada })).toEqual({
      stale: 2,
      foreign: 0,
    });
  });

  it('counts what is missing, twice there, in another order, or miscounted', () => {
    const { first, second, third } = village;
    const wrong = [
      list(third, first),
      list(third, second, second, first),
      list(second, third, first),
      { ...all(), pager: { total_rows: 4 } },
      { ...all(), list: [] },
    ];
    for (const answer of wrong) village.count(newest, answer);
    expect(village.reader.tally.stale).toBe(wrong.length);
    const behind = judgeList(listRules.newest, { offset: 2, size: 2 });
    expect(village.count(behind, { ...list(first), pager: { total_rows: 3 } }).stale).toBe(wrong.length);
    expect(village.count(behind, { ...list(second), pager: { total_rows: 3 } }).stale).toBe(wrong.length + 1);
  });

  it('counts old names, counters, marks and flags', () => {
    const { ada, bob, first, third, community } = village;
    const old = village.wire(third);
    const changes = [
      [ada.version, 1, 0],
      [ada.isBanned, true, false],
      [third.stars, 3, 0],
      [third.comments, 2, 0],
      [third.isTop, true, false],
      [third.isLocked, true, false],
      [third.isEssence, true, false],
    ] as const satisfies readonly (readonly [unknown, unknown, unknown])[];
    for (const [fact, value, before] of changes) {
      write(fact as Fact<unknown>, value, long);
      village.count(judgePost(third), old);
      write(fact as Fact<unknown>, before, long - 1);
    }
    expect(village.reader.tally.stale).toBe(changes.length);
    write(community.tie('follow', bob, ada), true, long);
    expect(village.count(judgePost(first), village.wire(first), { viewer: bob }).stale).toBe(changes.length + 1);
    expect(village.count(judgePost(first), village.wire(first), { viewer: ada }).stale).toBe(changes.length + 1);
  });

  it('takes what tasks count in any order, and counts no other number', () => {
    const topic = village.community.topic(0);
    const read = (count: number): number =>
      village.count(judgeTopics, { topics: [{ tag: 'x07k0z', quote_num: count }] }).stale;
    for (const by of [1, 1, 1]) write(topic, by, graces.task);
    expect([read(3), read(2), read(4)]).toEqual([0, 1, 2]);
    write(topic, 1, graces.task - 1);
    write(topic, -1, graces.task - 1);
    expect([read(2), read(3), read(4), read(1), read(5)]).toEqual([2, 2, 2, 3, 4]);
  });

  it('counts comments that are gone, missing or not yet there', () => {
    const { first, comment } = village;
    const judge = judgeComments(first, 'default', { offset: 0, size: 10 });
    const said = { list: [village.wireComment(comment)], pager: { total_rows: 1 } };
    const nothing = { list: [], pager: { total_rows: 0 } };
    expect(village.count(judge, said)).toEqual(right);
    expect(village.count(judge, nothing)).toEqual(stale);
    write(comment.isLive, false, long);
    expect(village.count(judge, nothing)).toEqual(stale);
    expect(village.count(judge, said)).toEqual({ stale: 2, foreign: 0 });
  });

  it('counts pages with what may not be there', () => {
    const page = `<p>x07p3z</p><p>x07p2z</p><p>x07p1z</p>`;
    expect(village.count(judgeFrontPage('newest'), page)).toEqual(right);
    write(village.third.level, 1, long);
    expect(village.count(judgeFrontPage('newest'), page)).toEqual(stale);
    expect(village.count(judgeFrontPage('newest'), '<p>x07p2z</p>')).toEqual({ stale: 2, foreign: 0 });
  });

  it('counts who is taken for what they are no more', () => {
    const { ada, bob } = village;
    write(ada.session.isValid, false, graces.authority);
    write(bob.isKeptOut, true, graces.authority);
    const own = { isOwn: true };
    const self = { username: ada.username, nickname: ada.username };
    expect(village.count(judgeSelf, self, { ...own, viewer: ada, via: there })).toEqual(stale);
    expect(village.count(judgeSelf, null, { ...own, viewer: ada, status: 401, error: 'auth.token-revoked' })).toEqual(
      stale,
    );
    const tried = { ...own, viewer: bob, via: there } as const;
    expect(village.count(judgeBan, null, { ...tried, error: 'member.nickname-length' }).stale).toBe(2);
    expect(village.count(judgeBan, null, { ...tried, error: 'member.banned' }).stale).toBe(2);
  });

  it('counts a community that is open though it was closed, and the other way round', () => {
    const away = { status: 503, error: 'tenant.unavailable' };
    const shut = { status: 401, error: 'community.members-only' };
    expect(village.count(newest, null, away)).toEqual(stale);
    expect(village.count(newest, null, shut)).toEqual({ stale: 2, foreign: 0 });
    write(village.community.membersOnly, true, graces.authority);
    expect(village.count(newest, all()).stale).toBe(3);
    expect(village.count(newest, null, shut).stale).toBe(3);
    expect(village.count(newest, all(), { viewer: village.bob }).stale).toBe(3);
    write(village.community.standing, 'closed', graces.authority);
    expect(village.count(newest, all(), { viewer: village.bob }).stale).toBe(4);
    expect(village.count(newest, null, away).stale).toBe(4);
  });
});

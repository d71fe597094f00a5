import { type Known, no, yes } from './stale-facts.js';
import { marksIn, type ModelComment, type ModelMember, type ModelPost } from './stale-model.js';
import type { Sight } from './stale-sight.js';

export interface WireMember {
  readonly id: number;
  readonly nickname: string;
  readonly username: string;
  readonly status: number;
  readonly is_admin: boolean;
  readonly is_friend: boolean;
  readonly is_following: boolean;
}

interface Block {
  readonly content: string;
}

export interface WirePost {
  readonly id: number;
  readonly user: WireMember;
  readonly contents: readonly Block[];
  readonly comment_count: number;
  readonly upvote_count: number;
  readonly share_count: number;
  readonly visibility: number;
  readonly is_top: number;
  readonly is_essence: number;
  readonly is_lock: number;
  readonly edited?: number;
  readonly quoted?: WirePost;
}

export interface WireComment {
  readonly id: number;
  readonly user: WireMember;
  readonly contents: readonly Block[];
  readonly replies: readonly WireReply[];
  readonly reply_count: number;
  readonly is_essence: number;
}

export interface WireReply {
  readonly id: number;
  readonly user: WireMember;
  readonly content: string;
}

export type Where = 'detail' | 'list' | 'quoted';

/** Says what of an answer may not be so at that moment. */
export class Cards {
  readonly faults: string[] = [];

  constructor(private readonly sight: Sight) {}

  /** Of a mark's number, which its text has. */
  postOf({ contents }: WirePost): ModelPost | undefined {
    const [mark] = marksIn(contents[0]?.content ?? '');
    const post = mark?.kind === 'p' ? this.sight.community.posts.get(mark.number) : undefined;
    if (!post) this.faults.push(`an unknown post: ${contents[0]?.content}`);
    else if (!post.version.allows(mark!.version, this.sight.moment))
      this.faults.push(`the text of post ${post.number} is version ${mark!.version}`);
    return post;
  }

  /** `where`: lists tell no friends, and what is quoted shows nothing that it quotes itself. */
  comparePost(card: WirePost, post: ModelPost, where: Where): void {
    const of = `post ${post.number}`;
    if (post.id !== null && post.id !== card.id) this.faults.push(`${of} has the id ${card.id}`);
    if (!post.level.possible(this.sight.moment).includes(card.visibility as 0 | 1 | 2 | 3))
      this.faults.push(`${of} has visibility ${card.visibility}`);
    this.compare(`comments of ${of}`, post.comments, card.comment_count);
    this.compare(`stars of ${of}`, post.stars, card.upvote_count);
    this.compare(`shares of ${of}`, post.shares, card.share_count);
    this.compare(`top of ${of}`, post.isTop, card.is_top === 1);
    this.compare(`lock of ${of}`, post.isLocked, card.is_lock === 1);
    this.compare(`highlight of ${of}`, post.isEssence, card.is_essence === 1);
    this.compare(`edits of ${of}`, post.version, card.edited ?? 0);
    this.compareMember(card.user, post.author, where === 'detail');
    if (where !== 'quoted') this.compareQuoted(card.quoted, post);
  }

  private compareQuoted(card: WirePost | undefined, { number, quoted }: ModelPost): void {
    if (!quoted || !card) {
      if (Boolean(quoted) !== Boolean(card)) this.faults.push(`post ${number} quotes something else`);
      return;
    }
    const seen = this.sight.sees(quoted);
    if (card.id === 0) {
      if (seen === yes) this.faults.push(`post ${number} does not show what it quotes`);
      return;
    }
    if (seen === no) this.faults.push(`post ${number} shows a post that may not be seen: ${quoted.number}`);
    if (this.postOf(card) !== quoted) this.faults.push(`post ${number} quotes another one`);
    else this.comparePost(card, quoted, 'quoted');
  }

  compareMember(card: WireMember, member: ModelMember, tellsFriends: boolean): void {
    const of = `member ${member.number}`;
    if (card.id !== member.id || card.username !== member.username) this.faults.push(`another one in place of ${of}`);
    this.compareName(card.nickname, member);
    this.compare(`status of ${of}`, member.isBanned, card.status === 2);
    this.compare(`role of ${of}`, member.isAdmin, card.is_admin);
    const followed = this.sight.follows(member);
    if (followed === (card.is_following ? no : yes)) this.faults.push(`follow of ${of} is ${card.is_following}`);
    const friend = tellsFriends ? this.sight.isFriend(member) : no;
    if (friend === (card.is_friend ? no : yes)) this.faults.push(`friendship with ${of} is ${card.is_friend}`);
  }

  private compareName(nickname: string, member: ModelMember): void {
    const [mark] = marksIn(nickname);
    if (mark?.kind !== 'm' || mark.number !== member.number) this.faults.push(`${nickname} is another's name`);
    else this.compare(`name of member ${member.number}`, member.version, mark.version);
  }

  commentOf(text: string | undefined): ModelComment | undefined {
    const [mark] = marksIn(text ?? '');
    const comment = mark?.kind === 'c' ? this.sight.community.comments.get(mark.number) : undefined;
    if (!comment) this.faults.push(`an unknown comment: ${text}`);
    return comment;
  }

  compareComment(card: WireComment, comment: ModelComment): void {
    const of = `comment ${comment.number}`;
    if (comment.id !== null && comment.id !== card.id) this.faults.push(`${of} has the id ${card.id}`);
    this.compare(`replies of ${of}`, comment.replyCount, card.reply_count);
    this.compare(`highlight of ${of}`, comment.isEssence, card.is_essence === 1);
    this.compareMember(card.user, comment.author, false);
    for (const reply of card.replies) {
      const known = this.commentOf(reply.content);
      if (known) this.compareMember(reply.user, known.author, false);
      if (known && known.parent !== comment) this.faults.push(`reply ${known.number} stands elsewhere`);
    }
  }

  compare<T>(what: string, fact: Known<T>, value: T): void {
    if (!fact.allows(value, this.sight.moment)) this.faults.push(`${what} is ${String(value)}`);
  }
}

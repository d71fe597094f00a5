import type { Author, Community } from './community.js';
import { inParallel, untilTrue } from './wire.js';

/** Effects that were promised to members, and what came of them as members see it. */
export interface Tally {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** What turned up in another community. */
  readonly foreign: number;
}

interface Message {
  readonly type: number;
  readonly post_id: number;
  readonly comment_id: number;
  readonly post: unknown;
}

interface Topic {
  readonly tag: string;
  readonly quote_num: number;
}

interface Page<T> {
  readonly list: T[];
  readonly pager: { readonly total_rows: number };
}

const pageSize = 100;

/** What a community owes its readers, and what they see; all by the API. */
export class Readers {
  constructor(private readonly community: Community) {}

  /** Messages of each member, as `type:post:comment`. Nobody hears of what they did themselves. */
  private owedMessages(): Map<Author, string[]> {
    const { authors, posts, comments } = this.community;
    const owed = new Map(authors.map((author) => [author, [] as string[]]));
    const owe = (to: Author, from: Author, key: string): void => {
      if (to !== from) owed.get(to)!.push(key);
    };
    for (const { id, author, mentioned } of posts) owe(mentioned, author, `1:${id}:0`);
    for (const { id, post, author, mentioned } of comments)
      for (const to of new Set([post.author, mentioned])) owe(to, author, `2:${post.id}:${id}`);
    return owed;
  }

  private owedTopics(): Map<string, number> {
    return countOf(this.community.posts.map(({ topic }) => topic));
  }

  /** At a glance: whether all counts that a member sees are what they will be. */
  async haveAll(): Promise<boolean> {
    if ((await this.found(this.community.mark)) !== this.community.posts.length) return false;
    const topics = new Map((await this.topics()).map(({ tag, quote_num }) => [tag, quote_num]));
    for (const [tag, count] of this.owedTopics()) if (topics.get(tag) !== count) return false;
    for (const [author, keys] of this.owedMessages()) if ((await this.unread(author)) !== keys.length) return false;
    return true;
  }

  /** One by one. */
  async tally(others: readonly Community[]): Promise<Tally> {
    const parts = await Promise.all([
      this.tallyMessages(),
      this.tallySearch(),
      this.tallyCounters(),
      this.tallyOthers(others),
    ]);
    return sumOf(parts);
  }

  private async tallyMessages(): Promise<Tally> {
    const parts: Tally[] = [];
    const owed = [...this.owedMessages()];
    await inParallel(owed.length, 6, async (index) => {
      const [author, keys] = owed[index]!;
      const seen = await this.pages<Message>('/v1/user/messages?style=all', author);
      const own = seen.filter(({ post }) => JSON.stringify(post).includes(this.community.mark));
      const told = own.map((message) => `${message.type}:${message.post_id}:${message.comment_id}`);
      const unread = await this.unread(author);
      parts.push(compared(keys, told, seen.length - own.length), differing(keys.length, unread, 0));
    });
    return sumOf(parts);
  }

  private async tallySearch(): Promise<Tally> {
    const { posts, mark } = this.community;
    const found = await this.pages<{ id: number }>(`/v1/posts?query=${mark}`);
    return compared(
      posts.map(({ id }) => String(id)),
      found.map(({ id }) => String(id)),
    );
  }

  private async tallyCounters(): Promise<Tally> {
    const topics = new Map((await this.topics()).map(({ tag, quote_num }) => [tag, quote_num]));
    const parts = [...this.owedTopics()].map(([tag, count]) => differing(count, topics.get(tag) ?? 0));
    const listed = await this.pages<{ id: number; comment_count: number }>('/v1/posts?style=newest');
    const counts = new Map(listed.map(({ id, comment_count }) => [id, comment_count]));
    const owed = countOf(this.community.comments.map(({ post }) => post.id));
    parts.push(...[...owed].map(([id, count]) => differing(count, counts.get(id) ?? 0)));
    return sumOf(parts);
  }

  /** Posts and topics of the others that are found here. */
  private async tallyOthers(others: readonly Community[]): Promise<Tally> {
    const topics = await this.topics();
    let foreign = topics.filter(({ tag }) => !tag.startsWith(this.community.mark)).length;
    for (const { mark } of others) foreign += await this.found(mark);
    return { acknowledged: 0, lost: 0, doubled: 0, foreign };
  }

  private async found(words: string): Promise<number> {
    const { wire, host } = this.community;
    const page = await wire.insist<Page<unknown>>({ host, path: `/v1/posts?query=${words}&page_size=1` });
    return page.pager.total_rows;
  }

  private async topics(): Promise<Topic[]> {
    const { wire, host } = this.community;
    return (await wire.insist<{ topics: Topic[] }>({ host, path: '/v1/tags?type=hot&num=100' })).topics;
  }

  private async unread({ token }: Author): Promise<number> {
    const { wire, host } = this.community;
    return (await wire.insist<{ count: number }>({ host, path: '/v1/user/msgcount/unread', token })).count;
  }

  private async pages<T>(path: string, reader?: Author): Promise<T[]> {
    const { wire, host } = this.community;
    const all: T[] = [];
    for (let page = 1; ; page += 1) {
      const where = `${path}&page=${page}&page_size=${pageSize}`;
      const { list } = await wire.insist<Page<T>>({ host, path: where, token: reader?.token });
      all.push(...list);
      if (list.length < pageSize) return all;
    }
  }
}

/** Waits until the readers of all communities have what they are owed, or as long as that. Answers the time. */
export async function whenSettled(communities: readonly Community[], most: number): Promise<number> {
  const readers = communities.map((community) => new Readers(community));
  const since = performance.now();
  for (const one of readers) await untilTrue(() => one.haveAll(), most, 200).catch(() => undefined);
  return performance.now() - since;
}

/** Of all communities together, each looked at for what is of the others. */
export async function tallyOf(communities: readonly Community[]): Promise<Tally> {
  const parts: Tally[] = [];
  for (const community of communities) {
    const others = communities.filter((other) => other !== community);
    parts.push(await new Readers(community).tally(others));
  }
  return sumOf(parts);
}

export const sumOf = (parts: readonly Tally[]): Tally => {
  const sum = (of: (part: Tally) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    foreign: sum(({ foreign }) => foreign),
  };
};

/** What nobody owed counts as doubled. */
function compared(owed: readonly string[], seen: readonly string[], foreign = 0): Tally {
  const counts = countOf(seen);
  const lost = owed.filter((key) => !counts.has(key)).length;
  return { acknowledged: owed.length, lost, doubled: seen.length - (owed.length - lost), foreign };
}

/** `acknowledged` 0 where the same effects are counted in another way. */
const differing = (owed: number, seen: number, acknowledged = owed): Tally => ({
  acknowledged,
  lost: Math.max(0, owed - seen),
  doubled: Math.max(0, seen - owed),
  foreign: 0,
});

function countOf<K>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

import { randomBytes } from 'node:crypto';
import { inParallel, untilTrue, type Wire } from './wire.js';

export interface Author {
  readonly username: string;
  readonly token: string;
}

export interface Post {
  readonly id: number;
  readonly author: Author;
  readonly mentioned: Author;
  readonly topic: string;
  /** A word that only this post has. */
  readonly word: string;
}

export interface Comment {
  readonly id: number;
  readonly post: Post;
  readonly author: Author;
  readonly mentioned: Author;
}

const members = 24;
const topics = 10;
const writersAtOnce = 12;
/** Every so many writes are a comment on an earlier post. */
const commentEvery = 4;
/** A post makes three tasks and a comment two. */
export const tasksPerWrite = (3 * (commentEvery - 1) + 2) / commentEvery;

/** What was taken here, and so is owed to its readers. All that it says holds its mark, which no other community has. */
export class Community {
  readonly authors: Author[] = [];
  readonly posts: Post[] = [];
  readonly comments: Comment[] = [];
  private written = 0;

  private constructor(
    readonly wire: Wire,
    readonly host: string,
    readonly mark: string,
  ) {}

  /** Made by the platform's API; its members have the same names as those of every other community. */
  static async found(wire: Wire, operatorToken: string): Promise<Community> {
    const slug = newMark();
    const owner = { username: 'keeper', password: 'keeper-password' };
    const call = { host: 'platform.localhost', token: operatorToken, key: slug } as const;
    const body = { slug, name: slug, owner };
    const { json } = await wire.send({ ...call, method: 'POST', path: '/platform/v1/tenants', body });
    const { operation } = json as { operation?: { id: number } };
    const isDone = async (): Promise<boolean> => {
      const answer = await wire.send({ ...call, path: `/platform/v1/operations/${operation!.id}` });
      return (answer.json as { state: string }).state === 'succeeded';
    };
    if (operation) await untilTrue(isDone, 30_000);
    return Community.settle(wire, `${slug}.localhost`, slug);
  }

  /** One that is there, and has no members yet. */
  static async settle(wire: Wire, host: string, mark = newMark(), count = members): Promise<Community> {
    const community = new Community(wire, host, mark);
    const names = Array.from({ length: count }, (_, number) => `member${number}`);
    await inParallel(count, 6, async (number) => {
      community.authors[number] = await community.join(names[number]!);
    });
    return community;
  }

  /** So many posts and comments, by many members at the same time, each mentioning somebody else. */
  async write(count: number, atOnce = writersAtOnce): Promise<void> {
    await inParallel(count, atOnce, () => this.writeOne());
  }

  async writePost(): Promise<void> {
    await this.post(this.written++);
  }

  async writeComment(post: Post): Promise<void> {
    await this.comment(this.written++, post);
  }

  private async writeOne(): Promise<void> {
    const number = this.written++;
    const post = this.posts[Math.floor(number / 2)];
    if (number % commentEvery === commentEvery - 1 && post) await this.comment(number, post);
    else await this.post(number);
  }

  private author(number: number): Author {
    return this.authors[number % this.authors.length]!;
  }

  /** Somebody else. */
  private mentioned(number: number): Author {
    return this.authors[(number + 1 + (number % (this.authors.length - 1))) % this.authors.length]!;
  }

  private async post(number: number): Promise<void> {
    const [author, mentioned] = [this.author(number), this.mentioned(number)];
    const topic = `${this.mark}t${number % topics}`;
    const word = `${this.mark}n${number}z`; // a search takes its last word as the beginning of one
    const body = { contents: textOf(`${this.mark} ${word}`), tags: [topic], users: [mentioned.username] };
    const { id } = await this.say<{ id: number }>(author, '/v1/post', { ...body, visibility: 0 }, number);
    this.posts.push({ id, author, mentioned, topic, word });
  }

  private async comment(number: number, post: Post): Promise<void> {
    const [author, mentioned] = [this.author(number), this.mentioned(number)];
    const body = { post_id: post.id, contents: textOf(`${this.mark} ${number}`), users: [mentioned.username] };
    const { id } = await this.say<{ id: number }>(author, '/v1/post/comment', body, number);
    this.comments.push({ id, post, author, mentioned });
  }

  private say<T>({ token }: Author, path: string, body: object, number: number): Promise<T> {
    return this.wire.insist<T>({ host: this.host, method: 'POST', path, token, body, key: `${this.mark}-${number}` });
  }

  private async join(username: string): Promise<Author> {
    const account = { username, password: `${username}-password` };
    const call = { host: this.host, method: 'POST', body: account } as const;
    await this.wire.call({ ...call, path: '/v1/auth/register' });
    const { token } = await this.wire.call<{ token: string }>({ ...call, path: '/v1/auth/login' });
    return { username, token };
  }
}

/** Letters only, so that it is one word wherever it stands. */
const newMark = (): string => `m${[...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;

const textOf = (content: string) => [{ content, type: 2, sort: 100 }];

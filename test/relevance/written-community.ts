import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Id } from '#kernel/database';
import type { Attachment, SearchDocument, SearchKind } from '#kernel/search-index';

/** A document, and what tells it from all others of its kind: the line of a post, a username, the name of a topic. */
export interface Written {
  readonly line: string;
  readonly document: SearchDocument;
}
export type WrittenCommunity = Readonly<Record<SearchKind, readonly Written[]>>;

interface Post {
  readonly line: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly tags: readonly string[];
  readonly has: readonly Attachment[];
  readonly title: string;
  readonly text: string;
}

const today = Date.UTC(2026, 2, 1, 6);
const [second, day] = [1000, 86_400_000];
const common = { revision: 1, visibility: 90, isTop: false, has: [], titles: [], texts: [], tags: [], names: [] };

/** Of a file beside this one, without comments. */
export const linesOf = (...path: string[]): string[] =>
  readFileSync(join(__dirname, ...path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Everything that the members of some small communities have written in two years, as what an index is given of it. */
export function writtenCommunity(): WrittenCommunity {
  const members = linesOf('members.txt').map((line) => line.split(' | '));
  const posts = readdirSync(join(__dirname, 'posts'))
    .flatMap((file) => linesOf('posts', file).map(postOf))
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  const idOf = new Map(members.map(([username], index) => [username!, index + 1]));
  return {
    post: posts.map((post, index) => {
      const authorId = idOf.get(post.author);
      if (authorId === undefined) throw new Error(`Nobody is called ${post.author}: ${post.line}`);
      return { line: post.line, document: postDocument(post, index + 1, members[authorId - 1]!, authorId) };
    }),
    member: members.map((names, index) => {
      const written = posts.filter(({ author }) => author === names[0]).length;
      return { line: names[0]!, document: nameDocument('member', index + 1, written, { names, authorId: index + 1 }) };
    }),
    topic: [...timesOfTopics(posts)].map(([name, times], index) => {
      return { line: name, document: nameDocument('topic', index + 1, times, { tags: [name] }) };
    }),
  };
}

/** `author | days ago | topics, and +image or +video | title | text`; a dash is nothing. Later lines of a day are newer. */
function postOf(line: string, number: number): Post {
  const parts = line.split(' | ');
  if (parts.length !== 5) throw new Error(`A post has five parts: ${line}`);
  const [author, age, marks, title, text] = parts.map((part) => (part === '-' ? '' : part)) as [string, ...string[]];
  const all = marks!.split(' ').filter(Boolean);
  const has = all.filter((mark) => mark.startsWith('+')).map((mark) => mark.slice(1) as Attachment);
  const createdAt = new Date(today - Number(age) * day + number * second);
  return {
    line,
    author,
    createdAt,
    tags: all.filter((mark) => !mark.startsWith('+')),
    has,
    title: title!,
    text: text!,
  };
}

function postDocument(
  { createdAt, tags, has, title, text }: Post,
  id: Id,
  names: string[],
  authorId: Id,
): SearchDocument {
  const times = { createdAt, activeAt: createdAt };
  return {
    ...common,
    kind: 'post',
    id,
    authorId,
    ...times,
    heat: 0,
    has,
    titles: title ? [title] : [],
    texts: [text],
    tags,
    names,
  };
}

function nameDocument(kind: SearchKind, id: Id, heat: number, more: Partial<SearchDocument>): SearchDocument {
  const createdAt = new Date(today - id * day);
  return { ...common, kind, id, authorId: 0, createdAt, activeAt: createdAt, heat, ...more };
}

function timesOfTopics(posts: readonly Post[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const tag of posts.flatMap(({ tags }) => tags)) times.set(tag, (times.get(tag) ?? 0) + 1);
  return times;
}

import type { Data, Person } from '../support/person.js';
import type { WireRoute } from './routes.js';
import { page, post } from './shapes.js';
import type { Sent, Wire } from './wire.js';

export type Said = Data & { id: number };

/** An id that nothing has. */
export const nothing = 9_999_999;

let said = 0;
/** Another one each time: who says the same twice within seconds has said it once. */
export const newText = (): string => `Nr ${(said += 1)}`;
export const textBlock = (content = newText()): { content: string; type: number; sort: number } => ({
  content,
  type: 2,
  sort: 100,
});

type More = Parameters<Person['posts']>[1];
export const anyPost = (author: Person, more?: More): Promise<Said> => author.posts(newText(), more);
export const anyComment = (author: Person, postId: number): Promise<Said> => author.comments(postId, newText());
export const anyReply = async (author: Person, commentId: number, at = 0): Promise<Said> =>
  (await author.post('/v1/post/comment/reply', {
    comment_id: commentId,
    content: newText(),
    at_user_id: at,
  })) as Said;

/** Members by their names, the same ones each time. */
export async function people<Name extends string>(wire: Wire, ...names: Name[]): Promise<Record<Name, Person>> {
  const all = await Promise.all(names.map(async (name) => [name, await wire.member(name)] as const));
  return Object.fromEntries(all) as Record<Name, Person>;
}

export async function befriend(one: Person, other: Person): Promise<void> {
  await one.post('/v1/friend/requesting', { user_id: other.id, greetings: 'Hi' });
  await other.post('/v1/friend/add', { user_id: one.id });
}

export const follow = (one: Person, other: Person): Promise<Data> => one.post('/v1/user/follow', { user_id: other.id });

/** The post as this person has it now. */
export const seen = (wire: Wire, who: Person, id: number): Promise<Said> =>
  wire.ok<Said>(who, 'GET /v1/post', { query: { id } }, post);

/** A full page of a list of posts. */
export async function listed(wire: Wire, who: Person, route: WireRoute, query: Sent['query'] = {}): Promise<Said[]> {
  const sent = { query: { page_size: 100, ...query } };
  return (await wire.ok<{ list: Said[] }>(who, route, sent, page(post))).list;
}

/** Those of the posts that the list has, in its order. */
export async function among(ids: readonly number[], list: Promise<Said[]>): Promise<number[]> {
  return (await list).map(({ id }) => id).filter((id) => ids.includes(id));
}

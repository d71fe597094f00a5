import type { Person } from '../support/person.js';
import { anyComment, anyPost, anyReply, people, type Said, seen } from './conversation.js';
import { comment, page } from './shapes.js';
import type { Wire } from './wire.js';

interface Listed {
  readonly list: Comment[];
  readonly pager: { page: number; page_size: number; total_rows: number };
}
interface Voted extends Said {
  readonly thumbs_up_count: number;
  readonly is_thumbs_up: number;
  readonly is_thumbs_down: number;
}
interface Comment extends Voted {
  readonly replies: Voted[];
}

/** The comments of a post, as this person has them. */
export const commentsOf = (wire: Wire, who: Person, id: number, style = 'default'): Promise<Listed> =>
  wire.ok<Listed & Record<string, unknown>>(who, 'GET /v1/post/comments', { query: { id, style } }, page(comment));
export const commentIds = async (wire: Wire, who: Person, id: number, style?: string): Promise<number[]> =>
  (await commentsOf(wire, who, id, style)).list.map((one) => one.id);
/** How many comments and replies the post says it has. */
export const counted = async (wire: Wire, id: number): Promise<unknown> =>
  (await seen(wire, wire.guest, id))['comment_count'];

/** A post of `host` with a comment of `talker` and a reply to it of `third`. */
export async function talk(wire: Wire) {
  const members = await people(wire, 'host', 'talker', 'third');
  const { id: postId } = await anyPost(members.host);
  const { id: commentId } = await anyComment(members.talker, postId);
  const { id: replyId } = await anyReply(members.third, commentId);
  return { ...members, postId, commentId, replyId };
}

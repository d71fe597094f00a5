import type { Id } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import type { MediaUrls } from '#community/media';
import { type BlockRules, blockType, composeBlocks, composeMentions, lengthOf, requestKeyOf } from '#community/posts';
import type { CommentDraft } from './comments.service.js';
import type { ReplyDraft } from './replies.service.js';

/** Of a comment or reply, in characters. */
export const longestComment = 1000;

const commentBlocks: BlockRules = {
  types: [blockType.title, blockType.text, blockType.image, blockType.link],
  textLength: longestComment,
  blocks: 20,
  media: 9,
  links: 3,
  refusal: 'comment.not-published',
};

/** What somebody sends to say something, in the words of the wire. */
interface GivenComment {
  readonly contents: readonly unknown[];
  readonly users: readonly unknown[];
}

interface GivenReply {
  readonly content: string;
  /** Whom it answers: 0, and whatever is no id, is nobody. */
  readonly at_user_id?: number | undefined;
}

/** `key`: by which the sender knows the request, where there is one. */
export function composeComment(
  postId: Id,
  { contents, users }: GivenComment,
  media: Pick<MediaUrls, 'keyOf'>,
  key?: string,
): Omit<CommentDraft, 'ip'> {
  const blocks = composeBlocks(contents, commentBlocks, media);
  const said = { postId, blocks, mentions: composeMentions(users) };
  return { ...said, request: requestKeyOf(key, said) };
}

export function composeReply(commentId: Id, given: GivenReply, key?: string): Omit<ReplyDraft, 'ip'> {
  const { content, at_user_id: at = 0 } = given;
  if (!content.trim()) throw new InvalidRequest(['content must not be empty']);
  if (lengthOf(content) > longestComment)
    throw new InvalidRequest([`content must have at most ${longestComment} characters`]);
  const said = { commentId, content, atMemberId: Number.isSafeInteger(at) && at > 0 ? at : null };
  return { ...said, request: requestKeyOf(key, said) };
}

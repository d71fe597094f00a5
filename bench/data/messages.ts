import type { Said } from './comments.js';
import type { Row } from './copy.js';
import { isPublic, type Making } from './making.js';

const type = { mention: 1, comment: 2, reply: 3 } as const;
const briefs = {
  mentioned: '在新发布的泡泡动态中@了你',
  commented: '在泡泡中评论了你',
  replied: '在泡泡评论下回复了你',
  repliedUnderPost: '在泡泡评论下发布了新回复',
};

interface Notice {
  readonly receiver: number;
  readonly sender: number;
  readonly type: number;
  readonly brief: string;
  readonly at: number;
  readonly postId: number;
  readonly commentId: number;
  readonly replyId: number;
}

/** What members were told of comments and replies; mentions make up the number. */
export function messagesOf({ random, size, posts }: Making, events: readonly Said[]): Row[] {
  const notices = events.flatMap((said) => [...wordsTo(said)].map((told) => noticeOf(said, told)));
  while (notices.length < size.messages && size.members > 1) {
    const post = random.of(posts.filter(isPublic));
    const receiver = 1 + random.below(size.members);
    if (receiver === post.authorId) continue;
    const about = { postId: post.id, commentId: 0, replyId: 0, at: post.createdAt };
    notices.push({ receiver, sender: post.authorId, type: type.mention, brief: briefs.mentioned, ...about });
  }
  const inTime = notices.slice(0, size.messages).toSorted((one, other) => one.at - other.at);
  return inTime.map((notice, index) => row(index + 1, notice, random.chance(0.7)));
}

/** By receiver: never oneself, and nobody twice. */
function wordsTo({ kind, authorId, post, parentAuthorId }: Said): ReadonlyMap<number, string> {
  const words = new Map([[post.authorId, kind === 'reply' ? briefs.repliedUnderPost : briefs.commented]]);
  if (parentAuthorId !== undefined) words.set(parentAuthorId, briefs.replied);
  words.delete(authorId);
  return words;
}

const noticeOf = ({ kind, id, commentId, post, authorId, at }: Said, [receiver, brief]: [number, string]): Notice => ({
  receiver,
  brief,
  sender: authorId,
  type: type[kind],
  at,
  postId: post.id,
  commentId,
  replyId: kind === 'reply' ? id : 0,
});

function row(id: number, notice: Notice, isRead: boolean): Row {
  const at = new Date(notice.at);
  return {
    id,
    receiver_id: notice.receiver,
    sender_id: notice.sender,
    type: notice.type,
    brief: notice.brief,
    post_id: notice.postId,
    comment_id: notice.commentId || null,
    reply_id: notice.replyId,
    dedupe_key: `bench:${id}`,
    read_at: isRead ? at : null,
    created_at: at,
  };
}

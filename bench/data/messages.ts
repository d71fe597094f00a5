import type { Said } from './comments.js';
import type { Row } from './copy.js';
import { isPublic, type Making } from './making.js';

const type = { mention: 1, comment: 2, reply: 3 } as const;

interface Notice {
  readonly receiver: number;
  readonly sender: number;
  readonly type: number;
  readonly at: number;
  readonly postId: number;
  readonly commentId: number;
  readonly replyId: number;
}

/** What members were told of comments and replies; mentions make up the number. */
export function messagesOf({ random, size, posts }: Making, events: readonly Said[]): Row[] {
  const notices = events.flatMap((said) => receiversOf(said).map((receiver) => noticeOf(said, receiver)));
  while (notices.length < size.messages && size.members > 1) {
    const post = random.of(posts.filter(isPublic));
    const receiver = 1 + random.below(size.members);
    if (receiver === post.authorId) continue;
    const about = { postId: post.id, commentId: 0, replyId: 0, at: post.createdAt };
    notices.push({ receiver, sender: post.authorId, type: type.mention, ...about });
  }
  const inTime = notices.slice(0, size.messages).toSorted((one, other) => one.at - other.at);
  return inTime.map((notice, index) => row(index + 1, notice, random.chance(0.7)));
}

/** Never oneself, and nobody twice. */
function receiversOf({ kind, authorId, post, parentAuthorId }: Said): number[] {
  const named = kind === 'reply' ? [parentAuthorId!, post.authorId] : [post.authorId];
  return [...new Set(named)].filter((receiver) => receiver !== authorId);
}

const noticeOf = ({ kind, id, commentId, post, authorId, at }: Said, receiver: number): Notice => ({
  receiver,
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
    brief: briefs[notice.type]!,
    post_id: notice.postId,
    comment_id: notice.commentId || null,
    reply_id: notice.replyId,
    dedupe_key: `bench:${id}`,
    read_at: isRead ? at : null,
    created_at: at,
  };
}

const briefs: Record<number, string> = {
  [type.mention]: '在新发布的泡泡动态中@了你',
  [type.comment]: '在泡泡中评论了你',
  [type.reply]: '在泡泡评论下回复了你',
};

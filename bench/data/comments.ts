import type { Row } from './copy.js';
import { between, isPublic, type Making, now, type Post, requestKeyOf } from './making.js';
import { remark } from './texts.js';

/** Something that was said, of which others are told. */
export interface Said {
  readonly kind: 'comment' | 'reply';
  readonly id: number;
  readonly commentId: number;
  readonly post: Post;
  readonly authorId: number;
  readonly at: number;
  /** Of the comment that is replied to. */
  readonly parentAuthorId?: number;
}

interface Comment {
  readonly id: number;
  readonly post: Post;
  readonly authorId: number;
  readonly parent?: Comment;
  readonly at: number;
  readonly content: string;
  replies: number;
}

/** Comments and their replies, ids in the order of time, as they would have come about. */
export function commentsOf(making: Making, busiest: Post): { comments: Row[]; events: Said[] } {
  const said = [...plainComments(making, busiest)];
  const comments = said.map((comment, index) => ({ ...comment, id: index + 1 }));
  const all: Comment[] = [...comments, ...replies(making, comments)];
  for (const { post, at } of all) {
    post.comments += 1;
    post.latest = Math.max(post.latest, at);
  }
  return { comments: all.map((comment) => row(making, comment)), events: all.map(event) };
}

function plainComments({ random, size, posts, canary }: Making, busiest: Post): Omit<Comment, 'id'>[] {
  const others = posts.filter((post) => isPublic(post) && post !== busiest);
  const on = Array.from({ length: size.comments }, (_, index) =>
    index < size.mostComments ? busiest : others[random.skewed(others.length)]!,
  );
  const comments = on.map((post) => ({
    post,
    authorId: 1 + random.below(size.members),
    at: between(random, post.createdAt),
    content: remark(random, canary),
    replies: 0,
  }));
  return comments.toSorted((one, other) => one.at - other.at);
}

function replies({ random, size, canary }: Making, comments: readonly Comment[]): Comment[] {
  const made = Array.from({ length: comments.length ? size.replies : 0 }, () => {
    const parent = random.of(comments);
    parent.replies += 1;
    const at = parent.at + Math.floor(random.next() * (now - parent.at));
    return { parent, post: parent.post, authorId: 1 + random.below(size.members), at, content: remark(random, canary) };
  });
  return made
    .toSorted((one, other) => one.at - other.at)
    .map((reply, index) => ({ ...reply, id: comments.length + index + 1, replies: 0 }));
}

function row(making: Making, { id, post, parent, authorId, at, content, replies: count }: Comment): Row {
  const time = Math.floor(at / 1000);
  const block = {
    id: making.nextBlock++,
    comment_id: id,
    user_id: authorId,
    content,
    type: 2,
    sort: 100,
    created_on: time,
    modified_on: time,
    deleted_on: 0,
    is_del: 0,
  };
  return {
    id,
    post_id: post.id,
    parent_id: parent?.id ?? null,
    author_id: authorId,
    blocks: { json: [block] },
    reply_count: count,
    ip: '127.0.0.1',
    request_key: requestKeyOf(id),
    revision: 1 + count,
    created_at: new Date(at),
    modified_at: new Date(at),
  };
}

function event({ id, post, parent, authorId, at }: Comment): Said {
  const said = { id, post, authorId, at };
  return parent
    ? { ...said, kind: 'reply', commentId: parent.id, parentAuthorId: parent.authorId }
    : { ...said, kind: 'comment', commentId: id };
}

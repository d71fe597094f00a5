import { commentsOf } from './comments.js';
import type { Row } from './copy.js';
import { beginning, between, type Community, isPublic, type Make, type Making } from './making.js';
import { messagesOf } from './messages.js';
import { mediaOf } from './media.js';
import { makePosts, postRow } from './posts.js';
import { Random } from './random.js';
import { canaryOf } from './texts.js';
import { topicsOf } from './topics.js';

/** Rows as the services would have written them, from a fixed seed. */
export function makeCommunity(make: Make): Community {
  const making: Making = {
    ...make,
    random: new Random(make.seed),
    canary: canaryOf(make.slug),
    posts: [],
    nextBlock: 1,
  };
  makePosts(making);
  const { posts } = making;
  const busiest = posts.find(isPublic)!;
  const { comments, events } = commentsOf(making, busiest);
  const stars = starsOf(making);
  const follows = followsOf(making);
  const messages = messagesOf(making, events);
  return {
    posts,
    busiestPost: busiest.id,
    nextBlock: making.nextBlock,
    tables: {
      member: membersOf(making, follows),
      post: posts.map(postRow),
      comment: comments,
      post_star: stars,
      relation: follows,
      message: messages,
      ...topicsOf(posts),
      ...mediaOf(posts),
    },
  };
}

/** Named as the services allow: letters and digits, at most 12. The first one is the owner. */
export const usernameOf = (id: number): string => (id === 1 ? 'owner' : `member${id}`);

function membersOf({ size, posts, passwordHash }: Making, follows: readonly Row[]): Row[] {
  return Array.from({ length: size.members }, (_, index) => {
    const id = index + 1;
    const created = new Date(beginning + index * 1000);
    return {
      id,
      username: usernameOf(id),
      nickname: usernameOf(id),
      password_hash: passwordHash,
      is_admin: id === 1,
      follow_count: follows.filter((row) => row['member_id'] === id).length,
      follower_count: follows.filter((row) => row['other_id'] === id).length,
      post_count: posts.filter(({ authorId }) => authorId === id).length,
      last_posted_at: lastPostOf(id, posts),
      created_at: created,
    };
  });
}

function lastPostOf(memberId: number, posts: Making['posts']): Date | null {
  const last = posts.findLast(({ authorId, visibility }) => authorId === memberId && visibility > 0);
  return last ? new Date(last.createdAt) : null;
}

function starsOf({ random, size, posts }: Making): Row[] {
  const open = posts.filter(isPublic);
  const given = new Set<string>();
  const rows: Row[] = [];
  while (rows.length < size.stars) {
    const post = open[random.skewed(open.length)]!;
    const memberId = 1 + random.below(size.members);
    const key = `${post.id}:${memberId}`;
    if (given.has(key)) continue;
    given.add(key);
    post.stars += 1;
    rows.push({ post_id: post.id, member_id: memberId, created_at: new Date(between(random, post.createdAt)) });
  }
  return rows;
}

function followsOf({ random, size }: Making): Row[] {
  const known = new Set<string>();
  const rows: Row[] = [];
  while (rows.length < size.follows) {
    const [one, other] = [1 + random.below(size.members), 1 + random.skewed(size.members)];
    const key = `${one}:${other}`;
    if (one === other || known.has(key)) continue;
    known.add(key);
    const at = new Date(between(random, beginning));
    rows.push({ member_id: one, other_id: other, kind: 'follow', created_at: at });
  }
  return rows;
}

import {
  type CommentStyle,
  type Judge,
  judgeBan,
  judgeComments,
  judgeList,
  judgePost,
  judgeProfile,
  judgeSelf,
  judgeTopics,
  listRules,
  tabRule,
  topicRule,
} from './stale-judges.js';
import { type ModelCommunity, type ModelMember, type ModelPost, type Session, topicsEach } from './stale-model.js';
import { judgeFrontPage, judgeMemberPage, judgePostPage } from './stale-pages.js';
import { oneOf, type Random, weighed } from './stale-random.js';

/** Something to ask, and how its answer is looked at. */
export interface Asking {
  readonly path: string;
  readonly judge: Judge;
  readonly isPage?: boolean;
  /** Not for guests, whatever the community. */
  readonly isOwn?: boolean;
  /** What is sent, where it is a try to write. */
  readonly body?: object;
}

export interface Question extends Asking {
  readonly community: ModelCommunity;
  /** Who asks; null for a guest. */
  readonly member: ModelMember | null;
  readonly session: Session | null;
}

interface Scene {
  readonly community: ModelCommunity;
  readonly random: Random;
  readonly member: ModelMember;
  readonly post: ModelPost | undefined;
}

const sizes = [5, 10, 20, 20, 20, 20] as const;
const styles = ['newest', 'hots', 'following'] as const;
const tabs = ['post', 'highlight', 'star'] as const;

function stretch(random: Random, farthest: number) {
  const size = random.of(sizes);
  const page = random.chance(0.75) ? 1 : 1 + random.below(Math.ceil(farthest / size) + 1);
  return { query: `page=${page}&page_size=${size}`, size, offset: (page - 1) * size };
}

const timeline = ({ random }: Scene): Asking => {
  const style = weighed(random, [
    [5, styles[0]],
    [2, styles[1]],
    [3, styles[2]],
  ]);
  const { query, ...of } = stretch(random, 12);
  return { path: `/v1/posts?style=${style}&${query}`, judge: judgeList(listRules[style], of) };
};

const topic = ({ random, community }: Scene): Asking => {
  const tag = random.below(topicsEach);
  const { query, ...of } = stretch(random, 6);
  const path = `/v1/posts?query=${community.mark('k', tag)}&type=tag&${query}`;
  return { path, judge: judgeList(topicRule(tag), of) };
};

const post = ({ post: asked }: Scene): Asking | null =>
  asked ? { path: `/v1/post?id=${asked.id}`, judge: judgePost(asked) } : null;

const comments = ({ post: asked, random }: Scene): Asking | null => {
  if (!asked) return null;
  const style = random.of<CommentStyle>(['default', 'newest', 'hots']);
  const { query, ...of } = stretch(random, 5);
  return { path: `/v1/post/comments?id=${asked.id}&style=${style}&${query}`, judge: judgeComments(asked, style, of) };
};

const profile = ({ member }: Scene): Asking => ({
  path: `/v1/user/profile?username=${member.username}`,
  judge: judgeProfile(member),
});

const memberPosts = ({ member, random }: Scene): Asking => {
  const tab = random.of(tabs);
  const { query, ...of } = stretch(random, 5);
  const path = `/v1/user/posts?username=${member.username}&style=${tab}&${query}`;
  return { path, judge: judgeList(tabRule(tab, member), of) };
};

const topics = (): Asking => ({ path: '/v1/tags?type=hot&num=20', judge: judgeTopics });

const self = (): Asking => ({ path: '/v1/user/info', judge: judgeSelf, isOwn: true });

/** It has one letter, which is too short: so nothing comes of it. */
const ban = (): Asking => ({ path: '/v1/user/nickname', judge: judgeBan, isOwn: true, body: { nickname: 'x' } });

const frontPage = ({ random }: Scene): Asking => {
  const style = random.of(styles);
  return { path: style === 'newest' ? '/' : `/?style=${style}`, judge: judgeFrontPage(style), isPage: true };
};

const postPage = ({ post: asked }: Scene): Asking | null =>
  asked ? { path: `/post/${asked.id}`, judge: judgePostPage(asked), isPage: true } : null;

const memberPage = ({ member }: Scene): Asking => ({
  path: `/@${member.username}`,
  judge: judgeMemberPage(member),
  isPage: true,
});

const kinds = [
  [34, timeline],
  [6, topic],
  [18, post],
  [12, comments],
  [9, profile],
  [9, memberPosts],
  [3, topics],
  [3, self],
  [2, ban],
  [2, frontPage],
  [1, postPage],
  [1, memberPage],
] as const satisfies readonly (readonly [number, (scene: Scene) => Asking | null])[];

/** Any question that this viewer may have. */
export function drawQuestion(
  community: ModelCommunity,
  random: Random,
  viewer: { readonly member: ModelMember; readonly session: Session } | null,
): Question {
  const posts = community.candidates(performance.now()).filter(({ id }) => id !== null);
  const scene = { community, random, member: random.of(community.members), post: oneOf(random, posts) };
  for (;;) {
    const asked = weighed<(scene: Scene) => Asking | null>(random, kinds)(scene);
    if (!asked || (asked.isOwn && !viewer)) continue;
    return { ...asked, community, member: viewer?.member ?? null, session: viewer?.session ?? null };
  }
}

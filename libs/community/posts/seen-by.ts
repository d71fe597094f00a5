import type { MemberCard, ViewerTies } from '#community/members';
import type { PostCard } from './post-card.js';

/** A card without a viewer as somebody sees it who follows some: the same object, where that changes nothing. */
export function seenBy({ follows }: Pick<ViewerTies, 'follows'>, card: PostCard): PostCard {
  const { author, quoted } = card;
  const isOther = follows.has(author.id) || (quoted && follows.has(quoted.author.id));
  if (!isOther) return card;
  const own = { ...card, author: withFlag(author, follows) };
  return quoted ? { ...own, quoted: { ...quoted, author: withFlag(quoted.author, follows) } } : own;
}

const withFlag = (member: MemberCard, follows: ViewerTies['follows']): MemberCard =>
  follows.has(member.id) ? { ...member, is_following: true } : member;

import type { Member, Viewer } from '#community/identity';
import { avatarUrl, coverUrl, type SeenProfile } from '#community/members';
import type { RelatedMember, Standing } from '#community/relations';
import { ownPath, type ReadingVisit } from '#web/shell';
import { type PersonView, safeLink } from '#web/ui';

/** A member as their page shows them. */
export interface ProfileView extends PersonView {
  readonly bio: string;
  /** Path of the picture across the top of their page; null: they have none. */
  readonly cover: string | null;
  /** Null: none, or none that may be followed. */
  readonly link: string | null;
  readonly joined: Date;
  readonly following: number;
  readonly followers: number;
  readonly posts: number;
  readonly isAdmin: boolean;
  readonly isSuspended: boolean;
  /** Whether whoever does not know them may be led to them. */
  readonly isFindable: boolean;
  readonly toViewer: ToViewer;
}

/** What the two are to each other; for guests nothing. */
export interface ToViewer extends Omit<Standing, 'isFindable'> {
  readonly isOwn: boolean;
  readonly isFollowing: boolean;
  readonly isFriend: boolean;
  readonly isBlocked: boolean;
  readonly isMuted: boolean;
}

const suspended = 2;

export function profileView(
  seen: SeenProfile,
  { isFindable, ...standing }: Standing,
  { viewer, site }: Pick<ReadingVisit, 'viewer' | 'site'>,
): ProfileView {
  const { isFollowing, isFriend, isBlocked, isMuted } = seen;
  return {
    ...personOf(seen, site),
    bio: seen.bio,
    cover: coverUrl('', seen) || null,
    link: safeLink(seen.link),
    joined: seen.createdAt,
    following: seen.followCount,
    followers: seen.followerCount,
    posts: seen.postCount,
    isAdmin: seen.isAdmin,
    isSuspended: seen.status === suspended,
    isFindable,
    toViewer: { ...standing, isOwn: isSelf(viewer, seen), isFollowing, isFriend, isBlocked, isMuted },
  };
}

export const personOf = (
  member: Pick<RelatedMember, 'id' | 'nickname' | 'username' | 'avatar'>,
  site: string,
): PersonView => ({
  name: member.nickname,
  username: member.username,
  avatar: ownPath(avatarUrl(site, member), site),
});

export const isSelf = (viewer: Viewer, { id }: Pick<Member, 'id'>): boolean => viewer?.id === id;

import type { Id } from '#kernel/database';
import { avatarUrl } from './avatar.js';
import type { OwnProfile } from './members.repository.js';

export interface MemberInfoView {
  readonly id: Id;
  readonly nickname: string;
  readonly username: string;
  readonly status: number;
  readonly avatar: string;
  readonly balance: number;
  readonly phone: string;
  readonly is_admin: boolean;
  readonly created_on: number;
  /** Of the wire: how many this member follows. */
  readonly follows: number;
  /** Of the wire: how many follow this member. */
  readonly followings: number;
  readonly tweets_count: number;
}

export const memberInfo = (own: OwnProfile, site: string): MemberInfoView => ({
  id: own.id,
  nickname: own.nickname,
  username: own.username,
  status: own.status,
  avatar: avatarUrl(site, own),
  balance: own.balance,
  phone: maskedPhone(own.phone),
  is_admin: own.isAdmin,
  created_on: Math.floor(own.createdAt.getTime() / 1000),
  follows: own.followCount,
  followings: own.followerCount,
  tweets_count: own.postCount,
});

/** Never empty when a number is bound: clients take empty for "none bound" and lock the settings. */
export function maskedPhone(phone: string): string {
  if (phone.length === 11) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return phone && `****${phone.length > 5 ? phone.slice(-2) : ''}`;
}

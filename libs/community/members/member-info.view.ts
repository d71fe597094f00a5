import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { avatarUrl, coverUrl } from './avatar.js';
import type { OwnProfile } from './members.repository.js';

export class MemberInfoView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: String }) nickname!: string;
  @ApiProperty({ type: String }) username!: string;
  @ApiProperty({ type: 'integer', description: '1 normal, 2 banned.' }) status!: number;
  @ApiProperty({ type: String, description: 'Address of the picture.' }) avatar!: string;
  @ApiProperty({ type: 'integer', description: 'In cents.' }) balance!: number;
  @ApiProperty({ type: String, description: 'Masked; empty when none is bound.' }) phone!: string;
  @ApiProperty({ type: Boolean }) is_admin!: boolean;
  @ApiProperty({ type: 'integer', description: 'Unix seconds.' }) created_on!: number;
  @ApiProperty({ type: 'integer', description: 'How many this member follows.' }) follows!: number;
  @ApiProperty({ type: 'integer', description: 'How many follow this member.' }) followings!: number;
  @ApiProperty({ type: 'integer' }) tweets_count!: number;
  @ApiProperty({ type: String, required: false, description: 'Address of the picture across the top of their page.' })
  cover?: string;
  @ApiProperty({ type: String, required: false, description: 'What they say of themselves; lines end with \\n.' })
  bio?: string;
  @ApiProperty({ type: String, required: false, description: 'An http or https address.' }) link?: string;
  @ApiProperty({ type: Boolean, required: false, description: 'False: kept out of the search for members.' })
  findable?: false;
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
  ...(own.cover && { cover: coverUrl(site, own) }),
  ...(own.bio && { bio: own.bio }),
  ...(own.link && { link: own.link }),
  ...(!own.isFindable && { findable: false }),
});

/** Never empty when a number is bound: clients take empty for "none bound" and lock the settings. */
export function maskedPhone(phone: string): string {
  if (phone.length === 11) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return phone && `****${phone.length > 5 ? phone.slice(-2) : ''}`;
}

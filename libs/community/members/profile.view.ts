import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { avatarUrl, coverUrl } from './avatar.js';
import type { SeenProfile } from './members.queries.js';

const ofViewer = { type: Boolean, description: 'Of the viewer.' };

export class ProfileView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: String }) nickname!: string;
  @ApiProperty({ type: String }) username!: string;
  @ApiProperty({ type: 'integer', description: '1 normal, 2 banned.' }) status!: number;
  @ApiProperty({ type: String, description: 'Address of the picture.' }) avatar!: string;
  @ApiProperty({ type: Boolean }) is_admin!: boolean;
  @ApiProperty(ofViewer) is_friend!: boolean;
  @ApiProperty({ type: Boolean, description: 'By the viewer.' }) is_following!: boolean;
  @ApiProperty({ type: 'integer', description: 'Unix seconds.' }) created_on!: number;
  @ApiProperty({ type: 'integer', description: 'How many this member follows.' }) follows!: number;
  @ApiProperty({ type: 'integer', description: 'How many follow this member.' }) followings!: number;
  @ApiProperty({ type: 'integer' }) tweets_count!: number;
  @ApiProperty({ type: String, required: false, description: 'Address of the picture across the top of their page.' })
  cover?: string;
  @ApiProperty({ type: String, required: false, description: 'What they say of themselves; lines end with \\n.' })
  bio?: string;
  @ApiProperty({ type: String, required: false, description: 'An http or https address.' }) link?: string;
  @ApiProperty({ type: Boolean, required: false, description: 'There when the viewer blocks this member.' })
  is_blocked?: true;
  @ApiProperty({ type: Boolean, required: false, description: 'There when the viewer has muted this member.' })
  is_muted?: true;
}

export const profileView = (seen: SeenProfile, site: string): ProfileView => ({
  id: seen.id,
  nickname: seen.nickname,
  username: seen.username,
  status: seen.status,
  avatar: avatarUrl(site, seen),
  is_admin: seen.isAdmin,
  is_friend: seen.isFriend,
  is_following: seen.isFollowing,
  created_on: Math.floor(seen.createdAt.getTime() / 1000),
  follows: seen.followCount,
  followings: seen.followerCount,
  tweets_count: seen.postCount,
  ...(seen.cover && { cover: coverUrl(site, seen) }),
  ...(seen.bio && { bio: seen.bio }),
  ...(seen.link && { link: seen.link }),
  ...(seen.isBlocked && { is_blocked: true }),
  ...(seen.isMuted && { is_muted: true }),
});

export class SuggestedMembersView {
  @ApiProperty({ type: String, isArray: true, description: 'Usernames, six at most.' }) suggest!: string[];
}

import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { avatarUrl } from '#community/members';
import type { RelatedMember } from './related-members.queries.js';
import type { ActiveMember } from './trends.queries.js';

export class RelatedMemberView {
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: String }) username!: string;
  @ApiProperty({ type: String }) nickname!: string;
  @ApiProperty({ type: String, description: 'Address of the picture.' }) avatar!: string;
  @ApiProperty({ type: Boolean, description: 'By the viewer.' }) is_following!: boolean;
  @ApiProperty({ type: 'integer', description: 'When they became a member, in Unix seconds.' }) created_on!: number;
}

export const relatedMember = (member: RelatedMember, site: string): RelatedMemberView => ({
  user_id: member.id,
  username: member.username,
  nickname: member.nickname,
  avatar: avatarUrl(site, member),
  is_following: member.isFollowing,
  created_on: Math.floor(member.createdAt.getTime() / 1000),
});

export class TrendView {
  @ApiProperty({ type: String }) username!: string;
  @ApiProperty({ type: String }) nickname!: string;
  @ApiProperty({ type: String, description: 'Address of the picture.' }) avatar!: string;
  @ApiProperty({ type: Boolean, description: 'They have posted within a day.' }) is_fresh!: boolean;
}

export const trendView = (member: ActiveMember, site: string): TrendView => ({
  username: member.username,
  nickname: member.nickname,
  avatar: avatarUrl(site, member),
  is_fresh: member.isFresh,
});

import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { memberCard } from '#community/members';
import type { TopicRow } from './topics.queries.js';

export class TopicCreatorView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: String }) nickname!: string;
  @ApiProperty({ type: String }) username!: string;
  @ApiProperty({ type: 'integer', description: '1 normal, 2 banned.' }) status!: number;
  @ApiProperty({ type: String }) avatar!: string;
  @ApiProperty({ type: Boolean }) is_admin!: boolean;
  @ApiProperty({ type: 'integer' }) created_on!: number;
}

export class TopicView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: 'integer', description: 'Who used it first; 0 when nobody is known.' }) user_id!: Id;
  @ApiProperty({ type: () => TopicCreatorView, nullable: true }) user!: TopicCreatorView | null;
  @ApiProperty({ type: String, description: 'In the spelling that came first.' }) tag!: string;
  @ApiProperty({ type: 'integer', description: 'Posts with it that are not private.' }) quote_num!: number;
  @ApiProperty({ type: 'integer', enum: [0, 1] }) is_following!: number;
  @ApiProperty({ type: 'integer', enum: [0, 1] }) is_top!: number;
  @ApiProperty({ type: 'integer', enum: [0, 1] }) is_pin!: number;
}

export class TopicListView {
  @ApiProperty({ type: () => TopicView, isArray: true }) topics!: TopicView[];
  @ApiProperty({ type: () => TopicView, isArray: true, required: false, description: 'Of `hot_extral`, if any.' })
  extral_topics?: TopicView[];
}

export class TopicStickView {
  @ApiProperty({ type: 'integer', enum: [0, 1] }) top_status!: number;
}

export class TopicPinView {
  @ApiProperty({ type: 'integer', enum: [0, 1] }) pin_status!: number;
}

export class SuggestedTopicsView {
  @ApiProperty({ type: String, isArray: true }) suggest!: string[];
}

/** `site`: the community's own URL. */
export const topicView = (row: TopicRow, site: string): TopicView => ({
  id: row.id,
  user_id: row.creatorId ?? 0,
  user: creatorView(row, site),
  tag: row.name,
  quote_num: row.quoteCount,
  is_following: Number(row.isFollowed),
  is_top: Number(row.isTop),
  is_pin: Number(row.isPin),
});

function creatorView(row: TopicRow, site: string): TopicCreatorView | null {
  if (!row.creatorSince) return null;
  const { is_friend: _friend, is_following: _following, ...card } = memberCard(row, site, 'creator');
  return { ...card, created_on: Math.floor(row.creatorSince.getTime() / 1000) };
}

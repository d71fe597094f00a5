import { ApiProperty } from '@nestjs/swagger';
import { MemberCardView, memberCard } from '#community/members';
import { type TopicRow, TopicView, topicView } from '#community/topics';
import { type FoundMemberRow, namesOf } from './found-members.queries.js';
import type { FoundNames } from './names-search.service.js';
import type { Asked } from './query-language.js';
import { snippetOf, type Wanted } from './snippets.js';

export const snippetAbout = 'HTML: what was looked for stands in `<mark>`, there is no other tag.';

export class FoundMemberView extends MemberCardView {
  @ApiProperty({ type: 'integer' }) follower_count!: number;
  @ApiProperty({ type: String, description: `Nickname and @username. ${snippetAbout}` }) snippet!: string;
}

export class FoundNamesView {
  @ApiProperty({ type: () => TopicView, isArray: true, description: 'Six at most.' }) topics!: TopicView[];
  @ApiProperty({ type: () => FoundMemberView, isArray: true, description: 'Six at most.' }) members!: FoundMemberView[];
}

/** How the box and the parameters beside it were understood. */
export class UnderstoodView {
  @ApiProperty({ type: String, description: 'What is left when the filters are taken out.' }) words!: string;
  @ApiProperty({ type: String, required: false, description: 'A username; left out where two are named.' })
  author?: string;
  @ApiProperty({ type: String, isArray: true }) tags!: string[];
  @ApiProperty({ type: String, required: false, description: 'The first day, as 2026-03-01.' }) from?: string;
  @ApiProperty({ type: String, required: false, description: 'The last day.' }) to?: string;
  @ApiProperty({ type: String, isArray: true, enum: ['image', 'video'] }) has!: string[];
}

/** `site`: the community's own URL. */
export const foundMemberView = (row: FoundMemberRow, wanted: Wanted, site: string): FoundMemberView => ({
  ...memberCard(row, site),
  follower_count: row.followerCount,
  snippet: snippetOf(namesOf(row), wanted),
});

/** Without who used it first, who may want to be found by no search. */
export const foundTopicView = (row: TopicRow, site: string): TopicView =>
  topicView({ ...row, creatorId: null, creatorSince: null }, site);

export const foundNamesView = ({ topics, members }: FoundNames, wanted: Wanted, site: string): FoundNamesView => ({
  topics: topics.list.map((row) => foundTopicView(row, site)),
  members: members.list.map((row) => foundMemberView(row, wanted, site)),
});

export const understoodView = ({ words, authors, tags, from, to, has }: Asked): UnderstoodView => ({
  words,
  ...(authors.length === 1 && { author: authors[0]! }),
  tags: [...tags],
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
  has: [...has],
});

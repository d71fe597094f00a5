import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IdField } from '#kernel/http';
import { isOwnHome, type SearchRun, type SearchRunKind, type SearchStatusReport } from '#kernel/search-mirror';
import type { NamedTenant } from './search-tenants.queries.js';

const drivers = ['postgres', 'opensearch'] as const;
const kinds = ['rebuild', 'move'] as const satisfies readonly SearchRunKind[];
const states = ['running', 'finished', 'failed'] as const satisfies readonly SearchRun['state'][];
export const homes = ['shared', 'own'] as const;
export type Home = (typeof homes)[number];

export class RebuildSearchDto {
  @IdField({ optional: true, about: 'Id of a community; without it all that are at work.' })
  tenant?: number;
}

export class MoveSearchDto {
  @ApiProperty({ enum: homes, description: 'The index that communities share, or one of its own.', example: 'own' })
  @IsIn(homes)
  home!: Home;
}

export class SearchTenantView implements NamedTenant {
  @ApiProperty({ type: Number, example: 3 })
  id!: number;
  @ApiProperty({ type: String, example: 'tea' })
  slug!: string;
}

export class SearchHomeView {
  @ApiProperty({ type: String, description: '`main`, or `own-` and the id of a community.', example: 'main' })
  home!: string;
  @ApiProperty({ type: String, example: 'paopao-main-000002' })
  index!: string;
  @ApiProperty({ type: Boolean, description: 'Gone from OpenSearch, and not made again yet.', example: false })
  lost!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The one that is to take its place.', example: null })
  next!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'In the index, of all communities; null while OpenSearch cannot be asked.',
    example: 10_240,
  })
  documents!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 4_194_304 })
  bytes!: number | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'False: made by other software or with other settings; rebuild.',
    example: true,
  })
  layout_current!: boolean | null;
  @ApiProperty({ type: Number, description: 'Communities whose documents are kept in it.', example: 120 })
  tenants!: number;
  @ApiProperty({ type: Number, description: 'Those of them whose documents are all there.', example: 120 })
  verified!: number;
  @ApiProperty({ type: Number, description: 'The same in the next index.', example: 0 })
  next_verified!: number;
}

export class SearchFailureView {
  @ApiProperty({ type: SearchTenantView, nullable: true, description: 'Null: it is gone.' })
  tenant!: SearchTenantView | null;
  @ApiProperty({ type: String, example: 'paopao-main-000002' })
  index!: string;
  @ApiProperty({ type: String, example: 'SearchStoreUnusable' })
  error!: string;
}

export class SearchStatusView {
  @ApiProperty({ enum: drivers, example: 'opensearch' })
  driver!: (typeof drivers)[number];
  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether OpenSearch answers; null without one.' })
  up!: boolean | null;
  @ApiProperty({ type: [SearchHomeView] })
  homes!: SearchHomeView[];
  @ApiProperty({ type: Number, description: 'Communities whose documents are all in OpenSearch.', example: 119 })
  verified!: number;
  @ApiProperty({ type: Number, description: 'Communities that are being put there.', example: 1 })
  filling!: number;
  @ApiProperty({
    type: Number,
    description: 'Communities that are searched in PostgreSQL for now, because changes wait for too long.',
    example: 0,
  })
  behind!: number;
  @ApiProperty({ type: Number, description: 'Documents that have changed, and are still to be sent.', example: 4 })
  changes!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'For how long the oldest has waited.', example: 0.4 })
  oldest_change_seconds!: number | null;
  @ApiProperty({ type: [SearchFailureView], description: 'The latest 20.' })
  errors!: SearchFailureView[];
}

export class SearchRunView {
  @ApiProperty({ type: Number, example: 7 })
  id!: number;
  @ApiProperty({ enum: kinds, example: 'rebuild' })
  what!: SearchRunKind;
  @ApiProperty({ enum: states, example: 'running' })
  state!: (typeof states)[number];
  @ApiProperty({
    type: String,
    description: 'Who asked for it; `schedule` for what is done at night.',
    example: 'root',
  })
  by!: string;
  @ApiProperty({ type: SearchTenantView, nullable: true, description: 'The community, where it is about only one.' })
  tenant!: SearchTenantView | null;
  @ApiProperty({ enum: homes, nullable: true, description: 'Where a move goes to.', example: null })
  home!: Home | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  started_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  finished_at!: Date | null;
  @ApiProperty({ type: Number, description: 'Communities that it is about.', example: 120 })
  tenants!: number;
  @ApiProperty({ type: Number, description: 'Those of them that have all their documents.', example: 17 })
  done!: number;
  @ApiProperty({
    type: Number,
    description: 'Those that it waits for: not at work any more, or their schema is behind.',
    example: 0,
  })
  waiting!: number;
  @ApiProperty({ type: Number, description: 'Documents that have been put so far.', example: 20_480 })
  documents!: number;
  @ApiProperty({ type: String, nullable: true, description: 'What is in the way, or why it failed.', example: null })
  error!: string | null;
}

export class SearchRunListView {
  @ApiProperty({ type: [SearchRunView] })
  items!: SearchRunView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6MTc' })
  next!: string | null;
}

/** `tenants`: by role. */
export function statusView(
  { isUp, homes: kept, oldestChange, errors, ...report }: SearchStatusReport,
  tenants: ReadonlyMap<string, NamedTenant>,
): SearchStatusView {
  return {
    ...report,
    up: isUp,
    homes: kept.map(({ isLost, isLayoutCurrent, nextVerified, ...home }) => {
      return { ...home, lost: isLost, layout_current: isLayoutCurrent, next_verified: nextVerified };
    }),
    oldest_change_seconds: oldestChange,
    errors: errors.map(({ role, index, error }) => ({ tenant: tenants.get(role) ?? null, index, error })),
  };
}

/** As above. */
export function runView(
  { home, startedAt, finishedAt, role, ...run }: SearchRun,
  tenants: ReadonlyMap<string, NamedTenant>,
): SearchRunView {
  return {
    ...run,
    tenant: role === null ? null : (tenants.get(role) ?? null),
    home: run.what === 'move' ? (home !== null && isOwnHome(home) ? 'own' : 'shared') : null,
    started_at: startedAt,
    finished_at: finishedAt,
  };
}

import { ApiProperty } from '@nestjs/swagger';
import { IdField } from '#kernel/http';
import type { ReconcileFailure, ReconcileKind, ReconcileReport, Tally } from '#kernel/jobs';
import { JobTenantView } from './jobs.dto.js';
import { reasonAndStack } from './reason.js';

export class ReconcileDto {
  @IdField({ optional: true, about: 'Id of a community; without it all that are at work are gone through.' })
  tenant?: number;
}

export class TallyView implements Tally {
  @ApiProperty({ type: Number, description: 'Rows that were looked at.', example: 10_240 })
  checked!: number;
  @ApiProperty({ type: Number, description: 'Those of them that were wrong, and are right again.', example: 2 })
  repaired!: number;
  @ApiProperty({ type: Number, description: 'Those that were wrong and could not be made right.', example: 0 })
  failed!: number;
}

export class ReconcileKindsView implements Record<ReconcileKind, TallyView> {
  @ApiProperty({ type: TallyView })
  counter!: TallyView;
  @ApiProperty({ type: TallyView })
  search!: TallyView;
  @ApiProperty({ type: TallyView })
  message!: TallyView;
  @ApiProperty({ type: TallyView })
  media!: TallyView;
}

export class ReconcileFailureView {
  @ApiProperty({ type: JobTenantView, nullable: true, description: 'Null: it is gone.' })
  tenant!: JobTenantView | null;
  @ApiProperty({ type: String, description: 'What is derived.', example: 'search.documents' })
  state!: string;
  @ApiProperty({ type: Number, example: 1 })
  failed!: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it could not be gone through; null where it could, and found what it does not mend.',
    example: 'QueryFailedError, code 42P01',
  })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where it failed.', example: '    at SearchIndex.put …' })
  stack!: string | null;
}

const states = ['running', 'finished'] as const;

export class ReconcileView extends TallyView {
  @ApiProperty({ type: Number, example: 7 })
  id!: number;
  @ApiProperty({ enum: states, example: 'running' })
  state!: (typeof states)[number];
  @ApiProperty({ type: String, description: 'Who asked for it.', example: 'root' })
  by!: string;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  started_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  finished_at!: Date | null;
  @ApiProperty({ type: Number, description: 'Communities to go through.', example: 120 })
  tenants!: number;
  @ApiProperty({ type: Number, description: 'Communities that it has gone through.', example: 17 })
  done!: number;
  @ApiProperty({
    type: Number,
    description: 'Communities that it waits for: not at work any more, or their schema is behind.',
    example: 0,
  })
  waiting!: number;
  @ApiProperty({ type: Number, description: 'Communities that it has left: given up, or gone meanwhile.', example: 0 })
  lost!: number;
  @ApiProperty({ type: ReconcileKindsView })
  by_kind!: ReconcileKindsView;
  @ApiProperty({ type: [ReconcileFailureView], description: 'What failed, by community and state; the first 50.' })
  failures!: ReconcileFailureView[];
}

/** `tenants`: by role. */
export function reconcileView(
  { startedAt, finishedAt, byKind, failures, ...report }: ReconcileReport,
  tenants: ReadonlyMap<string, JobTenantView>,
): ReconcileView {
  return {
    ...report,
    state: finishedAt ? 'finished' : 'running',
    started_at: startedAt,
    finished_at: finishedAt,
    by_kind: byKind,
    failures: failures.map(({ role, state, failed, error }: ReconcileFailure) => {
      return { tenant: tenants.get(role) ?? null, state, failed, ...reasonAndStack(error) };
    }),
  };
}

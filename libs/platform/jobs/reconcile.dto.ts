import { ApiProperty } from '@nestjs/swagger';
import { IdField } from '#kernel/http';
import { type ReconcileKind, type ReconcileReport, type Tally } from '#kernel/jobs';

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
  @ApiProperty({ type: ReconcileKindsView })
  by_kind!: ReconcileKindsView;
}

export function reconcileView({ startedAt, finishedAt, byKind, ...report }: ReconcileReport): ReconcileView {
  return {
    ...report,
    state: finishedAt ? 'finished' : 'running',
    started_at: startedAt,
    finished_at: finishedAt,
    by_kind: byKind,
  };
}

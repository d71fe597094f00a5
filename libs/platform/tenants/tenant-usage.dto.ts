import { ApiProperty } from '@nestjs/swagger';
import { type HourFigure, hourFigures, type QuotaUse } from '#kernel/quotas';
import { type Quota, quotas } from '#kernel/scope';
import { TenantSpaceView } from './tenant-space.dto.js';

export class QuotaUseView implements QuotaUse {
  @ApiProperty({ enum: quotas, example: 'members' })
  quota!: Quota;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Now, or today; null where it is not counted because nothing limits it.',
    example: 41,
  })
  used!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: as much as it likes.', example: 100 })
  limit!: number | null;
  @ApiProperty({ type: Boolean, description: 'Four fifths of it are used, or more.', example: false })
  warning!: boolean;
}

export class UsedHourView implements Record<HourFigure, number> {
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'Its beginning.',
    example: '2026-03-01T09:00:00.000Z',
  })
  hour!: Date;
  @ApiProperty({ type: Number, description: 'Answered.', example: 5120 })
  requests!: number;
  @ApiProperty({ type: Number, description: 'Of these, what was to change something.', example: 211 })
  writes!: number;
  @ApiProperty({ type: Number, description: 'Put off, because there were too many at once.', example: 0 })
  refused!: number;
  @ApiProperty({ type: Number, description: 'New ones.', example: 34 })
  posts!: number;
  @ApiProperty({ type: Number, description: 'New ones.', example: 2 })
  members!: number;
  @ApiProperty({ type: Number, example: 17 })
  searches!: number;
  @ApiProperty({ type: Number, description: 'Bytes that were sent to it.', example: 5_242_880 })
  bytes_in!: number;
  @ApiProperty({
    type: Number,
    description: 'Bytes of its answers, as far as their length was known.',
    example: 73_400_320,
  })
  bytes_out!: number;
}

export class TenantUsageView extends TenantSpaceView {
  @ApiProperty({ type: String, description: 'Its plan: see `/platform/v1/plans`.', example: 'standard' })
  plan!: string;
  @ApiProperty({ type: [QuotaUseView], description: 'Empty while it has no schema.' })
  quotas!: QuotaUseView[];
  @ApiProperty({ enum: quotas, isArray: true, description: 'Of which four fifths are used, or more.', example: [] })
  warnings!: Quota[];
  @ApiProperty({
    type: [UsedHourView],
    description: `Hours in which something was done, the latest first: ${hourFigures.join(', ')}. Up to half a minute late.`,
  })
  hours!: UsedHourView[];
}

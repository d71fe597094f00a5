import { ApiProperty } from '@nestjs/swagger';
import { IsObject, IsString, Matches } from 'class-validator';
import { type Limits, quotas } from '#kernel/scope';
import { planName, planNameRule } from './plan.js';

const limitsSchema = {
  type: 'object',
  properties: Object.fromEntries(
    quotas.map((quota) => [quota, { type: 'integer' as const, minimum: 0, nullable: true }]),
  ),
  additionalProperties: false,
  description: 'What is left out, or null, is not limited.',
  example: { members: 500, posts_per_day: 2000 },
} as const;

export class ChangePlanDto {
  @IsObject()
  @ApiProperty(limitsSchema)
  limits!: object;
}

export class GivePlanDto {
  @IsString()
  @Matches(planName, { message: planNameRule })
  @ApiProperty({ type: String, description: 'Name of the plan.', example: 'club' })
  plan!: string;
}

export class PlanVersionView {
  @ApiProperty({ type: Number, example: 1 })
  version!: number;
  @ApiProperty(limitsSchema)
  limits!: Limits;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the operator; null: it came with the product.',
    example: 'root',
  })
  changed_by!: string | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  changed_at!: string;
}

export class PlanView extends PlanVersionView {
  @ApiProperty({ type: String, example: 'club' })
  name!: string;
  @ApiProperty({ type: Number, description: 'Communities that have it.', example: 12 })
  tenants!: number;
  @ApiProperty({ type: [PlanVersionView], description: 'What it was before, the last first.' })
  former!: PlanVersionView[];
}

export class PlanListView {
  @ApiProperty({ type: [PlanView] })
  items!: PlanView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: there are few plans.', example: null })
  next!: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import type { Operation } from './operation.js';

export const operationStates = ['running', 'succeeded', 'failed'] as const;

export class OperationView {
  @ApiProperty({ type: Number, example: 7 })
  id!: number;
  @ApiProperty({ type: String, description: 'What is done, such as `provision` or `purge`.', example: 'provision' })
  kind!: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Id of the community it is about; null when its record is gone.',
    example: 3,
  })
  tenant!: number | null;
  @ApiProperty({ enum: operationStates, example: 'succeeded' })
  state!: Operation['state'];
  @ApiProperty({
    type: String,
    description: 'What is being done; empty when it has succeeded. Of one that failed: what was being done.',
    example: '',
  })
  step!: string;
  @ApiProperty({ type: Number, description: 'Steps done.', example: 3 })
  done!: number;
  @ApiProperty({ type: Number, description: 'Steps in all.', example: 3 })
  total!: number;
  @ApiProperty({ type: Number, description: 'How often it was begun or taken over.', example: 1 })
  attempts!: number;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  created_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.400Z' })
  updated_at!: Date;
  @ApiProperty({ type: String, required: false, description: 'Why it failed, or why it is tried again.' })
  error?: string;
  @ApiProperty({ type: Object, additionalProperties: true, required: false, description: 'When it succeeded.' })
  result?: object;
}

export class OperationListView {
  @ApiProperty({ type: [OperationView] })
  items!: OperationView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: null })
  next!: string | null;
}

export class PendingTenantView {
  @ApiProperty({ type: OperationView })
  operation!: OperationView;
}

export const operationView = (operation: Operation): OperationView => {
  const { id, kind, tenantId, state, step, done, total, attempts, createdAt, updatedAt, error, result } = operation;
  return {
    id,
    kind,
    tenant: tenantId,
    state,
    step,
    done,
    total,
    attempts,
    created_at: createdAt,
    updated_at: updatedAt,
    ...(error !== null && { error }),
    ...(result !== null && { result: result as object }),
  };
};

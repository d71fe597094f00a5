import { ApiProperty } from '@nestjs/swagger';

export class AuditEntryView {
  @ApiProperty({ type: Number, example: 17 })
  id!: number;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  at!: Date;
  @ApiProperty({ type: String, description: 'Name of the operator.', example: 'root' })
  operator!: string;
  @ApiProperty({ type: String, example: 'tenant.suspend' })
  action!: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Id of the community, where one is concerned.',
    example: 3,
  })
  tenant_id!: number | null;
  @ApiProperty({ type: Object, additionalProperties: true, example: { slug: 'tea' } })
  details!: Record<string, unknown>;
  @ApiProperty({ type: Number, description: 'HTTP status of the answer.', example: 200 })
  status!: number;
  @ApiProperty({ type: String, nullable: true, example: '0b6ab0b1-6a25-44c3-a0a8-1a9e2f6f6d8e' })
  request_id!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '192.0.2.7' })
  address!: string | null;
}

export class AuditListView {
  @ApiProperty({ type: [AuditEntryView] })
  items!: AuditEntryView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6MTc' })
  next!: string | null;
}

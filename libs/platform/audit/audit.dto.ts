import { ApiProperty } from '@nestjs/swagger';

export class AuditEntryView {
  @ApiProperty({ type: Number, example: 17 })
  id!: number;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  at!: Date;
  @ApiProperty({
    enum: ['operator', 'platform', 'member'],
    description: '`platform`: by itself; `member`: of the community, for which they act.',
    example: 'operator',
  })
  actor!: 'operator' | 'platform' | 'member';
  @ApiProperty({ type: String, description: 'Name of who acted.', example: 'root' })
  operator!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Id of the member, where one acted.', example: null })
  member_id!: number | null;
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

export class AuditExportView extends AuditEntryView {
  @ApiProperty({
    type: String,
    description: 'SHA-256 of the row before; empty for the first.',
    example: '9f86d081884c…',
  })
  previous!: string;
  @ApiProperty({
    type: String,
    description: 'SHA-256 over `previous` and all that the row says.',
    example: '60303ae22b99…',
  })
  hash!: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { TenantState } from '#kernel/scope';

export const tenantStates = [
  'provisioning',
  'active',
  'read_only',
  'suspended',
  'archived',
  'deleting',
  'deleted',
  'failed',
] as const;
export const locales = ['zh-CN', 'en'] as const;

/** The name as people see it, with no space around it. */
export const TenantName = (): PropertyDecorator => (target, key) => {
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))(target, key);
  IsString()(target, key);
  Length(1, 80)(target, key);
  ApiProperty({ type: String, minLength: 1, maxLength: 80, example: 'The tea room' })(target, key);
};

export class ChangeTenantDto {
  @IsOptional()
  @TenantName()
  @ApiProperty({ type: String, required: false })
  name?: string;

  @IsOptional()
  @IsIn(['active', 'read_only'])
  @ApiProperty({ enum: ['active', 'read_only'], required: false, example: 'read_only' })
  state?: 'active' | 'read_only';
}

export class HostView {
  @ApiProperty({ type: String, example: 'tea.example.org' })
  host!: string;
  @ApiProperty({ enum: ['subdomain', 'custom'], example: 'subdomain' })
  kind!: 'subdomain' | 'custom';
  @ApiProperty({ type: Boolean, example: true })
  primary!: boolean;
}

export class OwnerView {
  @ApiProperty({ type: String, example: 'camellia' })
  username!: string;
}

export class TenantView {
  @ApiProperty({ type: Number, example: 3 })
  id!: number;
  @ApiProperty({ type: String, example: 'tea' })
  slug!: string;
  @ApiProperty({ type: String, example: 'The tea room' })
  name!: string;
  @ApiProperty({ enum: tenantStates, example: 'active' })
  state!: TenantState;
  @ApiProperty({ enum: locales, example: 'zh-CN' })
  locale!: string;
  @ApiProperty({ type: [HostView] })
  hosts!: HostView[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where its members find it.',
    example: 'https://tea.example.org',
  })
  url!: string | null;
  @ApiProperty({ type: OwnerView })
  owner!: OwnerView;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  created_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  updated_at!: Date;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'While it is being deleted: when everything of it is removed for good. Until then it can be restored.',
    example: null,
  })
  delete_after!: Date | null;
}

export class TenantListView {
  @ApiProperty({ type: [TenantView] })
  items!: TenantView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6Mw' })
  next!: string | null;
}

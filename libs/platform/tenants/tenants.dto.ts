import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { TenantState } from '#kernel/scope';
import { standings } from '#kernel/tenancy';
import { ReasonField } from './state-reason.js';

export const tenantStates = Object.keys(standings) as readonly TenantState[];
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

  @ReasonField()
  reason?: string;
}

/** Of what closes a community. */
export class StateReasonDto {
  @ReasonField()
  reason?: string;
}

export class RestoreTenantDto {
  @IsOptional()
  @IsIn(['archived', 'deleting'])
  @ApiProperty({
    enum: ['archived', 'deleting'],
    required: false,
    description:
      'Only out of this state: in another one nothing changes, so that a request may be repeated. One that was archived when it was deleted comes back archived.',
    example: 'deleting',
  })
  from?: 'archived' | 'deleting';
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

export class ProvisioningFailureView {
  @ApiProperty({ type: Number, description: 'Id of the operation that was to make it.', example: 7 })
  operation!: number;
  @ApiProperty({ type: String, description: 'What was being done.', example: 'schema' })
  step!: string;
  @ApiProperty({ type: String, example: 'The disk is full.' })
  error!: string;
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
  @ApiProperty({
    type: String,
    description: 'Why it is not open, in the words its visitors see; empty where nobody has said.',
    example: '',
  })
  state_reason!: string;
  @ApiProperty({ enum: locales, example: 'zh-CN' })
  locale!: string;
  @ApiProperty({ type: String, description: 'What it may use: see `/platform/v1/plans`.', example: 'standard' })
  plan!: string;
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
  @ApiProperty({
    type: ProvisioningFailureView,
    nullable: true,
    description:
      'Why it never came to be, in the state `failed`. It goes after 30 days, or when its name is asked for.',
    example: null,
  })
  failure!: ProvisioningFailureView | null;
  @ApiProperty({
    type: Object,
    additionalProperties: true,
    nullable: true,
    description:
      'In the state `deleted`: how much there was of it in each store `before` it was removed and `after` that, and what is `kept`.',
    example: null,
  })
  certificate!: object | null;
}

export class TenantListView {
  @ApiProperty({ type: [TenantView] })
  items!: TenantView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6Mw' })
  next!: string | null;
}

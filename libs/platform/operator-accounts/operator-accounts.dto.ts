import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { FlagField, IntField } from '#kernel/http';
import {
  type OperatorCard,
  operatorNameForm,
  operatorNameReason,
  type OperatorToken,
  type Role,
  roles,
  scopes,
} from '#platform/operators';

const moment = { type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' } as const;

export class NewOperatorDto {
  @Matches(operatorNameForm, { message: `name must be ${operatorNameReason}` })
  @ApiProperty({ type: String, description: `Of ${operatorNameReason}.`, example: 'grace' })
  name!: string;
  @IsIn(roles)
  @ApiProperty({ enum: roles, example: 'support' })
  role!: Role;
}

export class ChangeOperatorDto {
  @IsOptional()
  @IsIn(roles)
  @ApiProperty({ enum: roles, required: false, example: 'read' })
  role?: Role;
  @FlagField({ optional: true, about: 'True: none of its tokens works until it is false again.' })
  disabled?: boolean;
}

export class OperatorView {
  @ApiProperty({ type: Number, example: 4 })
  id!: number;
  @ApiProperty({ type: String, example: 'grace' })
  name!: string;
  @ApiProperty({ enum: roles, example: 'support' })
  role!: Role;
  @ApiProperty({ type: Boolean, example: false })
  disabled!: boolean;
  @ApiProperty({ type: Number, description: 'How many of its tokens have not run out.', example: 2 })
  tokens!: number;
  @ApiProperty(moment)
  created_at!: Date;
  @ApiProperty({ ...moment, nullable: true, example: null })
  disabled_at!: Date | null;
}

export class OperatorListView {
  @ApiProperty({ type: [OperatorView] })
  items!: OperatorView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: null })
  next!: string | null;
}

export class NewTokenDto {
  @IsOptional()
  @IsString()
  @Length(0, 80)
  @ApiProperty({ type: String, required: false, maxLength: 80, description: 'What it is for.', example: 'backups' })
  name?: string;
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(scopes, { each: true })
  @ApiProperty({
    type: 'array',
    items: { type: 'string', enum: [...scopes] },
    required: false,
    description: 'What it may do of what the role allows; without it, all of that.',
    example: ['tenants:read'],
  })
  scopes?: string[];
  @IntField({ optional: true, min: 1, max: 365, about: 'When it runs out; 90 where neither this nor a time is given.' })
  expires_in_days?: number;
  @IsOptional()
  @IsISO8601({ strict: true })
  @ApiProperty({ ...moment, required: false, description: 'In place of days: within a year.' })
  expires_at?: string;
}

export class TokenView {
  @ApiProperty({ type: Number, example: 9 })
  id!: number;
  @ApiProperty({ type: String, example: 'backups' })
  name!: string;
  @ApiProperty({ type: String, description: 'How it begins; empty for old ones.', example: 'ppo_3kQ9xA' })
  hint!: string;
  @ApiProperty({
    type: 'array',
    items: { type: 'string', enum: [...scopes] },
    nullable: true,
    description: 'Null: all that the role allows.',
    example: ['tenants:read'],
  })
  scopes!: readonly string[] | null;
  @ApiProperty({ enum: ['issued', 'setting'], description: '`setting`: that of OPERATOR_TOKEN.', example: 'issued' })
  source!: 'issued' | 'setting';
  @ApiProperty({ type: String, description: 'Who has made it.', example: 'root' })
  created_by!: string;
  @ApiProperty(moment)
  created_at!: Date;
  @ApiProperty({ ...moment, nullable: true, description: 'Null: when it is taken away.' })
  expires_at!: Date | null;
  @ApiProperty({ ...moment, nullable: true, description: 'To ten minutes; null: never.' })
  last_used_at!: Date | null;
}

export class MadeTokenView extends TokenView {
  @ApiProperty({
    type: String,
    description: 'The token itself, shown this once.',
    example: 'ppo_3kQ9xA0b6ab0b16a2544c3a0a81a9e2f6f6d8eM4tq2Zc0w',
  })
  token!: string;
}

export class TokenListView {
  @ApiProperty({ type: [TokenView] })
  items!: TokenView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: null })
  next!: string | null;
}

export const operatorView = ({ createdAt, disabledAt, ...card }: OperatorCard): OperatorView => ({
  ...card,
  disabled: disabledAt !== null,
  created_at: createdAt,
  disabled_at: disabledAt,
});

export const tokenView = ({ createdBy, createdAt, expiresAt, lastUsedAt, ...token }: OperatorToken): TokenView => ({
  ...token,
  created_by: createdBy,
  created_at: createdAt,
  expires_at: expiresAt,
  last_used_at: lastUsedAt,
});

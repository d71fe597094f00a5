import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDate,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { templateNames } from '#platform/templates';
import { locales } from '#platform/tenants';

const longest = 2000;
/** What is wrong with a text is said beside all else that is wrong: here it only has to be one. */
const Typed =
  (description: string, example: string): PropertyDecorator =>
  (target, key) => {
    IsString()(target, key);
    MaxLength(longest)(target, key);
    ApiProperty({ type: String, description, example })(target, key);
  };

export class SignupOwnerDto {
  @Typed('3 to 12 letters and digits.', 'camellia') username!: string;
  @Typed(
    'Where the owner is reached. It has to be confirmed before the limits of the plan hold.',
    'camellia@example.org',
  )
  email!: string;
  @Typed('6 to 128 characters.', 'green and black') password!: string;
}

export class NewSignupDto {
  @Typed('1 to 80 characters.', 'The tea room') name!: string;
  @Typed('3 to 40 small letters, digits and single hyphens.', 'tea') slug!: string;

  @IsOptional()
  @IsString()
  @ApiProperty({ enum: locales, required: false, default: 'zh-CN', example: 'en' })
  locale?: string;

  @IsOptional()
  @IsString()
  @ApiProperty({
    enum: templateNames,
    required: false,
    description: 'Nothing to begin with when left out.',
    example: 'club',
  })
  template?: string;

  @IsOptional()
  @IsString()
  @MaxLength(longest)
  @ApiProperty({
    type: String,
    required: false,
    description: 'Of an invitation, where the platform asks for one.',
    example: '7KQ2-M9XA-4HTB-WPRD',
  })
  code?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => SignupOwnerDto)
  @ApiProperty({ type: SignupOwnerDto })
  owner!: SignupOwnerDto;
}

const states = ['waiting', 'making', 'ready', 'refused', 'expired', 'failed'] as const;

export class SignupStandingView {
  @ApiProperty({ enum: states, description: '`waiting` for an operator, `making` it just now.', example: 'ready' })
  state!: (typeof states)[number];
  @ApiProperty({ type: String, example: 'tea' }) slug!: string;
  @ApiProperty({ type: String, example: 'The tea room' }) name!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of the community, once it is there.',
    example: 'https://tea.example.org',
  })
  url!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Signs in a browser that opens it, once, in the first quarter of an hour.',
    example: 'https://tea.example.org/enter/5CWmYOVg…',
  })
  enter_url!: string | null;
  @ApiProperty({
    type: String,
    description: 'A page that says the same again; a secret.',
    example: 'https://platform.example.org/created/7-x3…',
  })
  status_url!: string;
  @ApiProperty({ type: String, description: 'Why it was refused.', example: '' }) reason!: string;
}

const rowStates = ['pending', 'accepted', 'refused'] as const;

export class SignupView {
  @ApiProperty({ type: Number, example: 7 }) id!: number;
  @ApiProperty({ enum: states, example: 'waiting' }) state!: (typeof states)[number];
  @ApiProperty({ type: String, example: 'tea' }) slug!: string;
  @ApiProperty({ type: String, example: 'The tea room' }) name!: string;
  @ApiProperty({ enum: locales, example: 'en' }) locale!: string;
  @ApiProperty({ enum: templateNames, nullable: true, example: 'club' }) template!: string | null;
  @ApiProperty({ type: String, example: 'free' }) plan!: string;
  @ApiProperty({
    type: Object,
    additionalProperties: true,
    example: { username: 'camellia', email: 'camellia@example.org' },
  })
  owner!: { readonly username: string; readonly email: string };
  @ApiProperty({ type: String, description: 'Where the request came from.', example: '192.0.2.7' }) address!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Id of the community.', example: null }) tenant_id!:
    | number
    | null;
  @ApiProperty({ type: String, nullable: true, example: null }) url!: string | null;
  @ApiProperty({ type: String, description: 'Why it was refused.', example: '' }) reason!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the operator.', example: null }) decided_by!:
    | string
    | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) decided_at!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' }) created_at!: Date;
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When the row goes.',
    example: '2026-03-31T09:30:00.000Z',
  })
  expires_at!: Date;
}
export const signupRowStates = rowStates;

export class SignupListView {
  @ApiProperty({ type: [SignupView] }) items!: SignupView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6Nw' }) next!:
    | string
    | null;
}

export class RefuseSignupDto {
  @IsString()
  @Length(1, 500)
  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: 500,
    description: 'The applicant reads it.',
    example: 'We host clubs only.',
  })
  reason!: string;
}

export class NewInvitationDto {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000, default: 1, required: false, example: 1 })
  uses?: number;

  @IsOptional()
  @Type(() => Date)
  @IsDate()
  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    description: 'In 30 days when left out.',
    example: '2030-04-01T00:00:00.000Z',
  })
  expires?: Date;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  @ApiProperty({
    type: String,
    required: false,
    description: 'Of the communities made with it; otherwise that of sign-ups.',
    example: 'club',
  })
  plan?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  @ApiProperty({ type: String, required: false, description: 'For operators.', example: 'For the chess club' })
  note?: string;
}

export class InvitationView {
  @ApiProperty({ type: Number, example: 7 }) id!: number;
  @ApiProperty({ type: Number, example: 1 }) uses!: number;
  @ApiProperty({ type: Number, description: 'How many communities were made with it.', example: 0 }) used!: number;
  @ApiProperty({ type: String, nullable: true, example: 'club' }) plan!: string | null;
  @ApiProperty({ type: String, example: 'For the chess club' }) note!: string;
  @ApiProperty({ type: String, description: 'Name of the operator.', example: 'root' }) created_by!: string;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' }) created_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-31T09:30:00.000Z' }) expires_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) revoked_at!: Date | null;
}

export class NewInvitationView extends InvitationView {
  @ApiProperty({ type: String, description: 'Told this once.', example: '7KQ2-M9XA-4HTB-WPRD' }) code!: string;
  @ApiProperty({
    type: String,
    description: 'The form with the code in it.',
    example: 'https://platform.example.org/create?code=7KQ2-M9XA-4HTB-WPRD',
  })
  url!: string;
}

export class InvitationListView {
  @ApiProperty({ type: [InvitationView] }) items!: InvitationView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6Nw' }) next!:
    | string
    | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { mailAddress } from '#kernel/mail';
import { type TemplateName, templateNames } from '#platform/templates';
import { locales, OwnerView, TenantName, TenantView } from '#platform/tenants';

const IsMailAddress = (): PropertyDecorator =>
  ValidateBy({
    name: 'isMailAddress',
    validator: {
      validate: (value) => typeof value === 'string' && mailAddress(value) !== null,
      defaultMessage: () => 'email must be an address that mail can be sent to',
    },
  });

export class NewOwnerDto {
  @IsString()
  @MaxLength(100)
  @ApiProperty({ type: String, description: 'As a community takes it: letters and digits.', example: 'camellia' })
  username!: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  @ApiProperty({
    type: String,
    required: false,
    description: 'Without one, the answer holds a link to set it.',
    example: 'green and black',
  })
  @MinLength(1)
  password?: string;

  @IsOptional()
  @IsMailAddress()
  @ApiProperty({
    type: String,
    required: false,
    format: 'email',
    description: 'They get a mail by which they confirm that it is theirs.',
    example: 'camellia@example.org',
  })
  email?: string;
}

export class NewTenantDto {
  @IsString()
  @MaxLength(100)
  @ApiProperty({ type: String, description: '3 to 40 small letters, digits and single hyphens.', example: 'tea' })
  slug!: string;

  @TenantName()
  name!: string;

  @IsOptional()
  @IsIn(locales)
  @ApiProperty({ enum: locales, required: false, default: 'zh-CN', example: 'en' })
  locale?: (typeof locales)[number];

  @IsOptional()
  @IsIn(templateNames)
  @ApiProperty({
    enum: templateNames,
    required: false,
    description: 'Topics, rules and a first post to begin with; nothing when left out.',
    example: 'club',
  })
  template?: TemplateName;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ type: String, required: false, default: 'standard', description: 'What it may use.', example: 'club' })
  plan?: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => NewOwnerDto)
  @ApiProperty({ type: NewOwnerDto })
  owner!: NewOwnerDto;
}

export class NewOwnerView extends OwnerView {
  @ApiProperty({ type: String, required: false, description: 'As it was in the request.' })
  password?: string;
  @ApiProperty({
    type: String,
    required: false,
    description: 'Link by which the owner sets a password: good once and for 7 days.',
    example: 'https://tea.example.org/invite/5CWmYOVg…',
  })
  invite?: string;
}

export class NewTenantView extends TenantView {
  @ApiProperty({ type: NewOwnerView })
  declare owner: NewOwnerView;
}

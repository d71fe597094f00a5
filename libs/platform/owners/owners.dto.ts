import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class RecoverOwnerDto {
  @IsString()
  @Length(1, 100)
  @ApiProperty({
    type: String,
    description:
      'A member of the community; or a name that nobody there has, for a new account. The owner’s own name: they get a link to set a new password.',
    example: 'assam',
  })
  username!: string;

  @IsOptional()
  @IsString()
  @MaxLength(254)
  @ApiProperty({
    type: String,
    required: false,
    format: 'email',
    description: 'Where the new owner is reached; they confirm it by a mail.',
    example: 'assam@example.org',
  })
  email?: string;

  @Transform(trimmed)
  @IsString()
  @Length(10, 2000)
  @ApiProperty({
    type: String,
    minLength: 10,
    maxLength: 2000,
    description: 'Why this is the one: for whoever confirms it, and for the audit log.',
    example: 'Invoice 2231 and a call back to the number in the contract.',
  })
  proof!: string;
}

export class OwnerOfferView {
  @ApiProperty({ type: String, description: 'Username of the member who is to accept.', example: 'assam' })
  to!: string;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-08T09:30:00.000Z' })
  expires_at!: Date;
}

export class OwnerRecoveryView {
  @ApiProperty({ type: String, example: 'assam' })
  username!: string;
  @ApiProperty({ type: Boolean, description: 'Whether they get a link to set a password.', example: false })
  invited!: boolean;
  @ApiProperty({ type: String, example: 'Invoice 2231 and a call back to the number in the contract.' })
  proof!: string;
  @ApiProperty({ type: String, description: 'Name of the operator; another one has to confirm.', example: 'root' })
  asked_by!: string;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  asked_at!: Date;
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'From then on the same operator may confirm it, where there is no other admin.',
    example: '2026-03-02T09:30:00.000Z',
  })
  alone_after!: Date;
}

export class OwnershipView {
  @ApiProperty({ type: String, description: 'Of the community.', example: 'tea' })
  slug!: string;
  @ApiProperty({ type: String, example: 'camellia' })
  username!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'email',
    description: 'In force.',
    example: 'camellia@example.org',
  })
  email!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When the owner has shown that the address is theirs.',
    example: '2026-03-01T09:30:00.000Z',
  })
  verified_at!: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'An address that waits to be confirmed.', example: null })
  pending_email!: string | null;
  @ApiProperty({ type: Boolean, description: 'Whether limits are low until an address is confirmed.', example: false })
  unverified!: boolean;
  @ApiProperty({ type: OwnerOfferView, nullable: true, description: 'The owner wants to hand the community on.' })
  offer!: OwnerOfferView | null;
  @ApiProperty({ type: OwnerRecoveryView, nullable: true, description: 'It waits to be confirmed by an operator.' })
  recovery!: OwnerRecoveryView | null;
}

export class RecoveredOwnershipView extends OwnershipView {
  @ApiProperty({
    type: String,
    required: false,
    description: 'Link by which the owner sets a password: good once and for 7 days. Shown this once.',
    example: 'https://tea.example.org/invite/5CWmYOVg…',
  })
  invite?: string;
}

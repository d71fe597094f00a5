import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Length } from 'class-validator';
import { IntField } from '#kernel/http';
import { mostMinutes, type SupportAccess, type SupportEnd, type SupportState } from './support-access.js';

const moment = { type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' } as const;
const states = ['asked', 'granted', 'closed'] as const;
const ends = ['refused', 'withdrawn', 'ended', 'lapsed'] as const;

export class AskSupportDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(10, 500)
  @ApiProperty({
    type: String,
    minLength: 10,
    maxLength: 500,
    description: 'Why; shown to those who administer the community.',
    example: 'You wrote that members cannot sign up since Monday.',
  })
  reason!: string;
  @IntField({ min: 1, max: mostMinutes, about: 'How long, from the moment of consent.' })
  minutes!: number;
}

export class SupportAccessView {
  @ApiProperty({ type: Number, example: 12 })
  id!: number;
  @ApiProperty({ type: Number, description: 'Id of the community.', example: 3 })
  tenant_id!: number;
  @ApiProperty({ type: String, description: 'Who has asked.', example: 'grace' })
  operator!: string;
  @ApiProperty({ type: String, example: 'You wrote that members cannot sign up since Monday.' })
  reason!: string;
  @ApiProperty({ type: Number, example: 60 })
  minutes!: number;
  @ApiProperty({ enum: states, example: 'granted' })
  state!: SupportState;
  @ApiProperty(moment)
  asked_at!: Date;
  @ApiProperty({ ...moment, nullable: true })
  granted_at!: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'Which administrator has consented.', example: 'camellia' })
  granted_by!: string | null;
  @ApiProperty({ ...moment, nullable: true, description: 'Until when the operator may look.' })
  ends_at!: Date | null;
  @ApiProperty({ ...moment, nullable: true, description: 'When the operator came in first.' })
  entered_at!: Date | null;
  @ApiProperty({ ...moment, nullable: true, example: null })
  closed_at!: Date | null;
  @ApiProperty({ enum: ends, nullable: true, description: '`lapsed`: its time was over.', example: null })
  closed_as!: SupportEnd | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who has ended it.', example: null })
  closed_by!: string | null;
}

export class SupportListView {
  @ApiProperty({ type: [SupportAccessView] })
  items!: SupportAccessView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: null })
  next!: string | null;
}

export class SupportLinkView {
  @ApiProperty({
    type: String,
    description: 'To be opened in a browser, once.',
    example: 'https://tea.example.org/support/enter/0b6ab0b16a2544c3a0a81a9e2f6f6d8e',
  })
  url!: string;
  @ApiProperty(moment)
  expires_at!: Date;
}

export const accessView = (access: SupportAccess): SupportAccessView => ({
  id: access.id,
  tenant_id: access.tenantId,
  operator: access.operator,
  reason: access.reason,
  minutes: access.minutes,
  state: access.state,
  asked_at: access.askedAt,
  granted_at: access.grantedAt,
  granted_by: access.grantedBy,
  ends_at: access.endsAt,
  entered_at: access.enteredAt,
  closed_at: access.closedAt,
  closed_as: access.closedAs,
  closed_by: access.closedBy,
});

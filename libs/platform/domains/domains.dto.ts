import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '#kernel/http';
import {
  type Certificate,
  certificates,
  domainProblems,
  type DomainProblem,
  type Ownership,
  ownerships,
} from './domain.js';

export class ClaimDomainDto {
  @TextField({ about: 'A name alone, such as `tea.example.org` or `社区.example.org`.' })
  host!: string;
}

export class DomainRecordView {
  @ApiProperty({ enum: ['TXT', 'CNAME', 'A', 'AAAA', 'ALIAS'], example: 'TXT' })
  type!: string;
  @ApiProperty({ type: String, example: '_paopao-challenge.tea.example.org' })
  name!: string;
  @ApiProperty({ type: String, example: 'PzcUIhH0EJyHL2Pz4mBNyYr1iqfWrdzSbPMCvfr5ePE' })
  value!: string;
}

export class DomainView {
  @ApiProperty({ type: String, description: 'As the DNS has it.', example: 'tea.example.org' })
  host!: string;
  @ApiProperty({ type: String, description: 'As people read it.', example: 'tea.example.org' })
  unicode!: string;
  @ApiProperty({ enum: ['subdomain', 'custom'], example: 'custom' })
  kind!: 'subdomain' | 'custom';
  @ApiProperty({ type: Boolean, description: 'The pages of all other hosts lead here.', example: true })
  primary!: boolean;
  @ApiProperty({
    enum: ownerships,
    description:
      'Only a `verified` or `degraded` one serves. `degraded`: its record was not found at the last look. `lapsed`: for a week; it has to be proven anew.',
    example: 'verified',
  })
  ownership!: Ownership;
  @ApiProperty({
    enum: certificates,
    description: '`issued`: a request for it has come over HTTPS. `none`: it serves nothing, so none is given out.',
    example: 'issued',
  })
  certificate!: Certificate;
  @ApiProperty({
    enum: domainProblems,
    nullable: true,
    description:
      'Why the last look in the DNS did not make it verified. `trouble`: nobody could say, and nothing changes.',
    example: null,
  })
  problem!: DomainProblem | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The last look in the DNS.',
    example: '2026-03-01T09:30:00.000Z',
  })
  checked_at!: Date | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Of a degraded one: from then on it serves nothing, unless its record comes back.',
    example: null,
  })
  lapses_at!: Date | null;
  @ApiProperty({ type: [DomainRecordView], description: 'What its owner enters where its DNS is kept.' })
  records!: DomainRecordView[];
}

export class DomainListView {
  @ApiProperty({ type: [DomainView] })
  items!: DomainView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: a community has few hosts.', example: null })
  next!: string | null;
}

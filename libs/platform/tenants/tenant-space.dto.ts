import { ApiProperty } from '@nestjs/swagger';

export class MemberSpaceView {
  @ApiProperty({ type: Number, example: 12 })
  id!: number;
  @ApiProperty({ type: String, example: 'camellia' })
  username!: string;
  @ApiProperty({ type: Number, example: 7 })
  files!: number;
  @ApiProperty({ type: Number, example: 5_242_880 })
  bytes!: number;
}

export class TenantSpaceView {
  @ApiProperty({ type: String, description: 'Of the community.', example: 'garden' })
  slug!: string;
  @ApiProperty({ type: Number, description: 'Files of its members, those on their way too.', example: 7 })
  files!: number;
  @ApiProperty({
    type: Number,
    description: 'What they take in the store with all that is made of them, or what is reserved for them.',
    example: 5_242_880,
  })
  bytes!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Bytes that they may take; null: no limit.',
    example: null,
  })
  quota!: number | null;
  @ApiProperty({
    type: [MemberSpaceView],
    description: 'The 20 members whose files take the most, the largest first.',
  })
  members!: MemberSpaceView[];
}

import { ApiProperty } from '@nestjs/swagger';

export class BuildInfoView {
  @ApiProperty({ type: String, description: 'Of the original: clients of this series work.' }) series!: string;
  @ApiProperty({ type: String }) version!: string;
  @ApiProperty({ type: String, description: 'The commit.' }) sum!: string;
  @ApiProperty({ type: String }) build_date!: string;
  @ApiProperty({ type: String }) build_tags!: string;
}

export class SiteVersionView {
  @ApiProperty({ type: () => BuildInfoView }) build_info!: BuildInfoView;
}

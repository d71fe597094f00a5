import { ApiProperty } from '@nestjs/swagger';
import { HostView } from '#platform/tenants';

export class DomainListView {
  @ApiProperty({ type: [HostView] })
  items!: HostView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: a community has few hosts.', example: null })
  next!: string | null;
}

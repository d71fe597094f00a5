import { ApiProperty } from '@nestjs/swagger';

const Count = (example: number, description?: string): PropertyDecorator =>
  ApiProperty({ type: Number, example, ...(description && { description }) });

export class TenantStatesView {
  @Count(1)
  provisioning!: number;
  @Count(118)
  active!: number;
  @Count(2)
  read_only!: number;
  @Count(3)
  suspended!: number;
  @Count(4)
  archived!: number;
  @Count(5)
  deleting!: number;
  @Count(40)
  deleted!: number;
  @Count(0)
  failed!: number;
}

export class ClusterCountsView {
  @ApiProperty({ type: String, example: 'main' })
  name!: string;
  @Count(133, 'Communities that are on it, those being made and being deleted included.')
  tenants!: number;
  @Count(4000, 'So many it takes: MAX_TENANTS_PER_CLUSTER.')
  max_tenants!: number;
}

export class OperationCountsView {
  @Count(1)
  running!: number;
  @Count(0, 'In the last seven days.')
  failed!: number;
}

export class TenantCountsView {
  @Count(133, 'All but those that are gone, as the list without a state has them.')
  total!: number;
  @ApiProperty({ type: TenantStatesView })
  by_state!: TenantStatesView;
  @ApiProperty({ type: [ClusterCountsView] })
  clusters!: ClusterCountsView[];
  @ApiProperty({ type: OperationCountsView })
  operations!: OperationCountsView;
}

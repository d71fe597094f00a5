import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer } from '#kernel/http';
import { Audited } from '#platform/audit';
import { Operator } from '#platform/operators';
import { TenantCountsView } from './tenant-counts.dto.js';
import { TenantCountsQueries } from './tenant-counts.queries.js';

@Audited()
@ApiTags('tenants')
@Controller('platform/v1/tenants/counts')
export class TenantCountsController {
  constructor(private readonly counts: TenantCountsQueries) {}

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'How many communities there are, by state, and for how many more there is room' })
  @ApiAnswer(200, TenantCountsView)
  async show(): Promise<TenantCountsView> {
    return this.counts.read();
  }
}

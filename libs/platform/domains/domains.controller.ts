import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiAnswer } from '#kernel/http';
import { Audited } from '#platform/audit';
import { Operator } from '#platform/operators';
import { TenantId } from '#platform/tenants';
import { DomainListView } from './domains.dto.js';
import { DomainsService } from './domains.service.js';

@Audited()
@ApiTags('domains')
@Controller('platform/v1/tenants/:id/domains')
export class DomainsController {
  constructor(private readonly domains: DomainsService) {}

  @Get()
  @Operator('read')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 })
  @ApiOperation({ summary: 'The hosts of a community, the primary one first' })
  @ApiAnswer(200, DomainListView, 404)
  async list(@TenantId() id: number): Promise<DomainListView> {
    return { items: await this.domains.list(id), next: null };
  }
}

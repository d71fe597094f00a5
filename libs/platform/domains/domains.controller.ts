import { Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiAnswer, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { TenantId } from '#platform/tenants';
import { DomainProofs } from './domain-proofs.service.js';
import { ClaimDomainDto, DomainListView, DomainView } from './domains.dto.js';
import { DomainsService } from './domains.service.js';

const IdParam = () => ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 });
const HostParam = () =>
  ApiParam({ name: 'host', type: String, description: 'The domain, in either form.', example: 'tea.example.org' });

@Audited()
@ApiTags('domains')
@Controller('platform/v1/tenants/:id/domains')
export class DomainsController {
  constructor(
    private readonly domains: DomainsService,
    private readonly proofs: DomainProofs,
  ) {}

  @Get()
  @Operator('read')
  @IdParam()
  @ApiOperation({ summary: 'The hosts of a community, the primary one first' })
  @ApiAnswer(200, DomainListView, 404)
  async list(@TenantId() id: number): Promise<DomainListView> {
    return { items: await this.domains.list(id), next: null };
  }

  @Post()
  @Operator('support', 'domain.add')
  @IdParam()
  @ApiOperation({ summary: 'Claim a domain for a community. Answers what to enter in its DNS' })
  @ApiBody({ type: ClaimDomainDto })
  @ApiAnswer(201, DomainView, 400, 404, 409, 422)
  @ApiResponse({ status: 200, type: DomainView, description: 'It claimed this one before.' })
  async claim(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() { host }: ClaimDomainDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DomainView> {
    const { domain, isNew } = await this.domains.claim({ operator }, id, host);
    if (!isNew) reply.status(200);
    return domain;
  }

  @Post(':host/verify')
  @HttpCode(200)
  @Operator('support', 'domain.verify')
  @IdParam()
  @HostParam()
  @ApiOperation({
    summary: 'Look in the DNS now. `ownership` and `problem` say what came of it; 409 if it is another community’s',
  })
  @ApiAnswer(200, DomainView, 404, 409)
  async verify(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @Param('host') host: string,
  ): Promise<DomainView> {
    return this.proofs.verify({ operator }, id, host);
  }

  @Post(':host/primary')
  @HttpCode(200)
  @Operator('support', 'domain.primary')
  @IdParam()
  @HostParam()
  @ApiOperation({ summary: 'Let the pages of all other hosts lead to this one' })
  @ApiAnswer(200, DomainView, 404, 409)
  async makePrimary(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @Param('host') host: string,
  ): Promise<DomainView> {
    return this.domains.makePrimary({ operator }, id, host);
  }

  @Delete(':host')
  @Operator('support', 'domain.remove')
  @IdParam()
  @HostParam()
  @ApiOperation({ summary: 'Give a domain back: it serves nothing from now on. Answers it as it was' })
  @ApiAnswer(200, DomainView, 404, 409)
  async release(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @Param('host') host: string,
  ): Promise<DomainView> {
    return this.domains.release({ operator }, id, host);
  }
}

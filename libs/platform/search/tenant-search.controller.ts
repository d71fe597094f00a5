import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiAnswer, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { TenantId } from '#platform/tenants';
import { pathOf } from './search.controller.js';
import { MoveSearchDto, SearchRunView } from './search.dto.js';
import { PlatformSearchService } from './search.service.js';

@Audited()
@ApiTags('search')
@Controller('platform/v1/tenants/:id/search')
export class TenantSearchController {
  constructor(private readonly search: PlatformSearchService) {}

  @Post()
  @HttpCode(202)
  @Operator('admin', 'search.move')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 })
  @ApiOperation({
    summary: 'Have its documents moved to an index of its own, or back, while it is searched and written',
  })
  @ApiBody({ type: MoveSearchDto })
  @ApiAnswer(202, SearchRunView, 400, 404, 409)
  async move(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() { home }: MoveSearchDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SearchRunView> {
    const run = await this.search.move(operator, id, home);
    void reply.header('location', pathOf(run));
    return run;
  }
}

import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { RebuildSearchDto, SearchRunListView, SearchRunView, SearchStatusView } from './search.dto.js';
import { SearchRunNotFound } from './search.errors.js';
import { PlatformSearchService } from './search.service.js';

export const pathOf = ({ id }: SearchRunView): string => `/platform/v1/search/runs/${id}`;

@Audited()
@ApiTags('search')
@Controller('platform/v1/search')
export class PlatformSearchController {
  constructor(private readonly search: PlatformSearchService) {}

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'How search stands: what answers, and what is kept in which index' })
  @ApiAnswer(200, SearchStatusView)
  async status(): Promise<SearchStatusView> {
    return this.search.status();
  }

  @Post('rebuild')
  @HttpCode(202)
  @Operator('support', 'search.rebuild')
  @ApiOperation({ summary: 'Have the index made anew, while it is searched and written' })
  @ApiBody({ type: RebuildSearchDto, required: false })
  @ApiAnswer(202, SearchRunView, 400, 404, 409)
  async rebuild(
    @CurrentOperator() operator: OperatorAccount,
    @ValidBody() body: RebuildSearchDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SearchRunView> {
    const run = await this.search.rebuild(operator, body.tenant);
    void reply.header('location', pathOf(run));
    return run;
  }

  @Get('runs')
  @Operator('read')
  @ApiOperation({ summary: 'Rebuilds and moves, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, SearchRunListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<SearchRunView>> {
    return this.search.list(stretchOf(query));
  }

  @Get('runs/:id')
  @Operator('read')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the run.', example: 7 })
  @ApiOperation({ summary: 'How far it has come' })
  @ApiAnswer(200, SearchRunView, 404)
  async show(@Param('id') id: string): Promise<SearchRunView> {
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new SearchRunNotFound();
    return this.search.get(Number(id));
  }
}

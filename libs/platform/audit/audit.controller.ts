import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  idFrom,
  type Query as QueryValues,
  stretchOf,
} from '#kernel/http';
import { Operator } from '#platform/operators';
import { Audited } from './audit-refusals.filter.js';
import { type AuditEntryView, AuditListView } from './audit.dto.js';
import { AuditQueries } from './audit.queries.js';

@Audited()
@ApiTags('audit')
@Controller('platform/v1/audit')
export class AuditController {
  constructor(private readonly entries: AuditQueries) {}

  @Get()
  @Operator('admin')
  @ApiOperation({ summary: 'Who did what, newest first' })
  @ApiQuery({ name: 'tenant', type: Number, required: false, description: 'Id of a community.' })
  @ApiListQuery()
  @ApiAnswer(200, AuditListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<AuditEntryView>> {
    const tenant = query['tenant'] === undefined ? null : idFrom(query, 'tenant');
    const stretch = stretchOf(query);
    return cursorList(await this.entries.list(tenant, stretch), stretch, (entry) => entry);
  }
}

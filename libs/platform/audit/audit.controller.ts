import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  type Query as QueryValues,
  stretchOf,
} from '#kernel/http';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { AuditExport } from './audit-export.service.js';
import { auditFilterOf, auditPeriodOf } from './audit-filter.js';
import { Audited } from './audit-refusals.filter.js';
import { type AuditEntryView, AuditExportView, AuditListView } from './audit.dto.js';
import { AuditQueries } from './audit.queries.js';

const TextQuery = (name: string, description: string) => ApiQuery({ name, type: String, required: false, description });
const FromQuery = () => TextQuery('from', 'A day or a time, such as 2026-03-01T09:30:00Z: this and later ones.');
const ToQuery = () => TextQuery('to', 'Earlier ones.');

@Audited()
@ApiTags('audit')
@Controller('platform/v1/audit')
export class AuditController {
  constructor(
    private readonly entries: AuditQueries,
    private readonly exports: AuditExport,
  ) {}

  @Get()
  @Operator('admin')
  @ApiOperation({ summary: 'Who did what, newest first' })
  @TextQuery('q', 'Beginnings of words of the actor, the action and the details; all have to be there.')
  @TextQuery('action', 'As it is written: `tenant.suspend`.')
  @TextQuery('operator', 'Name of an operator; `platform` for what it does by itself.')
  @ApiQuery({ name: 'tenant', type: Number, required: false, description: 'Id of a community.' })
  @FromQuery()
  @ToQuery()
  @ApiListQuery()
  @ApiAnswer(200, AuditListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<AuditEntryView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.entries.list(auditFilterOf(query), stretch), stretch, (entry) => entry);
  }

  @Get('export')
  @Operator('admin', 'audit.export')
  @ApiOperation({
    summary: 'All of it, oldest first, a line of JSON for each row',
    description: 'With the hashes of the chain. That it was taken is noted itself.',
  })
  @FromQuery()
  @ToQuery()
  @ApiProduces('application/x-ndjson')
  @ApiAnswer(200, AuditExportView, 400)
  async export(
    @CurrentOperator() operator: OperatorAccount,
    @Query() query: QueryValues,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lines = await this.exports.begin(operator, auditPeriodOf(query));
    void reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.ndjson"')
      .header('cache-control', 'no-store')
      .send(Readable.from(lines));
  }
}

import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiAnswer, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { ReconcileNotFound } from './jobs.errors.js';
import { ReconcileDto, ReconcileView } from './reconcile.dto.js';
import { ReconcileService } from './reconcile.service.js';

@Audited()
@ApiTags('jobs')
@Controller('platform/v1/reconcile')
export class ReconcileController {
  constructor(private readonly reconcile: ReconcileService) {}

  @Post()
  @HttpCode(202)
  @Operator('support', 'reconcile.request')
  @ApiOperation({ summary: 'Have derived state compared with what it is derived from, and mended' })
  @ApiBody({ type: ReconcileDto, required: false })
  @ApiAnswer(202, ReconcileView, 400, 404, 409)
  async request(
    @CurrentOperator() operator: OperatorAccount,
    @ValidBody() body: ReconcileDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReconcileView> {
    const report = await this.reconcile.request(operator, body.tenant);
    void reply.header('location', `/platform/v1/reconcile/${report.id}`);
    return report;
  }

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'The latest report' })
  @ApiAnswer(200, ReconcileView, 404)
  async latest(): Promise<ReconcileView> {
    return this.reconcile.latest();
  }

  @Get(':id')
  @Operator('read')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the report.', example: 7 })
  @ApiOperation({ summary: 'How far it has come, and what it has found' })
  @ApiAnswer(200, ReconcileView, 404)
  async show(@Param('id') id: string): Promise<ReconcileView> {
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new ReconcileNotFound();
    return this.reconcile.get(Number(id));
  }
}

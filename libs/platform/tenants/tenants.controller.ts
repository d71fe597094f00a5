import { Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  InvalidRequest,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { TenantId } from './tenant-id.js';
import { tenantStateOf } from './tenant-state-filter.js';
import {
  ChangeTenantDto,
  RestoreTenantDto,
  StateReasonDto,
  TenantListView,
  tenantStates,
  TenantView,
} from './tenants.dto.js';
import { TenantsService } from './tenants.service.js';

const IdParam = () => ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 });

@Audited()
@ApiTags('tenants')
@Controller('platform/v1/tenants')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'The communities, newest first' })
  @ApiQuery({
    name: 'q',
    type: String,
    required: false,
    description: 'Part of the slug, the name, a host or the owner’s name.',
  })
  @ApiQuery({
    name: 'state',
    enum: tenantStates,
    required: false,
    description: 'Without it: all but those that are gone.',
  })
  @ApiListQuery()
  @ApiAnswer(200, TenantListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<TenantView>> {
    const stretch = stretchOf(query);
    const filter = { text: textOf(query['q']), state: tenantStateOf(query['state']) };
    return cursorList(await this.tenants.list(filter, stretch), stretch, (tenant) => tenant);
  }

  @Get(':id')
  @Operator('read')
  @IdParam()
  @ApiOperation({ summary: 'One community' })
  @ApiAnswer(200, TenantView, 404)
  async show(@TenantId() id: number): Promise<TenantView> {
    return this.tenants.get(id);
  }

  @Patch(':id')
  @Operator('support', 'tenant.change')
  @IdParam()
  @ApiOperation({ summary: 'Rename it, or let it only be read' })
  @ApiBody({ type: ChangeTenantDto })
  @ApiAnswer(200, TenantView, 400, 404, 409)
  async change(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() body: ChangeTenantDto,
  ): Promise<TenantView> {
    return this.tenants.change(operator, id, body);
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Operator('support', 'tenant.suspend')
  @IdParam()
  @ApiOperation({ summary: 'Close it for a time: its hosts answer 503' })
  @ApiBody({ type: StateReasonDto, required: false })
  @ApiAnswer(200, TenantView, 400, 404, 409)
  async suspend(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() body: StateReasonDto,
  ): Promise<TenantView> {
    return this.tenants.suspend(operator, id, body.reason);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Operator('support', 'tenant.resume')
  @IdParam()
  @ApiOperation({ summary: 'End a suspension: it is as it was before' })
  @ApiAnswer(200, TenantView, 404, 409)
  async resume(@CurrentOperator() operator: OperatorAccount, @TenantId() id: number): Promise<TenantView> {
    return this.tenants.resume(operator, id);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Operator('admin', 'tenant.archive')
  @IdParam()
  @ApiOperation({ summary: 'Close it until it is restored: its hosts answer 410, and all of it is kept' })
  @ApiBody({ type: StateReasonDto, required: false })
  @ApiAnswer(200, TenantView, 400, 404, 409)
  async archive(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() body: StateReasonDto,
  ): Promise<TenantView> {
    return this.tenants.archive(operator, id, body.reason);
  }

  @Delete(':id')
  @Operator('admin', 'tenant.delete')
  @IdParam()
  @ApiOperation({ summary: 'Delete it: out of reach at once, removed for good at `delete_after`' })
  @ApiBody({ type: StateReasonDto, required: false })
  @ApiAnswer(200, TenantView, 400, 404, 409)
  async delete(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() body: StateReasonDto,
  ): Promise<TenantView> {
    return this.tenants.delete(operator, id, body.reason);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Operator('admin', 'tenant.restore')
  @IdParam()
  @ApiOperation({ summary: 'Take a deletion back, until `delete_after`, or an archiving: it is as it was before' })
  @ApiBody({ type: RestoreTenantDto, required: false })
  @ApiAnswer(200, TenantView, 400, 404, 409)
  async restore(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() body: RestoreTenantDto,
  ): Promise<TenantView> {
    return this.tenants.restore(operator, id, body.from);
  }
}

function textOf(q: unknown): string | null {
  if (q === undefined || q === '') return null;
  if (typeof q !== 'string' || q.length > 253) throw new InvalidRequest(['q must be a text of up to 253 characters']);
  return q;
}

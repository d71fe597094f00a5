import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  InvalidRequest,
  type Query as QueryValues,
  stretchOf,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { Operator } from '#platform/operators';
import type { OperationFilter } from './operation.js';
import { OperationListView, operationStates, OperationView, operationView } from './operations.dto.js';
import { OperationNotFound } from './provisioning.errors.js';
import { ProvisioningService } from './provisioning.service.js';

const isId = (text: unknown): text is string => typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text);

@Audited()
@ApiTags('operations')
@Controller('platform/v1/operations')
export class OperationsController {
  constructor(private readonly provisioning: ProvisioningService) {}

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'The longer pieces of work, newest first; those that ended are kept for 30 days' })
  @ApiQuery({ name: 'tenant', type: Number, required: false, description: 'Id of a community.' })
  @ApiQuery({ name: 'state', enum: operationStates, required: false })
  @ApiListQuery()
  @ApiAnswer(200, OperationListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<OperationView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.provisioning.listOperations(filterOf(query), stretch), stretch, operationView);
  }

  @Get(':id')
  @Operator('read')
  @ApiOperation({ summary: 'How far a longer piece of work has come' })
  @ApiParam({ name: 'id', type: Number, example: 7 })
  @ApiAnswer(200, OperationView, 404)
  async show(@Param('id') id: string): Promise<OperationView> {
    if (!isId(id)) throw new OperationNotFound();
    return operationView(await this.provisioning.getOperation(Number(id)));
  }
}

function filterOf({ tenant = '', state = '' }: QueryValues): OperationFilter {
  if (tenant !== '' && !isId(tenant)) throw new InvalidRequest(['tenant must be the id of a community']);
  const known = operationStates.find((one) => one === state);
  if (state !== '' && !known) throw new InvalidRequest([`state must be one of ${operationStates.join(', ')}`]);
  return { tenantId: tenant === '' ? null : Number(tenant), state: known ?? null };
}

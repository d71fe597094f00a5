import { Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiAnswer, InvalidRequest, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import type { Operation } from './operation.js';
import { NewTenantDto, NewTenantView, OperationView, PendingTenantView } from './provisioning.dto.js';
import { IdempotencyKeyMissing, OperationNotFound } from './provisioning.errors.js';
import { ProvisioningService } from './provisioning.service.js';

@Audited()
@Controller('platform/v1')
export class ProvisioningController {
  constructor(private readonly provisioning: ProvisioningService) {}

  @Post('tenants')
  @Operator('admin', 'tenant.create')
  @ApiTags('tenants')
  @ApiOperation({
    summary: 'Make a community',
    description: 'The same key and body again get the same answer, and it is made once. The owner administers it.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    schema: { type: 'string', maxLength: 200 },
    example: 'order-1017',
  })
  @ApiBody({ type: NewTenantDto })
  @ApiAnswer(201, NewTenantView, 400, 409, 422, 503)
  @ApiResponse({
    status: 202,
    type: PendingTenantView,
    description: 'It takes longer than two seconds: ask for the operation, or ask again.',
  })
  async create(
    @CurrentOperator() operator: OperatorAccount,
    @Headers('idempotency-key') key: string | undefined,
    @ValidBody() body: NewTenantDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewTenantView | PendingTenantView> {
    const made = await this.provisioning.create(operator, checkedKey(key), body);
    if ('tenant' in made) return made.tenant;
    const operation = viewOf(made.operation);
    reply.status(202).header('location', `/platform/v1/operations/${operation.id}`);
    return { operation };
  }

  @Get('operations/:id')
  @Operator('read')
  @ApiTags('operations')
  @ApiOperation({ summary: 'How far a longer piece of work has come' })
  @ApiParam({ name: 'id', type: Number, example: 7 })
  @ApiAnswer(200, OperationView, 404)
  async operation(@Param('id') id: string): Promise<OperationView> {
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new OperationNotFound();
    return viewOf(await this.provisioning.getOperation(Number(id)));
  }
}

function checkedKey(key: string | undefined): string {
  if (!key) throw new IdempotencyKeyMissing();
  if (!/^[\x20-\x7e]{1,200}$/.test(key))
    throw new InvalidRequest(['Idempotency-Key must be 1 to 200 printable characters']);
  return key;
}

const viewOf = ({ id, kind, state, step, done, total, error, result }: Operation): OperationView => ({
  id,
  kind,
  state,
  step,
  done,
  total,
  ...(error !== null && { error }),
  ...(result !== null && { result: result as object }),
});

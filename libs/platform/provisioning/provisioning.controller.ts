import { Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiAnswer, InvalidRequest, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { PlansService } from '#platform/plans';
import { operationView, PendingTenantView } from './operations.dto.js';
import { NewTenantDto, NewTenantView } from './provisioning.dto.js';
import { IdempotencyKeyMissing } from './provisioning.errors.js';
import { ProvisioningService } from './provisioning.service.js';

@Audited()
@Controller('platform/v1')
export class ProvisioningController {
  constructor(
    private readonly provisioning: ProvisioningService,
    private readonly plans: PlansService,
  ) {}

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
  @ApiAnswer(201, NewTenantView, 400, 404, 409, 422, 503)
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
    if (body.plan !== undefined) await this.plans.get(body.plan);
    const made = await this.provisioning.create(operator, checkedKey(key), body);
    if ('tenant' in made) return made.tenant;
    const operation = operationView(made.operation);
    reply.status(202).header('location', `/platform/v1/operations/${operation.id}`);
    return { operation };
  }
}

function checkedKey(key: string | undefined): string {
  if (!key) throw new IdempotencyKeyMissing();
  if (!/^[\x20-\x7e]{1,200}$/.test(key))
    throw new InvalidRequest(['Idempotency-Key must be 1 to 200 printable characters']);
  return key;
}

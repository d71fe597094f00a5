import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { TenantId, TenantView } from '#platform/tenants';
import { GivePlanDto } from './plans.dto.js';
import { PlansService } from './plans.service.js';

@Audited()
@ApiTags('plans')
@Controller('platform/v1/tenants/:id/plan')
export class TenantPlanController {
  constructor(private readonly plans: PlansService) {}

  @Post()
  @HttpCode(200)
  @Operator('admin', 'tenant.plan')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 })
  @ApiOperation({ summary: 'Give it a plan; what it has beyond its new limits, it keeps' })
  @ApiBody({ type: GivePlanDto })
  @ApiAnswer(200, TenantView, 400, 404)
  async give(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() { plan }: GivePlanDto,
  ): Promise<TenantView> {
    return this.plans.give(operator, id, plan);
  }
}

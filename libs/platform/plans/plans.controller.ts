import { Controller, Get, Put } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, InvalidRequest, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { isWrong, readLimits } from './plan.js';
import { PlanName } from './plan-name.js';
import { ChangePlanDto, PlanListView, PlanView } from './plans.dto.js';
import { planViewOf } from './plan-views.js';
import { PlansService } from './plans.service.js';

const NameParam = () => ApiParam({ name: 'name', type: String, description: 'Name of the plan.', example: 'club' });

@Audited()
@ApiTags('plans')
@Controller('platform/v1/plans')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'What communities may use, by the name of the plan' })
  @ApiAnswer(200, PlanListView)
  async list(): Promise<PlanListView> {
    return { items: (await this.plans.list()).map(planViewOf), next: null };
  }

  @Get(':name')
  @Operator('read')
  @NameParam()
  @ApiOperation({ summary: 'One plan' })
  @ApiAnswer(200, PlanView, 400, 404)
  async show(@PlanName() name: string): Promise<PlanView> {
    return planViewOf(await this.plans.get(name));
  }

  @Put(':name')
  @Operator('admin', 'plan.change')
  @NameParam()
  @ApiOperation({ summary: 'Make a plan, or a further version of it, for all communities that have it' })
  @ApiBody({ type: ChangePlanDto })
  @ApiAnswer(200, PlanView, 400)
  async change(
    @CurrentOperator() operator: OperatorAccount,
    @PlanName() name: string,
    @ValidBody() body: ChangePlanDto,
  ): Promise<PlanView> {
    const limits = readLimits(body.limits);
    if (isWrong(limits)) throw new InvalidRequest(limits.wrong);
    return planViewOf(await this.plans.change(operator, name, limits));
  }
}

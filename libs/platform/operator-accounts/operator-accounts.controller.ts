import { Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import {
  ChangeOperatorDto,
  NewOperatorDto,
  OperatorListView,
  OperatorView,
  operatorView,
} from './operator-accounts.dto.js';
import { OperatorAccounts } from './operator-accounts.service.js';
import { OperatorId, OperatorIdParam, operatorIdOf } from './operator-id.js';

@Audited()
@ApiTags('operators')
@Controller('platform/v1/operators')
export class OperatorAccountsController {
  constructor(private readonly accounts: OperatorAccounts) {}

  @Get()
  @Operator('admin')
  @ApiOperation({ summary: 'The operators, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, OperatorListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<OperatorView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.accounts.list(stretch), stretch, operatorView);
  }

  @Post()
  @Operator('admin', 'operator.create')
  @ApiOperation({
    summary: 'Make an operator',
    description: 'Tokens are made apart; a limited token makes no operators.',
  })
  @ApiBody({ type: NewOperatorDto })
  @ApiAnswer(201, OperatorView, 400, 409)
  async create(@CurrentOperator() operator: OperatorAccount, @ValidBody() body: NewOperatorDto): Promise<OperatorView> {
    return operatorView(await this.accounts.create(operator, body.name, body.role));
  }

  @Patch(':id')
  @Operator('admin', 'operator.change')
  @OperatorIdParam()
  @ApiOperation({
    summary: 'Give another role, close the account or open it again',
    description: 'Effective in every process within two seconds. The last admin stays one.',
  })
  @ApiBody({ type: ChangeOperatorDto })
  @ApiAnswer(200, OperatorView, 400, 404, 409)
  async change(
    @CurrentOperator() operator: OperatorAccount,
    @OperatorId() id: string,
    @ValidBody() body: ChangeOperatorDto,
  ): Promise<OperatorView> {
    return operatorView(await this.accounts.change(operator, operatorIdOf(operator, id), body));
  }
}

import { Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Clock } from '#kernel/database';
import {
  ApiAnswer,
  ApiListQuery,
  AppError,
  type CursorList,
  cursorList,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { MadeTokenView, NewTokenDto, TokenListView, TokenView, tokenView } from './operator-accounts.dto.js';
import { OperatorAccounts } from './operator-accounts.service.js';
import { OperatorId, OperatorIdParam, operatorIdOf } from './operator-id.js';
import { tokenEnd } from './token-end.js';

/** Each operator has their own; an admin those of all. */
@Audited()
@ApiTags('operators')
@Controller('platform/v1/operators/:id/tokens')
export class OperatorTokensController {
  constructor(
    private readonly accounts: OperatorAccounts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operator('read')
  @OperatorIdParam()
  @ApiOperation({ summary: 'The tokens of an operator, newest first; those of others for admins' })
  @ApiListQuery()
  @ApiAnswer(200, TokenListView, 400, 404)
  async list(
    @CurrentOperator() operator: OperatorAccount,
    @OperatorId() id: string,
    @Query() query: QueryValues,
  ): Promise<CursorList<TokenView>> {
    const stretch = stretchOf(query);
    const tokens = await this.accounts.listTokens(operator, operatorIdOf(operator, id), stretch);
    return cursorList(tokens, stretch, tokenView);
  }

  @Post()
  @Operator('read', 'operator.token-create')
  @OperatorIdParam()
  @ApiOperation({
    summary: 'Make a token, which is shown this once; for others only as admin',
    description: 'It may do no more than the token that asks for it.',
  })
  @ApiBody({ type: NewTokenDto, required: false })
  @ApiAnswer(201, MadeTokenView, 400, 404, 409)
  async create(
    @CurrentOperator() operator: OperatorAccount,
    @OperatorId() id: string,
    @ValidBody() body: NewTokenDto,
  ): Promise<MadeTokenView> {
    const { name = '', scopes = null } = body;
    const wish = { name, scopes, expiresAt: tokenEnd(body, this.clock.now()) };
    const { token, secret } = await this.accounts.issueToken(operator, operatorIdOf(operator, id), wish);
    return Object.assign(tokenView(token), { token: secret });
  }

  @Delete(':token')
  @Operator('read', 'operator.token-revoke')
  @OperatorIdParam()
  @ApiParam({ name: 'token', type: Number, description: 'Id of the token.', example: 9 })
  @ApiOperation({ summary: 'Take a token away: worth nothing within two seconds. Answers what it was' })
  @ApiAnswer(200, TokenView, 404)
  async revoke(
    @CurrentOperator() operator: OperatorAccount,
    @OperatorId() id: string,
    @Param('token') token: string,
  ): Promise<TokenView> {
    if (!/^[1-9]\d{0,14}$/.test(token)) throw new AppError('operator.token-not-found');
    return tokenView(await this.accounts.revokeToken(operator, operatorIdOf(operator, id), Number(token)));
  }
}

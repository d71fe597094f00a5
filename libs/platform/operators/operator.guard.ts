import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { allows, type Operator as OperatorAccount, type Role } from './operator.js';
import { operatorStrategy, type OperatorStrategyOptions } from './operator.strategy.js';
import { OperatorRoleInsufficient, OperatorScopeMissing, OperatorTokenInvalid } from './operators.errors.js';
import { OperatorsService } from './operators.service.js';
import { mayUse, scopeOf } from './scopes.js';

interface Rule {
  readonly least: Role;
  readonly action?: string;
}

const ruleOf = 'paopao:operator';

/** Who is asking for what: what the guard has found out, before it decides. */
export interface Attempt {
  readonly operator: OperatorAccount;
  /** Of a route that changes something. */
  readonly action?: string;
}
const attempts = new WeakMap<object, Attempt>();
export const attemptOf = (request: FastifyRequest): Attempt | undefined => attempts.get(request);

@Injectable()
export class OperatorGuard extends AuthGuard(operatorStrategy) {
  constructor(
    private readonly reflector: Reflector,
    private readonly operators: OperatorsService,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<FastifyRequest & { user: OperatorAccount }>();
    const { least, action } = this.reflector.get<Rule>(ruleOf, context.getHandler());
    attempts.set(request, { operator: request.user, action });
    if (!allows(request.user.role, least)) throw new OperatorRoleInsufficient(request.user.role, least);
    const scope = scopeOf(request.method, request.routeOptions.url ?? '');
    if (!mayUse(request.user, scope)) throw new OperatorScopeMissing(scope);
    return true;
  }

  override getAuthenticateOptions(): OperatorStrategyOptions & { session: false } {
    return { session: false, find: (token) => this.operators.findByToken(token) };
  }

  override handleRequest<Account>(error: Error | null, operator: Account | false): Account {
    if (error) throw error;
    if (!operator) throw new OperatorTokenInvalid();
    return operator;
  }
}

/**
 * The route is for operators of this role and above, with a token that has the route's scope (`scopeOf`). `action` is its
 * name in the audit log, if it changes something.
 */
export const Operator = (least: Role, action?: string): MethodDecorator =>
  applyDecorators(SetMetadata<string, Rule>(ruleOf, { least, action }), UseGuards(OperatorGuard), ApiBearerAuth());

export const CurrentOperator = createParamDecorator(
  (_: unknown, context: ExecutionContext) => attemptOf(context.switchToHttp().getRequest<FastifyRequest>())!.operator,
);

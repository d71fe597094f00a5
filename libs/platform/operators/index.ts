export {
  allows,
  type Operator as OperatorAccount,
  operatorNameForm,
  operatorNameReason,
  type Role,
  roles,
} from './operator.js';
export { type Attempt, attemptOf, CurrentOperator, Operator } from './operator.guard.js';
export type { OperatorToken, TokenWish } from './operator-token.js';
export { OperatorTokens } from './operator-tokens.service.js';
export {
  OperatorBeyondOwn,
  OperatorNotFound,
  OperatorRoleInsufficient,
  OperatorScopeMissing,
} from './operators.errors.js';
export { OperatorsModule } from './operators.module.js';
export { type OperatorCard, OperatorsQueries } from './operators.queries.js';
export { type OperatorChange, OperatorsService } from './operators.service.js';
export { beyond, isLimited, mayUse, type Scope, scopeOf, scopes } from './scopes.js';

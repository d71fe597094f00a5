export { allows, type Operator as OperatorAccount, type Role, roles } from './operator.js';
export { type Attempt, attemptOf, CurrentOperator, Operator } from './operator.guard.js';
export { OperatorRoleInsufficient } from './operators.errors.js';
export { OperatorsModule } from './operators.module.js';
export { OperatorsService } from './operators.service.js';

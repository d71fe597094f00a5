export { type NewTokenDto, operatorView, tokenView } from './operator-accounts.dto.js';
export { OperatorAccountsModule } from './operator-accounts.module.js';
export { OperatorAccounts } from './operator-accounts.service.js';
export { tokenEnd } from './token-end.js';

import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { OperatorAccountsController } from './operator-accounts.controller.js';
import { OperatorAccounts } from './operator-accounts.service.js';
import { OperatorTokensController } from './operator-tokens.controller.js';

@Module({
  imports: [AuditModule, OperatorsModule],
  controllers: [OperatorAccountsController, OperatorTokensController],
  providers: [OperatorAccounts],
  exports: [OperatorAccounts],
})
export class OperatorAccountsModule {}

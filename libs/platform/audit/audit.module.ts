import { Global, Module } from '@nestjs/common';
import { OperatorsModule } from '#platform/operators';
import { AuditRefusals } from './audit-refusals.filter.js';
import { AuditChainQueries } from './audit-chain.queries.js';
import { AuditExport } from './audit-export.service.js';
import { AuditController } from './audit.controller.js';
import { AuditQueries } from './audit.queries.js';
import { AuditRepository } from './audit.repository.js';
import { AuditLog } from './audit.service.js';
import { AuditVerification } from './audit-verification.service.js';

/** Global, because the filter of every platform route writes to it. */
@Global()
@Module({
  imports: [OperatorsModule],
  controllers: [AuditController],
  providers: [
    AuditChainQueries,
    AuditExport,
    AuditLog,
    AuditQueries,
    AuditRefusals,
    AuditRepository,
    AuditVerification,
  ],
  exports: [AuditLog, AuditRefusals, AuditVerification],
})
export class AuditModule {}

import { Global, Module } from '@nestjs/common';
import { OperatorsModule } from '#platform/operators';
import { AuditRefusals } from './audit-refusals.filter.js';
import { AuditController } from './audit.controller.js';
import { AuditQueries } from './audit.queries.js';
import { AuditRepository } from './audit.repository.js';
import { AuditLog } from './audit.service.js';

/** Global, because the filter of every platform route writes to it. */
@Global()
@Module({
  imports: [OperatorsModule],
  controllers: [AuditController],
  providers: [AuditLog, AuditQueries, AuditRefusals, AuditRepository],
  exports: [AuditLog, AuditRefusals],
})
export class AuditModule {}

import { Global, Module } from '@nestjs/common';
import { SupportVisits } from '#kernel/tenancy';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { TenantsModule } from '#platform/tenants';
import { SupportConsent } from './support-consent.service.js';
import { SupportEntrance } from './support-entrance.service.js';
import { SupportController } from './support.controller.js';
import { SupportQueries } from './support.queries.js';
import { SupportRepository } from './support.repository.js';
import { SupportService } from './support.service.js';

/** Global, because the guard of administrators' pages asks for SupportVisits. */
@Global()
@Module({
  imports: [AuditModule, OperatorsModule, TenantsModule],
  controllers: [SupportController],
  providers: [
    SupportConsent,
    SupportEntrance,
    { provide: SupportVisits, useExisting: SupportEntrance },
    SupportQueries,
    SupportRepository,
    SupportService,
  ],
  exports: [SupportConsent, SupportEntrance, SupportVisits],
})
export class SupportModule {}

import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { MailsModule } from '#platform/mails';
import { OperatorsModule } from '#platform/operators';
import { TenantsModule } from '#platform/tenants';
import { HandoversService } from './handovers.service.js';
import { HandoverSteps } from './handover-steps.js';
import { InstallOwner } from './install-owner.handler.js';
import { MailCommunities } from './mail-communities.handler.js';
import { OffersRepository } from './offers.repository.js';
import { OwnerClaims } from './owner-claims.js';
import { OwnerMailing } from './owner-mailing.js';
import { OwnersController } from './owners.controller.js';
import { OwnersQueries } from './owners.queries.js';
import { OwnersRepository } from './owners.repository.js';
import { OwnersService } from './owners.service.js';
import { RecoveriesRepository } from './recoveries.repository.js';
import { RecoveriesService } from './recoveries.service.js';
import { RecoveryPeople } from './recovery-people.js';
import { RemoveOldClaims } from './remove-old-claims.handler.js';

/** Needs a TenantOwners and a TenantSetup, which the community provides. */
@Module({
  imports: [AuditModule, MailsModule, OperatorsModule, TenantsModule],
  controllers: [OwnersController],
  providers: [
    HandoversService,
    HandoverSteps,
    InstallOwner,
    MailCommunities,
    OffersRepository,
    OwnerClaims,
    OwnerMailing,
    OwnersQueries,
    OwnersRepository,
    OwnersService,
    RecoveriesRepository,
    RecoveriesService,
    RecoveryPeople,
    RemoveOldClaims,
  ],
  exports: [HandoversService, OwnersService],
})
export class OwnersModule {}

import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { MailsModule } from '#platform/mails';
import { OperatorsModule } from '#platform/operators';
import { PlansModule } from '#platform/plans';
import { ProvisioningModule } from '#platform/provisioning';
import { TenantsModule } from '#platform/tenants';
import { RemoveOldSignups } from './remove-old-signups.handler.js';
import { SignupChecks } from './signup-checks.js';
import { SignupDecisions } from './signup-decisions.service.js';
import { SignupInvitationsController } from './signup-invitations.controller.js';
import { SignupInvitationsRepository } from './signup-invitations.repository.js';
import { SignupInvitationsService } from './signup-invitations.service.js';
import { SignupLimits } from './signup-limits.js';
import { SignupLimitsRepository } from './signup-limits.repository.js';
import { SignupMails } from './signup-mails.js';
import { SignupMaking } from './signup-making.js';
import { SignupRecords } from './signup-records.js';
import { SignupStandings } from './signup-standings.js';
import { SignupsController } from './signups.controller.js';
import { SignupsQueries } from './signups.queries.js';
import { SignupsRepository } from './signups.repository.js';
import { SignupsService } from './signups.service.js';

@Module({
  imports: [AuditModule, MailsModule, OperatorsModule, PlansModule, ProvisioningModule, TenantsModule],
  controllers: [SignupsController, SignupInvitationsController],
  providers: [
    RemoveOldSignups,
    SignupChecks,
    SignupDecisions,
    SignupInvitationsRepository,
    SignupInvitationsService,
    SignupLimits,
    SignupLimitsRepository,
    SignupMails,
    SignupMaking,
    SignupRecords,
    SignupStandings,
    SignupsQueries,
    SignupsRepository,
    SignupsService,
  ],
  exports: [SignupChecks, SignupStandings, SignupsService],
})
export class SignupsModule {}

import { Global, Module } from '@nestjs/common';
import { declareEntities } from '#kernel/database';
import { TenantOwners, TenantSetup } from '#kernel/tenancy';
import { AccessCode } from './access-code.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { AddressLimits } from './address-limits.js';
import { AuthController } from './auth.controller.js';
import { CountersRepository } from './counters.repository.js';
import { CredentialsController } from './credentials.controller.js';
import { EntrancesRepository } from './entrances.repository.js';
import { EntrancesService } from './entrances.service.js';
import { FirstOwnerSetup } from './first-owner-setup.js';
import { FirstOwnerRepository } from './first-owner.repository.js';
import { InvitationsRepository } from './invitations.repository.js';
import { InvitationsService } from './invitations.service.js';
import { LoginsRepository } from './logins.repository.js';
import { LoginsService } from './logins.service.js';
import { MemberAccount } from './member-account.entity.js';
import { MemberAuthentication } from './member-authentication.js';
import { MemberPlaces } from './member-places.repository.js';
import { MemberRolesRepository } from './member-roles.repository.js';
import { MemberRolesService } from './member-roles.service.js';
import { MemberTokens } from './member-tokens.js';
import { NewAccounts } from './new-accounts.js';
import { OwnershipRepository } from './ownership.repository.js';
import { OwnershipService } from './ownership.service.js';
import { CaptchaController } from './phone/captcha.controller.js';
import { CaptchasRepository } from './phone/captchas.repository.js';
import { CaptchasService } from './phone/captchas.service.js';
import { CodeProofs } from './phone/code-proofs.js';
import { PhoneCodeDelivery } from './phone/phone-code-delivery.js';
import { PhoneCodesRepository } from './phone/phone-codes.repository.js';
import { PhoneCodesService } from './phone/phone-codes.service.js';
import { PhonesController } from './phone/phones.controller.js';
import { PhonesService } from './phone/phones.service.js';
import { PasswordChangeService } from './password-change.service.js';
import { PasswordChecks } from './password-checks.js';
import { PresenceRepository } from './presence.repository.js';
import { PresenceService } from './presence.service.js';
import { RemoveSpent } from './remove-spent.handler.js';
import { Session } from './session.entity.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { WebSessionsService } from './web-sessions.service.js';

declareEntities(MemberAccount, Session, AccessCode);

const phones = [
  CaptchasRepository,
  CaptchasService,
  CodeProofs,
  PhoneCodeDelivery,
  PhoneCodesRepository,
  PhoneCodesService,
  PhonesService,
];

/** Global, because the guards of every room's routes need it. */
@Global()
@Module({
  controllers: [AuthController, CredentialsController, CaptchaController, PhonesController],
  providers: [
    AccountsRepository,
    MemberPlaces,
    NewAccounts,
    AccountsService,
    AddressLimits,
    CountersRepository,
    EntrancesRepository,
    EntrancesService,
    FirstOwnerRepository,
    InvitationsRepository,
    InvitationsService,
    LoginsRepository,
    LoginsService,
    MemberAuthentication,
    MemberRolesRepository,
    MemberRolesService,
    MemberTokens,
    OwnershipRepository,
    PasswordChangeService,
    PasswordChecks,
    PresenceRepository,
    PresenceService,
    RemoveSpent,
    SessionCookies,
    SessionsRepository,
    SessionsService,
    WebSessionsService,
    ...phones,
    { provide: TenantOwners, useClass: OwnershipService },
    { provide: TenantSetup, useClass: FirstOwnerSetup },
  ],
  exports: [
    AccountsService,
    EntrancesService,
    InvitationsService,
    MemberAuthentication,
    MemberRolesService,
    PasswordChangeService,
    PhonesService,
    PresenceService,
    SessionCookies,
    SessionsService,
    TenantOwners,
    TenantSetup,
    WebSessionsService,
  ],
})
export class IdentityModule {}

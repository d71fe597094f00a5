export { AccountsService } from './accounts.service.js';
export {
  Active,
  Administrator,
  Anyone,
  CurrentMember,
  CurrentViewer,
  Everybody,
  SignedIn,
  Unbanned,
} from './current-member.js';
export { CurrentDevice, type Device } from './device.js';
export { EntrancesService } from './entrances.service.js';
export { MemberRegistered, MemberStatusChanged } from './identity.events.js';
export { IdentityModule } from './identity.module.js';
export { InvitationsService } from './invitations.service.js';
export { mediaPass, mediaPassIn } from './media-pass.js';
export type { Member, Viewer } from './member.js';
export { MemberAuthentication, sessionsSignal } from './member-authentication.js';
export { MemberRolesService } from './member-roles.service.js';
export { type MemberRequest, requireActive } from './member.guards.js';
export { PasswordChangeService } from './password-change.service.js';
export { PhonesService } from './phone/phones.service.js';
export { type Presence, PresenceService } from './presence.service.js';
export { SessionCookies } from './session-cookies.js';
export type { OwnSession } from './sessions.repository.js';
export { SessionsService } from './sessions.service.js';
export { WebSessionsService } from './web-sessions.service.js';

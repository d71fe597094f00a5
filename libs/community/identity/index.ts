export { AccountsService } from './accounts.service.js';
export { Active, Anyone, CurrentMember, CurrentViewer, SignedIn } from './current-member.js';
export { IdentityModule } from './identity.module.js';
export { InvitationsService } from './invitations.service.js';
export type { Member, Viewer } from './member.js';
export { MemberAuthentication } from './member-authentication.js';
export { requireActive } from './member.guards.js';
export { SessionsService } from './sessions.service.js';

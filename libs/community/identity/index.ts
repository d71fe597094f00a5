export { Active, Anyone, CurrentMember, CurrentViewer, SignedIn } from './current-member.js';
export { IdentityModule } from './identity.module.js';
export type { Member, Viewer } from './member.js';
export { MemberAuthentication } from './member-authentication.js';
export { requireActive } from './member.guards.js';

export { AdministrationModule } from './administration.module.js';
export type { AdministeredMember } from './members-administration.queries.js';
export { type AdministeredMembers, MembersAdministrationService } from './members-administration.service.js';

export { AdministrationModule } from './administration.module.js';
export type { CommunityStanding } from './community-standing.queries.js';
export { CommunityStandingService } from './community-standing.service.js';
export type { Step } from './in-order.js';
export type { AdministeredMember, MembersAmong } from './members-administration.queries.js';
export { type AdministeredMembers, MembersAdministrationService } from './members-administration.service.js';
export { mostSuggested, type SuggestedPerson, SuggestedPeopleService } from './suggested-people.service.js';
export {
  type FeaturedTopicStanding,
  type ListedTopic,
  TopicsAdministrationService,
  type TopicsStanding,
} from './topics-administration.service.js';

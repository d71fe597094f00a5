export { avatarCount, avatarUrl, coverUrl } from './avatar.js';
export {
  memberCard,
  type MemberCard,
  memberCardJson,
  type MemberCardOptions,
  memberCardSql,
  memberRevisionSql,
  nobody,
} from './member-card.js';
export { MemberCardView } from './member-card.view.js';
export { maskedPhone } from './member-info.view.js';
export { MembersModule } from './members.module.js';
export { MemberFindableChanged, MemberRenamed } from './members.events.js';
export { bioLength } from './bio.js';
export type { SeenProfile, SuggestedMember } from './members.queries.js';
export type { MemberPicture, MemberProfile, OwnProfile, PageChoices } from './members.repository.js';
export { followSlots } from './follow-slots.js';
export { nicknameLength } from './nickname.js';
export { MembersService, type OwnWords } from './members.service.js';
export {
  blockedSql,
  blocksSql,
  followsSql,
  friendSql,
  hiddenFromSql,
  mutesSql,
  noTies,
  type Ties,
  tiesSql,
} from './ties.js';
export { type ViewerTies, ViewerTiesService } from './viewer-ties.service.js';

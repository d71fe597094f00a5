export { blockedSql, followsSql, friendSql, hiddenFromSql, noTies, type Ties, tiesSql } from '#community/members';
export { BlocksService } from './blocks.service.js';
export { FollowsService } from './follows.service.js';
export { type FriendRequest, requestState } from './friend-request.js';
export { FriendshipsService } from './friendships.service.js';
export type { RelatedMember, RelatedMembers, Standing } from './related-members.queries.js';
export { RelatedMembersService } from './related-members.service.js';
export { FollowersCounted, FriendRequestAnswered, FriendRequested } from './relations.events.js';
export { RelationsModule } from './relations.module.js';

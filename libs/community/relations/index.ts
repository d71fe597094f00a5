export { blockedSql, followsSql, friendSql, hiddenFromSql, noTies, type Ties, tiesSql } from '#community/members';
export { FollowsService } from './follows.service.js';
export { RelationsModule } from './relations.module.js';
export { FriendRequestAnswered, FriendRequested } from './relations.events.js';

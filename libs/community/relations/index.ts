export { followsSql, friendSql } from '#community/members';
export type { Ties } from './follows.repository.js';
export { FollowsService } from './follows.service.js';
export { RelationsModule } from './relations.module.js';

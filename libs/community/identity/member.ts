import type { Id } from '#kernel/database';

/** Who acts: a member with a valid session, as known at the start of the request. */
export interface Member {
  readonly id: Id;
  readonly username: string;
  readonly isAdmin: boolean;
  readonly isBanned: boolean;
  readonly hasPhone: boolean;
  readonly sessionId: Id;
}

/** Who looks: a member, or nobody in particular. */
export type Viewer = Member | null;

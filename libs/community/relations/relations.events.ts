import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** `round`: how often this member has asked that one. What they wrote stands in the relation. */
export class FriendRequested extends DomainEvent {
  static override readonly type = 'friend.requested';
  constructor(
    readonly requesterId: Id,
    readonly targetId: Id,
    readonly round: number,
  ) {
    super();
  }
}

/** More or fewer follow this member than before. */
export class FollowersCounted extends DomainEvent {
  static override readonly type = 'member.followers-counted';
  constructor(readonly memberId: Id) {
    super();
  }
}

/** Requests between the two were accepted, refused or taken back; which, the relation says. */
export class FriendRequestAnswered extends DomainEvent {
  static override readonly type = 'friend.request-answered';
  constructor(
    readonly memberId: Id,
    readonly otherId: Id,
  ) {
    super();
  }
}

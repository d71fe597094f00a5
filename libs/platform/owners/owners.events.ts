import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** Somebody asks which communities are theirs. `sealed`: whoever looks at tasks does not read the address. */
export class CommunitiesAsked extends DomainEvent {
  static override readonly type = 'communities.asked';
  constructor(readonly sealed: string) {
    super();
  }
}

export class OwnershipAccepted extends DomainEvent {
  static override readonly type = 'ownership.accepted';
  constructor(
    readonly tenantId: Id,
    readonly username: string,
  ) {
    super();
  }
}

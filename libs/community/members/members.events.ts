import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** Goes by another nickname from now on. */
export class MemberRenamed extends DomainEvent {
  static override readonly type = 'member.renamed';
  constructor(readonly memberId: Id) {
    super();
  }
}

/** Wants to be found by who searches for members, or does not any more. */
export class MemberFindableChanged extends DomainEvent {
  static override readonly type = 'member.findable-changed';
  constructor(readonly memberId: Id) {
    super();
  }
}

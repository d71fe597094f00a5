import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

export class MemberRegistered extends DomainEvent {
  static override readonly type = 'member.registered';
  constructor(readonly memberId: Id) {
    super();
  }
}

/** Banned, or not any more. */
export class MemberStatusChanged extends DomainEvent {
  static override readonly type = 'member.status-changed';
  constructor(readonly memberId: Id) {
    super();
  }
}

/** Of what nobody can use any more there was more than is removed at once. */
export class SpentLeft extends DomainEvent {
  static override readonly type = 'identity.spent-left';
}

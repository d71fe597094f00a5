import { DomainEvent } from '#kernel/jobs';

/** What has changed in the community in scope is to be brought to the store. */
export class MirrorDue extends DomainEvent {
  static override readonly type = 'search.mirror-due';
}

/** The index of this name is to get what it does not have yet of the community in scope. */
export class FillDue extends DomainEvent {
  static override readonly type = 'search.fill-due';
  constructor(readonly index: string) {
    super();
  }
}

export const mirrorTask = 'search.mirror';
export const mirrorKey = 'mirror';
export const fillTask = 'search.fill';

import { DomainEvent } from '#kernel/jobs';

/** Of what nobody can use any more there was more than is removed at once. */
export class SpentLeft extends DomainEvent {
  static override readonly type = 'identity.spent-left';
}

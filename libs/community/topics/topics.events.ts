import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** More or fewer posts count for these than before; some may be new. */
export class TopicsCounted extends DomainEvent {
  static override readonly type = 'topics.counted';
  constructor(readonly topicIds: readonly Id[]) {
    super();
  }
}

import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import type { Id } from '#kernel/database';
import { Signals } from '#kernel/signals';
import { type MessageFilter, messageFilters } from './message-kinds.js';
import { MessagesQueries } from './messages.queries.js';

/** Every open tab of a member asks again and again; a second late is early enough for them. */
const secondsRemembered = 0.9;

const keyOf = (memberId: Id, style: MessageFilter): string => `messages.count:${memberId}:${style}`;

/** That a member has more or fewer unread messages, perhaps. */
export const messagesSignal = (memberId: Id): string => `messages:${memberId}`;

/** How many messages of each style a member has; this process forgets it as soon as it has changed that, and says so. */
@Injectable()
export class MessageCounts {
  constructor(
    private readonly cache: Cache,
    private readonly queries: MessagesQueries,
    private readonly signals: Signals,
  ) {}

  async of(memberId: Id, style: MessageFilter): Promise<number> {
    const load = async () => ({ total: await this.queries.count(memberId, style) });
    return (await this.cache.get(keyOf(memberId, style), secondsRemembered, load)).total;
  }

  /** For what has been committed. */
  forget(memberId: Id): void {
    for (const style of messageFilters) this.cache.forget(keyOf(memberId, style));
    this.signals.give(messagesSignal(memberId));
  }

  /** In the unit of work that changes them; takes effect once that is committed. */
  forgetLater(memberIds: readonly Id[]): void {
    for (const id of memberIds) {
      for (const style of messageFilters) this.cache.forgetAfterCommit(keyOf(id, style));
      this.signals.giveAfterCommit(messagesSignal(id));
    }
  }
}

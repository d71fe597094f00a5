import { SetMetadata } from '@nestjs/common';
import type { DomainEvent, EventClass } from './domain-event.js';
import type { TaskClass } from './task-class.js';

interface Named {
  /** `room.handler`; kept in rows, so it is never renamed. */
  readonly task: string;
  readonly class: TaskClass;
  /**
   * Whether the handler runs in the unit of work that takes the task away; true when it is left out. Without one, for
   * what takes long or acts outside of the database, it may run again after it has succeeded.
   */
  readonly inUnit?: boolean;
  /**
   * Whether the method takes many at once: all that wait for it here of a community, as a list, in one unit of work. If that
   * fails each is tried by itself.
   */
  readonly inBatches?: boolean;
}

export interface Subscription extends Named {
  readonly events: readonly EventClass[];
  /** What the task is about: of several ready ones one is run. The handler then goes by nothing else of the event. */
  readonly key?: (event: never) => string;
  /** Whether there is anything to do; no task otherwise. */
  readonly when?: (event: never) => boolean;
  readonly schedule?: Schedule;
}

export interface Schedule {
  /** As PostgreSQL reads an interval. */
  readonly every: string;
  /** One task for each community, begun at some moment within this interval; else one for the deployment. */
  readonly perTenantWithin?: string;
}

export const subscription = Symbol('subscription');

type Rules<E extends DomainEvent> = Named & {
  readonly key?: (event: E) => string;
  readonly when?: (event: E) => boolean;
};

/**
 * Has the method called for each of these events, at least once, in no promised order: so it reads the state as it is
 * now, and may be repeated.
 */
export const On = <E extends DomainEvent>(events: EventClass<E> | readonly EventClass<E>[], rules: Rules<E>) =>
  SetMetadata<symbol, Subscription>(subscription, { ...rules, events: [events].flat() as EventClass[] });

/** Has the method called again and again, without an event; its times are rows, which outlive every process. */
export const Every = (every: string, { perTenantWithin, ...named }: Named & Pick<Schedule, 'perTenantWithin'>) =>
  SetMetadata<symbol, Subscription>(subscription, {
    ...named,
    events: [],
    schedule: { every, ...(perTenantWithin && { perTenantWithin }) },
  });

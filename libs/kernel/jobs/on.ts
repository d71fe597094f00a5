import { SetMetadata } from '@nestjs/common';
import type { DomainEvent, EventClass } from './domain-event.js';

/** The queues: what a task is about decides how many of its kind run at a time. */
export const taskClasses = ['notify', 'index', 'media', 'mail', 'outbound', 'lifecycle', 'maintenance'] as const;
export type TaskClass = (typeof taskClasses)[number];

export interface Subscription {
  readonly events: readonly EventClass[];
  /** `room.handler`; kept in rows, so it is never renamed. */
  readonly task: string;
  readonly class: TaskClass;
}

export const subscription = Symbol('subscription');

/**
 * Has the method called for each of these events, at least once, in no promised order, in a unit of work that ends by
 * taking the task away: so it reads the state as it is now, and may be repeated.
 */
export const On = (events: EventClass<DomainEvent> | readonly EventClass[], how: { task: string; class: TaskClass }) =>
  SetMetadata<symbol, Subscription>(subscription, { events: [events].flat() as EventClass[], ...how });

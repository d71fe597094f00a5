export { Dispatcher } from './dispatcher.js';
export { DomainEvent } from './domain-event.js';
export { JobsModule } from './jobs.module.js';
export { Every, On } from './on.js';
export { Outbox } from './outbox.js';
export { PermanentError } from './task.js';
export type { TaskClass } from './task-class.js';

export { type DeadFilter, type DeadLetter, DeadLetters } from './dead-letters.repository.js';
export { DerivedState, isPendingSql, type Mended } from './derived-state.js';
export { Dispatcher } from './dispatcher.js';
export { DomainEvent } from './domain-event.js';
export { serveTasks } from './child-service.js';
export { JobsModule } from './jobs.module.js';
export { MediaChildren } from './media-children.js';
export { Every, On } from './on.js';
export { Outbox } from './outbox.js';
export { type Counts, CountsReconciler, ReconcileCounts } from './reconcile-counts.js';
export { ReconcilableTenants, type TenantRole } from './reconcilable-tenants.js';
export {
  type ReconcileFailure,
  type ReconcileKind,
  reconcileKinds,
  type ReconcileReport,
  type Tally,
} from './reconcile-report.js';
export { Reconciler } from './reconciler.js';
export { TaskStop } from './task-stop.js';
export { PermanentError } from './task.js';
export { TaskCapacity, type TaskClass, taskClasses } from './task-class.js';
export { TaskFigures } from './task-figures.queries.js';
export {
  type ClassFigures,
  type FigureFilter,
  type RoleFigures,
  type ScheduleFigures,
  type StateFigures,
  type TaskCounts,
  type TaskState,
  taskStates,
  type WorkerFigures,
} from './task-figures.js';

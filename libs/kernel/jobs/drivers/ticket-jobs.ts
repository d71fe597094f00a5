import type { ClaimedTask, Task, TaskTicket } from '../task.js';

/** Of the column `fence`. */
const mostFence = 2 ** 31 - 1;

/** A bare number would be refused, and what is kept of a finished job would swallow the next of its name. */
const nameOf = (id: number, fence: number): string => `t${id}-${fence}`;

const lastPriority = 2 ** 21 - 1;

/**
 * BullMQ takes jobs without a priority first, and then those with the lowest: so when the tasks of one tenant become
 * slow, others do not wait behind all of them.
 */
const priorityOf = (turn: number): number => Math.min(turn - 1, lastPriority);

export const jobOf = ({ kind, id, cluster, fence, turn }: ClaimedTask) => ({
  name: kind,
  data: { id, cluster, fence } satisfies TaskTicket,
  opts: {
    jobId: nameOf(id, fence),
    priority: priorityOf(turn),
    attempts: 1,
    removeOnComplete: true,
    removeOnFail: true,
  },
});

/**
 * Jobs of the same tasks that nobody has taken: one is given out with a fence, comes back with the next, and is given
 * out again with the one after.
 */
export const formerJobsOf = (tasks: readonly Task[]): string[] =>
  tasks.filter(({ fence }) => fence > 2).map(({ id, fence }) => nameOf(id, fence - 2));

/** Null when it is none: whoever can write to Redis can put in anything. */
export function ticketIn(data: unknown, clusters: readonly string[]): TaskTicket | null {
  const { id, cluster, fence } = (data ?? {}) as { readonly [Part in keyof TaskTicket]?: unknown };
  const fits =
    isCount(id, Number.MAX_SAFE_INTEGER) &&
    isCount(fence, mostFence) &&
    typeof cluster === 'string' &&
    clusters.includes(cluster);
  return fits ? { id, cluster, fence } : null;
}

const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= most;

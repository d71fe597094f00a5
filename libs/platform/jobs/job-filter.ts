import { idFrom, InvalidRequest, type Query } from '#kernel/http';
import { type TaskClass, taskClasses, type TaskState, taskStates } from '#kernel/jobs';

interface TaskFilter {
  /** Id of a community. */
  readonly tenant?: number | undefined;
  readonly class?: TaskClass | undefined;
}

export interface JobFilter extends TaskFilter {
  readonly state?: TaskState | undefined;
}

export interface DeadJobFilter extends TaskFilter {
  /** `room.handler` */
  readonly kind?: string | undefined;
}

/** What is not given, or empty, holds nothing back; what there is no filter by is refused, lest it seem to hold. */
export function jobFilterOf(query: Query): JobFilter {
  if (given(query, 'kind')) throw new InvalidRequest(['kind is a filter of /platform/v1/jobs/dead alone']);
  return { ...taskFilterOf(query), state: oneOf(taskStates, query, 'state') };
}

/** As above. */
export function deadJobFilterOf(query: Query): DeadJobFilter {
  if (given(query, 'state')) throw new InvalidRequest(['state is a filter of /platform/v1/jobs alone']);
  return { ...taskFilterOf(query), kind: kindOf(query) };
}

const taskFilterOf = (query: Query): TaskFilter => ({
  tenant: given(query, 'tenant') ? idFrom(query, 'tenant') : undefined,
  class: oneOf(taskClasses, query, 'class'),
});

const given = (query: Query, name: string): boolean => query[name] !== undefined && query[name] !== '';

function oneOf<T extends string>(known: readonly T[], query: Query, name: string): T | undefined {
  if (!given(query, name)) return undefined;
  const found = known.find((one) => one === query[name]);
  if (!found) throw new InvalidRequest([`${name} must be one of ${known.join(', ')}`]);
  return found;
}

export const kindForm = /^[a-z\d-]{1,60}\.[a-z\d-]{1,60}$/;
export const kindReason = 'kind must be the name of a task, such as search.reindex-post';

function kindOf(query: Query): string | undefined {
  if (!given(query, 'kind')) return undefined;
  const kind = query['kind'];
  if (typeof kind !== 'string' || !kindForm.test(kind)) throw new InvalidRequest([kindReason]);
  return kind;
}

import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import { type TaskClass, taskClasses } from './task-class.js';
import {
  type ClassFigures,
  type FigureFilter,
  type RoleFigures,
  type ScheduleFigures,
  type TaskCounts,
  type TaskState,
  taskStates,
  type WorkerFigures,
} from './task-figures.js';

type Counted = Row & {
  readonly role: string | null;
  readonly class: string;
  readonly state: TaskState;
  readonly count: number;
  readonly oldest: number | null;
};

/** One look at the rows for all of it; rows without a role are the sums of all roles. */
const counting = `
  with counted as materialized (
    select tenant_role, class, state, count(*) as count,
           min(run_after) filter (where state = 'ready' and run_after <= now()) as oldest
      from jobs.task
     where ($1::name is null or tenant_role = $1) and ($2::text is null or class = $2) and ($3::text is null or state = $3)
     group by tenant_role, class, state),
  busiest as (
    select tenant_role, row_number() over (order by sum(count) desc, tenant_role) as place
      from counted group by tenant_role order by place limit $4)
  select null as role, 0 as place, class, state, sum(count)::bigint as count,
         extract(epoch from now() - min(oldest))::float8 as oldest
    from counted group by class, state
  union all
  select c.tenant_role, b.place, class, state, count, extract(epoch from now() - oldest)::float8
    from counted c join busiest b using (tenant_role)
  union all
  select null, -1, '', 'ready', count(distinct tenant_role), null from counted
   order by place, role, class, state`;

/** What there is to do and who does it, for operators and for monitoring. Of the one cluster that there is so far. */
@Injectable()
export class TaskFigures {
  constructor(private readonly database: PlatformDatabase) {}

  /** Of every class, those without tasks too. */
  async byClass(): Promise<readonly ClassFigures[]> {
    return (await this.count({}, 0)).classes;
  }

  /** `most`: of so many roles the tasks are told apart. */
  async count(filter: FigureFilter, most: number): Promise<TaskCounts> {
    const values = [filter.role ?? null, filter.class ?? null, filter.state ?? null, most];
    const [roles, ...rows] = await this.database.query<Counted>(counting, values);
    const names = new Set(rows.flatMap(({ role }) => role ?? []));
    const all = rows.filter(({ role }) => role === null);
    return {
      classes: taskClasses.map((name) => figuresOf(name, all)),
      roles: roles!.count,
      busiest: [...names].map((role) => ofRole(role, rows)),
    };
  }

  /** Those that were seen lately; the newest last. */
  async workers(): Promise<WorkerFigures[]> {
    return this.database.query<WorkerFigures & Row>(
      `select id as number, host, concurrency, started_at as since, seen_at as seen from jobs.worker
        where seen_at > now() - interval '15 seconds' order by id`,
    );
  }

  async schedules(): Promise<ScheduleFigures[]> {
    return this.database.query<ScheduleFigures & Row>(
      `select kind, class, extract(epoch from every)::float8 as every, is_per_tenant as "perTenant",
              last_at as last, next_at as next
         from jobs.schedule order by kind`,
    );
  }

  /** By what the queues of this deployment are told apart in a Redis that others use as well. */
  async transportPrefix(): Promise<string> {
    const [row] = await this.database.query<{ id: string }>('select id from jobs.transport');
    return `{paopao-${row!.id}}`;
  }
}

function ofRole(role: string, rows: readonly Counted[]): RoleFigures {
  const own = rows.filter((row) => row.role === role);
  const used = taskClasses.filter((name) => own.some((row) => row.class === name));
  return {
    role,
    count: own.reduce((sum, { count }) => sum + count, 0),
    classes: used.map((name) => figuresOf(name, own)),
  };
}

function figuresOf(name: TaskClass, rows: readonly Counted[]): ClassFigures {
  const own = rows.filter((row) => row.class === name);
  const countOf = (state: TaskState) => own.find((row) => row.state === state)?.count ?? 0;
  const counts = Object.fromEntries(taskStates.map((state) => [state, countOf(state)])) as Record<TaskState, number>;
  const oldestReady = own.find(({ state }) => state === 'ready')?.oldest ?? null;
  return { class: name, ...counts, oldestReady };
}

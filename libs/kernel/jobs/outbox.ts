import { Injectable } from '@nestjs/common';
import { type Deferral, PlatformDatabase, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import type { DomainEvent } from './domain-event.js';
import { Handlers } from './handlers.js';
import { TaskHints } from './task-hints.js';

interface NewTask {
  readonly kind: string;
  readonly class: string;
  readonly key: string | null;
  readonly payload: string;
  /** So many a day its community may have done at once; null: as many as it likes. */
  readonly most: number | null;
}

/** How long a task waits that its community's plan has no room for today. */
const secondsBeyond = 60;

interface Statement {
  readonly sql: string;
  readonly values: unknown[];
}

/**
 * Where a unit of work puts what others must react to. The tasks are rows of the same transaction, so they exist
 * exactly if the change does.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly platform: PlatformDatabase,
    private readonly handlers: Handlers,
    private readonly hints: TaskHints,
  ) {}

  /** One task for each handler that has something to do. Needs an open unit of work, of the tenant or else of the platform. */
  add(event: DomainEvent): void {
    const database = tenantScope.find() ? this.tenants : this.platform;
    for (const task of this.tasksOf(event)) database.defer(this.writing, task);
  }

  /** What `add` does, as a statement for a transaction of another connection, which has the role of who the tasks are of. */
  statementOf(event: DomainEvent): Statement {
    return insertion(this.tasksOf(event));
  }

  private tasksOf(event: DomainEvent): NewTask[] {
    const handlers = this.handlers.of(event).filter((handler) => handler.concerns(event));
    const payload = JSON.stringify(event);
    const most = tenantScope.find()?.limits.tasks_per_day ?? null;
    return handlers.map((handler) => ({
      kind: handler.task,
      class: handler.class,
      key: handler.keyOf(event),
      payload,
      most,
    }));
  }

  private readonly writing: Deferral<NewTask> = {
    beforeCommit: (tasks) => (tasks[0]!.most === null ? insertion(tasks) : countedInsertion(tasks, tasks[0]!.most)),
    afterCommit: () => this.hints.give(),
  };
}

function insertion(tasks: readonly NewTask[]): Statement {
  return {
    sql: `insert into jobs.task (kind, class, key, payload)
          select kind, class, key, payload::jsonb from ${given}`,
    values: columnsOf(tasks),
  };
}

/**
 * Counts them as well, by the day of UTC. What is beyond the limit is done all the same, only later: by then others
 * about the same thing may have come, with which it is done in one go.
 */
function countedInsertion(tasks: readonly NewTask[], most: number): Statement {
  const used = 'case when u.day >= excluded.day then u.used + $5 else $5 end';
  return {
    sql: `with counted as (
            insert into cluster.usage as u (quota, day, used, warned_at)
            values ('tasks_per_day', (now() at time zone 'UTC')::date, $5::bigint, case when $5 >= $7::bigint then now() end)
            on conflict (tenant_role, quota) do update
               set day = greatest(u.day, excluded.day), used = ${used},
                   warned_at = case when ${used} >= $7 then coalesce(case when u.day >= excluded.day then u.warned_at end, now()) end
            returning used > $6::bigint as is_over)
          insert into jobs.task (kind, class, key, payload, run_after, is_later)
          select kind, class, key, payload::jsonb, now() + case when is_over then $8::int else 0 end * interval '1 second', is_over
            from counted cross join ${given}`,
    values: [...columnsOf(tasks), tasks.length, most, Math.ceil(most * 0.8), secondsBeyond],
  };
}

const given = 'unnest($1::text[], $2::text[], $3::text[], $4::text[]) as task (kind, class, key, payload)';

const columnsOf = (tasks: readonly NewTask[]): unknown[] => [
  tasks.map(({ kind }) => kind),
  tasks.map((task) => task.class),
  tasks.map(({ key }) => key),
  tasks.map(({ payload }) => payload),
];

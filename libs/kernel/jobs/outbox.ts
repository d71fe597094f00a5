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
}

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
    return handlers.map((handler) => ({
      kind: handler.task,
      class: handler.class,
      key: handler.keyOf(event),
      payload,
    }));
  }

  private readonly writing: Deferral<NewTask> = {
    beforeCommit: insertion,
    afterCommit: () => this.hints.give(),
  };
}

function insertion(tasks: readonly NewTask[]): Statement {
  return {
    sql: `insert into jobs.task (kind, class, key, payload)
          select kind, class, key, payload::jsonb
            from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as task (kind, class, key, payload)`,
    values: [
      tasks.map(({ kind }) => kind),
      tasks.map((task) => task.class),
      tasks.map(({ key }) => key),
      tasks.map(({ payload }) => payload),
    ],
  };
}

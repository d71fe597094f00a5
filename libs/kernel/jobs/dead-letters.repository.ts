import { Injectable } from '@nestjs/common';
import { type Deferral, type Id, PlatformDatabase, type Row } from '#kernel/database';
import type { TaskClass } from './task-class.js';
import type { TaskState } from './task-figures.js';
import { TaskHints } from './task-hints.js';

export interface DeadLetter {
  readonly id: Id;
  readonly role: string;
  readonly kind: string;
  readonly class: TaskClass;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly key: string | null;
  readonly attempts: number;
  /** What it failed of, and below it where; never what a member wrote. */
  readonly error: string | null;
  readonly created: Date;
  readonly died: Date;
}

export interface DeadFilter {
  readonly role?: string | undefined;
  readonly class?: TaskClass | undefined;
  readonly kind?: string | undefined;
}

const columns = `t.id, t.tenant_role as role, t.kind, t.class, t.payload, t.key, t.attempts, t.last_error as error,
  t.created_at as created, t.dead_at as died`;
const matching = `state = 'dead' and ($1::name is null or tenant_role = $1) and ($2::text is null or class = $2)
  and ($3::text is null or kind = $3)`;
const fromTheStart = `state = 'ready', attempts = 0, run_after = now(), dead_at = null, last_error = null`;

const valuesOf = ({ role, kind, class: name }: DeadFilter) => [role ?? null, name ?? null, kind ?? null];

/** Tasks that were given up, of all tenants. Their ids are those of the one cluster that there is so far. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly database: PlatformDatabase,
    private readonly hints: TaskHints,
  ) {}

  /** The newest first, below `before`. */
  async list(filter: DeadFilter, limit: number, before: Id | null): Promise<DeadLetter[]> {
    return this.database.query<DeadLetter & Row>(
      `select ${columns} from jobs.task t where ${matching} and ($4::bigint is null or id < $4)
        order by id desc limit $5`,
      [...valuesOf(filter), before, limit],
    );
  }

  /** Null: there is no such task. */
  async stateOf(id: Id): Promise<TaskState | null> {
    const [row] = await this.database.query<{ state: TaskState }>('select state from jobs.task where id = $1', [id]);
    return row?.state ?? null;
  }

  /** Ready at once, as if it had never been tried; answers what it was, null when it is no dead letter. In a unit of work. */
  async retry(id: Id): Promise<DeadLetter | null> {
    const [letter] = await this.database.query<DeadLetter & Row>(
      `with dead as (select * from jobs.task where id = $1 and state = 'dead' for update)
       update jobs.task set ${fromTheStart} from dead t where task.id = t.id returning ${columns}`,
      [id],
    );
    this.database.defer(this.waking, id);
    return letter ?? null;
  }

  /** Answers what it was, null when it is no dead letter. */
  async drop(id: Id): Promise<DeadLetter | null> {
    const [letter] = await this.database.query<DeadLetter & Row>(
      `delete from jobs.task t where id = $1 and state = 'dead' returning ${columns}`,
      [id],
    );
    return letter ?? null;
  }

  /** The oldest of them, up to `most`; answers how many. In a unit of work. */
  async retryMany(filter: DeadFilter, most: number): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `with dead as (select id from jobs.task where ${matching} order by id limit $4 for update skip locked),
       retried as (update jobs.task set ${fromTheStart} from dead where task.id = dead.id returning 1)
       select count(*) as count from retried`,
      [...valuesOf(filter), most],
    );
    this.database.defer(this.waking, 0);
    return row!.count;
  }

  async count(filter: DeadFilter): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*) as count from jobs.task where ${matching}`,
      valuesOf(filter),
    );
    return row!.count;
  }

  private readonly waking: Deferral<Id> = { afterCommit: () => this.hints.give() };
}

import { Injectable } from '@nestjs/common';
import { type ClusterDatabase, type Id, type Row, TenantDatabase } from '#kernel/database';
import { failuresTold, type ReconcileFailure, type ReconcileKind, type Tally } from './reconcile-report.js';
import { reconcileKey, reconcileTask } from './reconcile-step.js';

export interface NewRun {
  readonly by: string;
  readonly roles: readonly string[];
  /** Name of the first state. */
  readonly state: string;
  /** One community begins so many milliseconds after the other. */
  readonly apart: number;
}

/** What a cluster knows of a run. */
export interface RunOfCluster {
  readonly by: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly tenants: number;
  readonly done: number;
  /** Communities in which it still goes on. */
  readonly open: number;
  /** Communities that it waits for. */
  readonly waiting: number;
  /** Communities in which it does not go on: it was given up (dead), or its task is gone. */
  readonly lost: number;
  readonly dead: number;
  readonly byKind: Partial<Record<ReconcileKind, Tally>>;
  readonly failures: readonly ReconcileFailure[];
}

/** What came of a batch of the state of this name. */
export interface BatchNote extends Tally {
  readonly state: string;
  readonly kind: ReconcileKind;
  readonly error?: string | undefined;
  /** It was the community's last. */
  readonly isLast: boolean;
}

const taskOf = (part: string, states: string): string =>
  `exists (select from jobs.task t where t.tenant_role = ${part}.tenant_role and t.kind = '${reconcileTask}'
              and t.key = '${reconcileKey('')}' || ${part}.run_id and t.state in (${states}))`;

/** The rows of jobs.reconciliation and of its parts. */
@Injectable()
export class ReconciliationRepository {
  constructor(private readonly tenants: TenantDatabase) {}

  /** Run, parts and their first tasks, all or none. Takes the number that another cluster has given the run. */
  async begin(database: ClusterDatabase, { by, roles, state, apart }: NewRun, given: Id | null): Promise<Id> {
    const [run] = await database.query<{ id: Id }>(
      `with outdated as (delete from jobs.reconciliation where started_at < now() - interval '60 days'),
       run as (
         insert into jobs.reconciliation (${given === null ? '' : 'id, '}requested_by)
         values (${given === null ? '' : `${given}, `}$1) returning id),
       part as (
         insert into jobs.reconciliation_part (run_id, tenant_role) select run.id, role from run, unnest($2::name[]) as role),
       task as (
         insert into jobs.task (tenant_role, kind, class, key, payload, run_after, is_later)
         select role, '${reconcileTask}', 'maintenance', '${reconcileKey('')}' || run.id,
                jsonb_build_object('runId', run.id, 'state', $3::text, 'after', 0),
                now() + (place - 1) * $4::float8 * interval '1 millisecond', (place - 1) * $4::float8 > 0
           from run, unnest($2::name[]) with ordinality as part (role, place))
       select id from run`,
      [by, roles, state, apart],
    );
    return run!.id;
  }

  /** Adds what a batch came to, in its unit of work, for the community in scope. */
  async note(runId: Id, { state, kind, checked, repaired, failed, error, isLast }: BatchNote): Promise<void> {
    const sum = (what: keyof Tally, value: string) =>
      `'${what}', coalesce((tally -> $2 ->> '${what}')::bigint, 0) + ${value}::bigint`;
    const known = (what: keyof ReconcileFailure) => `tally #>> array['failures', $6, '${what}']`;
    await this.tenants.query(
      `update jobs.reconciliation_part
          set tally = tally
                || jsonb_build_object($2::text, jsonb_build_object(
                     ${sum('checked', '$3')}, ${sum('repaired', '$4')}, ${sum('failed', '$5')}))
                || case when $5::bigint = 0 then '{}' else
                     jsonb_build_object('failures', coalesce(tally -> 'failures', '{}') || jsonb_build_object($6::text,
                       jsonb_build_object('failed', coalesce((${known('failed')})::bigint, 0) + $5::bigint,
                                          'error', coalesce($7::text, ${known('error')})))) end,
              done_at = case when $8 then now() end
        where run_id = $1 and tenant_role = current_user`,
      [runId, kind, checked, repaired, failed, state, error ?? null, isLast],
    );
  }

  async find(database: ClusterDatabase, runId: Id): Promise<RunOfCluster | null> {
    const [run] = await database.query<RunOfCluster & Row>(
      `with part as (
         select p.*, p.done_at is null and ${taskOf('p', `'ready', 'queued', 'running'`)} as is_open,
                p.done_at is null and ${taskOf('p', `'parked'`)} as is_waiting,
                p.done_at is null and ${taskOf('p', `'dead'`)} as is_dead
           from jobs.reconciliation_part p where p.run_id = $1),
       sums as (
         select kind, jsonb_build_object('checked', sum((counts ->> 'checked')::bigint),
                  'repaired', sum((counts ->> 'repaired')::bigint), 'failed', sum((counts ->> 'failed')::bigint)) as tally
           from part, jsonb_each(part.tally) as counted (kind, counts) where kind <> 'failures' group by kind),
       failure as (
         select tenant_role as role, state, (what ->> 'failed')::bigint as failed, what ->> 'error' as error
           from part, jsonb_each(part.tally -> 'failures') as failed (state, what) order by role, state limit $2)
       select r.requested_by as by, r.started_at as "startedAt", ended.*,
              coalesce((select jsonb_object_agg(kind, tally) from sums), '{}') as "byKind",
              coalesce((select jsonb_agg(failure) from failure), '[]') as failures
         from jobs.reconciliation r, (
           select max(done_at) as "endedAt", count(*) as tenants, count(done_at) as done,
                  count(*) filter (where is_open) as open, count(*) filter (where is_waiting) as waiting,
                  count(*) filter (where done_at is null and not is_open and not is_waiting) as lost,
                  count(*) filter (where is_dead) as dead from part) ended
        where r.id = $1`,
      [runId, failuresTold],
    );
    return run ?? null;
  }

  async findLatest(database: ClusterDatabase): Promise<Id | null> {
    const [row] = await database.query<{ id: Id | null }>('select max(id) as id from jobs.reconciliation');
    return row!.id;
  }
}

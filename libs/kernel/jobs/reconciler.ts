import { Injectable } from '@nestjs/common';
import { Clusters, type Deferral, type Id } from '#kernel/database';
import { DerivedStates } from './derived-states.js';
import { ReconcilableTenants, type TenantRole } from './reconcilable-tenants.js';
import {
  failuresTold,
  type ReconcileKind,
  reconcileKinds,
  type ReconcileReport,
  type Tally,
} from './reconcile-report.js';
import { type NewRun, ReconciliationRepository, type RunOfCluster } from './reconciliation.repository.js';
import { TaskHints } from './task-hints.js';

/** Of a run that somebody waits for: 50 communities a second begin at most. */
const apartAtOnce = 20;

/**
 * Goes through the derived state of communities and mends it. A run is a chain of tasks for each of them, one batch
 * at a time: it outlives every process, and takes no more of a community, or of all, than tasks of its class may.
 */
@Injectable()
export class Reconciler {
  constructor(
    private readonly clusters: Clusters,
    private readonly tenants: ReconcilableTenants,
    private readonly states: DerivedStates,
    private readonly repository: ReconciliationRepository,
    private readonly hints: TaskHints,
  ) {}

  /** Begins a run over this community, or all, that are at work. `by` says who wanted it. Answers its number. */
  async request(by: string, tenantRole?: string): Promise<Id> {
    return this.begin(by, await this.tenants.listAtWork(tenantRole));
  }

  /** A run over all, which begin one after the other within so many milliseconds. */
  async requestWithin(by: string, milliseconds: number): Promise<Id> {
    const tenants = await this.tenants.listAtWork();
    return this.begin(by, tenants, milliseconds / Math.max(1, tenants.length));
  }

  /** A run over these, one of which begins so many milliseconds after the other. May be part of a unit of work. */
  async begin(by: string, tenants: readonly TenantRole[], apart = apartAtOnce): Promise<Id> {
    const state = this.states.nameAfter('');
    if (state === null) throw new Error('There is no derived state to go through.');
    const { control } = this.clusters;
    const others = new Set(tenants.map(({ cluster }) => cluster));
    others.delete(control);
    const rolesOn = (name: string) => tenants.flatMap(({ cluster, role }) => (cluster === name ? [role] : []));
    const id = await this.beginOn(control, { by, roles: rolesOn(control), state, apart }, null); // which numbers the run
    for (const name of others) await this.beginOn(name, { by, roles: rolesOn(name), state, apart }, id);
    return id;
  }

  async find(id: Id): Promise<ReconcileReport | null> {
    const found = await Promise.all(
      this.clusters.all().map(({ name }) => this.repository.find(this.clusters.database(name), id)),
    );
    const runs = found.filter((run) => run !== null);
    return runs[0] ? reportOf(id, runs[0], runs) : null;
  }

  async latest(): Promise<ReconcileReport | null> {
    const id = await this.repository.findLatest(this.clusters.database(this.clusters.control));
    return id === null ? null : this.find(id);
  }

  private async beginOn(cluster: string, run: NewRun, given: Id | null): Promise<Id> {
    const database = this.clusters.database(cluster);
    return database.transaction(async () => {
      const id = await this.repository.begin(database, run, given);
      database.defer(this.waking, id);
      return id;
    });
  }

  private readonly waking: Deferral<Id> = { afterCommit: () => this.hints.give() };
}

function reportOf(id: Id, { by, startedAt }: RunOfCluster, runs: readonly RunOfCluster[]): ReconcileReport {
  const sum = (count: (run: RunOfCluster) => number) => runs.reduce((total, run) => total + count(run), 0);
  const ends = runs.flatMap(({ endedAt }) => (endedAt ? [endedAt.getTime()] : []));
  const isOver = runs.every(({ open, waiting }) => open + waiting === 0);
  const tallyOf = (kind: ReconcileKind): Tally => ({
    checked: sum(({ byKind }) => byKind[kind]?.checked ?? 0),
    repaired: sum(({ byKind }) => byKind[kind]?.repaired ?? 0),
    failed: sum(({ byKind }) => byKind[kind]?.failed ?? 0),
  });
  const byKind = Object.fromEntries(reconcileKinds.map((kind) => [kind, tallyOf(kind)])) as ReconcileReport['byKind'];
  const total = (what: keyof Tally) => reconcileKinds.reduce((all, kind) => all + byKind[kind][what], 0);
  return {
    id,
    by,
    startedAt,
    finishedAt: isOver ? new Date(Math.max(startedAt.getTime(), ...ends)) : null,
    tenants: sum(({ tenants }) => tenants),
    done: sum(({ done }) => done),
    waiting: sum(({ waiting }) => waiting),
    lost: sum(({ lost }) => lost),
    checked: total('checked'),
    repaired: total('repaired'),
    failed: total('failed') + sum(({ dead }) => dead), // a chain that was given up is of no kind
    byKind,
    failures: runs.flatMap(({ failures }) => failures).slice(0, failuresTold),
  };
}

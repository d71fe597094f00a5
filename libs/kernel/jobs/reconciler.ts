import { Injectable } from '@nestjs/common';
import { Clusters, type Id } from '#kernel/database';
import { TenantDirectory } from '#kernel/tenancy';
import { DerivedStates } from './derived-states.js';
import { type ReconcileKind, reconcileKinds, type ReconcileReport, type Tally } from './reconcile-report.js';
import { ReconciliationRepository, type RunOfCluster } from './reconciliation.repository.js';
import { TaskHints } from './task-hints.js';
import { isAtWork } from './tenant-work.js';

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
    private readonly directory: TenantDirectory,
    private readonly states: DerivedStates,
    private readonly repository: ReconciliationRepository,
    private readonly hints: TaskHints,
  ) {}

  /** Begins a run over this community, or all, that are at work. `by` says who wanted it. Answers its number. */
  async request(by: string, tenantRole?: string): Promise<Id> {
    return this.begin(by, await this.listRoles(tenantRole), () => apartAtOnce);
  }

  /** A run over all, which begin one after the other within so many milliseconds. */
  async requestWithin(by: string, milliseconds: number): Promise<Id> {
    return this.begin(by, await this.listRoles(), (count) => milliseconds / count);
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

  /** The control cluster first: it numbers the run. */
  private async begin(by: string, roles: Map<string, string[]>, apart: (count: number) => number): Promise<Id> {
    const state = this.states.nameAfter('');
    if (state === null) throw new Error('There is no derived state to go through.');
    const wait = apart(Math.max(1, [...roles.values()].flat().length));
    let id: Id | null = null;
    for (const [cluster, some] of roles) {
      const run = { by, roles: some, state, apart: wait };
      id = await this.repository.begin(this.clusters.database(cluster), run, id);
    }
    this.hints.give();
    return id!;
  }

  private async listRoles(only?: string): Promise<Map<string, string[]>> {
    const { control } = this.clusters;
    const names = [control, ...this.clusters.all().flatMap(({ name }) => (name === control ? [] : [name]))];
    const roles = new Map<string, string[]>();
    for (const name of names) {
      const there = only === undefined ? await this.repository.listRoles(this.clusters.database(name)) : [only];
      const atWork: string[] = [];
      for (const role of there) {
        const tenant = await this.directory.findByRole(name, role);
        if (tenant && isAtWork(tenant)) atWork.push(role);
      }
      roles.set(name, atWork);
    }
    return roles;
  }
}

function reportOf(id: Id, { by, startedAt }: RunOfCluster, runs: readonly RunOfCluster[]): ReconcileReport {
  const sum = (count: (run: RunOfCluster) => number) => runs.reduce((total, run) => total + count(run), 0);
  const ends = runs.flatMap(({ endedAt }) => (endedAt ? [endedAt.getTime()] : []));
  const isOver = runs.every(({ open }) => open === 0);
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
    checked: total('checked'),
    repaired: total('repaired'),
    failed: total('failed') + sum(({ lost }) => lost), // a chain that was given up is of no kind
    byKind,
  };
}

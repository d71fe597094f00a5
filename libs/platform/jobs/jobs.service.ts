import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type ClassFigures, TaskFigures } from '#kernel/jobs';
import { TenantNotFound } from '#platform/tenants';
import type { JobFilter } from './job-filter.js';
import { JobTenantsQueries } from './job-tenants.queries.js';
import type { JobCountsView, JobsView } from './jobs.dto.js';

const shownTenants = 50;

/** What there is to do, and who does it. */
@Injectable()
export class JobsService {
  constructor(
    private readonly config: Config,
    private readonly figures: TaskFigures,
    private readonly tenants: JobTenantsQueries,
  ) {}

  /** Workers and schedules are always all of them; the filter is about tasks. */
  async read({ tenant, class: name, state }: JobFilter): Promise<JobsView> {
    const role = await this.roleOf(tenant);
    const [counts, workers, schedules] = await Promise.all([
      this.figures.count({ role, class: name, state }, shownTenants),
      this.figures.workers(),
      this.figures.schedules(),
    ]);
    const named = await this.tenants.ofRoles(counts.busiest.map((one) => one.role));
    const classes = counts.classes.filter((one) => name === undefined || one.class === name);
    const ages = classes.flatMap(({ oldestReady }) => oldestReady ?? []);
    return {
      driver: this.config.redisUrl ? 'bullmq' : 'in-process',
      count: sum(classes.map(({ ready, queued, running, parked, dead }) => ready + queued + running + parked + dead)),
      dead: sum(classes.map(({ dead }) => dead)),
      oldest_ready_seconds: ages.length > 0 ? Math.max(...ages) : null,
      by_class: classes.map(viewOf),
      tenants: counts.roles,
      by_tenant: counts.busiest.map((one) => ({
        tenant: named.get(one.role) ?? null,
        count: one.count,
        by_class: one.classes.map(viewOf),
      })),
      workers,
      schedules: schedules.map(({ every, perTenant, ...schedule }) => ({
        ...schedule,
        every_seconds: every,
        per_tenant: perTenant,
      })),
    };
  }

  /** Undefined for none; refuses a community that there is not. */
  async roleOf(tenant: number | undefined): Promise<string | undefined> {
    if (tenant === undefined) return undefined;
    const found = await this.tenants.find(tenant);
    if (!found) throw new TenantNotFound();
    return found.role;
  }
}

const viewOf = ({ oldestReady, ...counts }: ClassFigures): JobCountsView => ({
  ...counts,
  oldest_ready_seconds: oldestReady,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

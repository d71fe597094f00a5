import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { type CursorList, cursorList, type Stretch } from '#kernel/http';
import { type DeadLetter, DeadLetters } from '#kernel/jobs';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import type { DeadJobFilter } from './job-filter.js';
import { JobTenantsQueries } from './job-tenants.queries.js';
import type { DeadJobView, JobTenantView, RetriedJobsView } from './jobs.dto.js';
import { JobNotDead, JobNotFound } from './jobs.errors.js';
import { JobsService } from './jobs.service.js';
import { reasonAndStack } from './reason.js';

/** In one transaction, which others must not wait for long. */
const mostAtOnce = 10_000;

/** Tasks that were given up: to be looked at, tried again or dropped. */
@Injectable()
export class DeadJobs {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly letters: DeadLetters,
    private readonly jobs: JobsService,
    private readonly tenants: JobTenantsQueries,
    private readonly audit: AuditLog,
  ) {}

  async list(filter: DeadJobFilter, stretch: Stretch): Promise<CursorList<DeadJobView>> {
    const rows = await this.letters.list(await this.named(filter), stretch.limit + 1, stretch.before);
    const tenants = await this.tenants.ofRoles(rows.map(({ role }) => role));
    return cursorList(rows, stretch, (row) => viewOf(row, tenants.get(row.role) ?? null));
  }

  /** It is ready at once, and all its attempts are before it. */
  async retry(operator: OperatorAccount, id: number): Promise<DeadJobView> {
    return this.act(operator, id, 'retry');
  }

  /** What it was for is not done. */
  async drop(operator: OperatorAccount, id: number): Promise<DeadJobView> {
    return this.act(operator, id, 'drop');
  }

  /** The oldest first, so many at most as fit one transaction. */
  async retryMany(operator: OperatorAccount, filter: DeadJobFilter): Promise<RetriedJobsView> {
    const named = await this.named(filter);
    return this.db.transaction(async () => {
      const retried = await this.letters.retryMany(named, mostAtOnce);
      const { tenant, ...details } = filter;
      const about = tenant === undefined ? {} : { tenantId: tenant };
      await this.audit.record(operator, { action: 'job.retry-many', ...about, details: { ...details, retried } });
      return { retried, left: await this.letters.count(named) };
    });
  }

  private async act(operator: OperatorAccount, id: number, action: 'retry' | 'drop'): Promise<DeadJobView> {
    return this.db.transaction(async () => {
      const letter = await this.letters[action](id);
      if (!letter) throw await this.refusalOf(id);
      const tenant = (await this.tenants.ofRoles([letter.role])).get(letter.role) ?? null;
      const view = viewOf(letter, tenant);
      const { kind, payload, key, attempts, reason } = view;
      await this.audit.record(operator, {
        action: `job.${action}`,
        ...(tenant && { tenantId: tenant.id }),
        details: { job: id, kind, payload, key, attempts, reason }, // the last that is known of what is dropped
      });
      return view;
    });
  }

  private async refusalOf(id: number): Promise<JobNotFound | JobNotDead> {
    const state = await this.letters.stateOf(id);
    return state === null ? new JobNotFound() : new JobNotDead(state);
  }

  private async named({ tenant, ...filter }: DeadJobFilter) {
    return { role: await this.jobs.roleOf(tenant), class: filter.class, kind: filter.kind };
  }
}

function viewOf(letter: DeadLetter, tenant: JobTenantView | null): DeadJobView {
  const { id, kind, payload, key, attempts, error, created, died } = letter;
  return {
    id,
    tenant,
    kind,
    class: letter.class,
    payload,
    key,
    attempts,
    ...reasonAndStack(error),
    created_at: created,
    dead_at: died,
  };
}

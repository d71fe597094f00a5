import { Inject, Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { type CursorList, cursorList, type Stretch } from '#kernel/http';
import { ReconcilableTenants, type TenantRole } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { ownHome, type SearchRun, SearchRuns, SearchStatus, sharedHome } from '#kernel/search-mirror';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { TenantNotFound } from '#platform/tenants';
import { type Home, runView, type SearchRunView, type SearchStatusView, statusView } from './search.dto.js';
import { NoSearchStore, SearchRunNotFound, TenantNotSearched } from './search.errors.js';
import { SearchTenantsQueries } from './search-tenants.queries.js';

/** How search stands, and what operators want of it; the work itself goes on in the processes that run tasks. */
@Injectable()
export class PlatformSearchService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly current: SearchStatus,
    private readonly runs: SearchRuns,
    private readonly tenants: SearchTenantsQueries,
    private readonly atWork: ReconcilableTenants,
    private readonly audit: AuditLog,
    @Inject(SearchStore) private readonly store: SearchStore | null,
  ) {}

  async status(): Promise<SearchStatusView> {
    const report = await this.current.read();
    return statusView(report, await this.tenants.ofRoles(report.errors.map(({ role }) => role)));
  }

  /** Of this community, or of all that are at work. The same that is under way is answered instead. */
  async rebuild(operator: OperatorAccount, tenant: number | undefined): Promise<SearchRunView> {
    const tenants = await (tenant === undefined ? this.atWork.listAtWork() : this.only(tenant));
    return this.db.transaction(async () => {
      const { name } = operator;
      const id = await (tenant === undefined
        ? this.runs.rebuildAll(name, tenants)
        : this.runs.rebuild(name, tenants[0]!));
      const about = tenant === undefined ? {} : { tenantId: tenant };
      await this.audit.record(operator, { action: 'search.rebuild', ...about, details: { run: id }, status: 202 });
      return this.get(id);
    });
  }

  /** One that goes somewhere else ends by this. */
  async move(operator: OperatorAccount, tenant: number, home: Home): Promise<SearchRunView> {
    const [place] = await this.only(tenant);
    if (!this.store) throw new NoSearchStore();
    const target = home === 'own' ? ownHome(tenant) : sharedHome(place!.cluster);
    return this.db.transaction(async () => {
      const id = await this.runs.move(operator.name, place!, target);
      await this.audit.record(operator, {
        action: 'search.move',
        tenantId: tenant,
        details: { run: id, home },
        status: 202,
      });
      return this.get(id);
    });
  }

  async get(id: number): Promise<SearchRunView> {
    const run = await this.runs.find(id);
    if (!run) throw new SearchRunNotFound();
    return runView(run, await this.named([run]));
  }

  async list(stretch: Stretch): Promise<CursorList<SearchRunView>> {
    const runs = await this.runs.list(stretch.before, stretch.limit + 1);
    const tenants = await this.named(runs);
    return cursorList(runs, stretch, (run) => runView(run, tenants));
  }

  private async named(runs: readonly SearchRun[]) {
    return this.tenants.ofRoles(runs.flatMap(({ role }) => role ?? []));
  }

  private async only(id: number): Promise<TenantRole[]> {
    const tenant = await this.tenants.find(id);
    if (!tenant) throw new TenantNotFound();
    const found = await this.atWork.listAtWork(tenant.role);
    if (found.length === 0) throw new TenantNotSearched(tenant.state);
    return found;
  }
}

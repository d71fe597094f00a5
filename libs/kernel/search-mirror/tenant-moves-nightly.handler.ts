import { Inject, Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Clusters } from '#kernel/database';
import { Every } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { TenantDirectory } from '#kernel/tenancy';
import { ownHome, sharedHome } from './search-run.js';
import { SearchRuns } from './search-runs.js';
import { TenantMovesRepository } from './tenant-moves.repository.js';

@Injectable()
export class MoveLargeTenants {
  constructor(
    private readonly config: Config,
    private readonly clusters: Clusters,
    private readonly repository: TenantMovesRepository,
    private readonly directory: TenantDirectory,
    private readonly runs: SearchRuns,
    @Inject(SearchStore) private readonly store: SearchStore | null,
  ) {}

  /** Communities with very many documents get an index of their own. */
  @Every('1 day', { task: 'search.move-large', class: 'maintenance', inUnit: false })
  async handle(): Promise<void> {
    const { store } = this;
    const most = this.config.openSearchOwnIndex;
    if (!store || most === 0) return;
    for (const { name: cluster } of this.clusters.all()) {
      const served = await this.repository.listServed(this.clusters.database(cluster), sharedHome(cluster));
      for (const { role, indexName } of served) {
        const tenant = await this.directory.findByRole(cluster, role);
        if (tenant && (await store.countTenant({ name: indexName }, tenant.id)) > most)
          await this.runs.move('schedule', { cluster, role }, ownHome(tenant.id));
      }
    }
  }
}

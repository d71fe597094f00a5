import type { TaskTable } from '../support/faults/task-table.js';
import type { OpenSearchPlace } from '../support/opensearch-server.js';

/** What OpenSearch has of some communities, and what the application thinks that it has. */
export class SearchMirror {
  constructor(
    private readonly place: OpenSearchPlace,
    private readonly rows: TaskTable,
    private readonly schemas: readonly string[],
  ) {}

  /** The index that stands behind the alias; null while there is none. */
  async uuid(): Promise<string | null> {
    const found = await this.place.send('GET', `/${this.alias}/_settings`).catch(() => null);
    const [index] = Object.values((found ?? {}) as Record<string, { settings: { index: { uuid: string } } }>);
    return index?.settings.index.uuid ?? null;
  }

  /** Whether all of it is searched in OpenSearch again, in an index that is not the one named. */
  async isWholeBut(lost: string | null): Promise<boolean> {
    const uuid = await this.uuid();
    if (uuid === null || uuid === lost) return false;
    const [row] = await this.rows.query<{ whole: number }>(
      `select count(*)::int as whole from cluster.search_fill f join cluster.search_home h using (index_name)
        where h.uuid = $1 and f.is_serving and f.verified_at is not null`,
      [uuid],
    );
    return row!.whole === this.schemas.length;
  }

  /** Whether it has as many documents, tombstones too, as the communities have rows of them. */
  async hasAllRows(): Promise<boolean> {
    const counts = this.schemas.map((schema) => `select count(*) from ${schema}.search_document where kind <> 'word'`);
    const [row] = await this.rows.query<{ count: number }>(
      `select sum(count)::int as count from (${counts.join(' union all ')}) each`,
    );
    await this.place.refresh();
    const { count } = (await this.place.send('GET', `/${this.alias}/_count`)) as { count: number };
    return count === row!.count;
  }

  /** Searches that it has answered. */
  async answered(): Promise<number> {
    const stats = (await this.place.send('GET', `/${this.alias}/_stats/search`)) as {
      _all: { primaries: { search: { query_total: number } } };
    };
    return stats._all.primaries.search.query_total;
  }

  private get alias(): string {
    return `${this.place.prefix}-main-read`;
  }
}

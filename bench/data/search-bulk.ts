import { withOwnerConnection } from '#kernel/database';
import type { BenchOpenSearch } from '../stage/opensearch.js';
import type { SearchStage } from '../stage/search-stage.js';
import type { SearchData } from './search-data.js';

const lanes = 2;

interface BulkAnswer {
  readonly errors: boolean;
  readonly items: readonly { readonly index: { readonly status: number; readonly error?: unknown } }[];
}

/** The copies of all communities; and the application takes them for complete, as it does the sample's. */
export async function putCopies(
  { stage, search }: SearchStage,
  { sample, tenants, patterns }: SearchData,
): Promise<void> {
  const alias = `${search.prefix}-main-write`;
  await search.send('PUT', `/${alias}/_settings`, { index: { refresh_interval: '-1' } });
  const queue = tenants.values();
  const lane = async (): Promise<void> => {
    for (const tenant of queue) for (const body of patterns.bodiesOf(tenant)) await putBody(search, alias, body);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await search.send('PUT', `/${alias}/_settings`, { index: { refresh_interval: '500ms' } });
  await search.refresh();
  await withOwnerConnection(stage.postgres.url, (client) =>
    client.query(
      `insert into cluster.search_fill (tenant_role, index_name, home, is_serving, kind, after_id, documents, comparison, verified_at)
       select role, index_name, home, is_serving, kind, after_id, documents, comparison, verified_at
         from cluster.search_fill, unnest($2::name[]) as role where tenant_role = $1
       on conflict do nothing`,
      [sample.role, tenants.map(({ role }) => role)],
    ),
  );
}

export async function putBody(search: BenchOpenSearch, alias: string, body: string): Promise<void> {
  const answer = await search.send<BulkAnswer>('POST', `/${alias}/_bulk?require_alias=true`, body);
  const failed = answer.errors && answer.items.find(({ index }) => index.error !== undefined);
  if (failed)
    throw new Error(`OpenSearch did not take a document: ${JSON.stringify(failed.index.error).slice(0, 300)}`);
}

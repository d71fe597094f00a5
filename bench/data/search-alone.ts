import type { SearchStage } from '../stage/search-stage.js';
import type { SearchTenant } from './search-copies.js';
import type { SearchData } from './search-data.js';
import { putBody } from './search-bulk.js';

interface Index {
  readonly mappings: object;
  readonly settings: { readonly index: Readonly<Record<string, unknown>> };
}

/** Given by the server, not by whoever makes an index. */
const given = ['creation_date', 'provided_name', 'uuid', 'version', 'replication'];

/** A second index as the first one is, for one community, as when it has been moved to its own; it is not searched yet. */
export async function putAlone(
  { stage, search }: SearchStage,
  { patterns }: SearchData,
  tenant: SearchTenant,
): Promise<{ shared: string; alone: string }> {
  const main = await search.send<Record<string, Index>>('GET', `/${search.prefix}-main-read`);
  const [shared, { mappings, settings }] = Object.entries(main)[0]!;
  const home = `own-${tenant.id}`;
  const alone = `${search.prefix}-${home}-000001`;
  const index = Object.fromEntries(Object.entries(settings.index).filter(([name]) => !given.includes(name)));
  const aliases = Object.fromEntries(['read', 'write'].map((role) => [`${search.prefix}-${home}-${role}`, {}]));
  await search.send('PUT', `/${alone}`, { mappings, settings: { index }, aliases }); // one without is swept away
  const made = await search.send<Record<string, { settings: { index: { uuid: string } } }>>(
    'GET',
    `/${alone}/_settings`,
  );
  for (const body of patterns.bodiesOf(tenant)) await putBody(search, `${search.prefix}-${home}-write`, body);
  await search.refresh();
  // Both at once: a home that nobody is in is swept away.
  await stage.postgres.query(
    `with home as (insert into cluster.search_home (home, index_name, uuid) values ($3, $2, $4))
     insert into cluster.search_fill (tenant_role, index_name, home, is_serving, kind, after_id, documents, comparison, verified_at)
     select tenant_role, $2, $3, false, kind, after_id, documents, comparison, verified_at
       from cluster.search_fill where tenant_role = $1`,
    [tenant.role, alone, home, made[alone]!.settings.index.uuid],
  );
  return { shared, alone };
}

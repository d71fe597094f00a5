import { Injectable } from '@nestjs/common';
import { Clusters, type Id, type Row, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import type { SearchKind } from '#kernel/search-index';

/** Changes that are not sent for so long: the store is not asked about the tenant any more. */
export const behindAfter = `interval '5 seconds'`;

/** What there is still to do about a fill: all, or to compare it once more. */
export const isOpenFill = '(verified_at is null or comparison > 0)';

/** Behind which alias of its home an index stands. */
export type IndexPlace = 'current' | 'next';

export interface FillPlace {
  readonly index: string;
  readonly home: string;
  /** Null: nobody knows the index, or it is lost. */
  readonly place: IndexPlace | null;
  /** Which documents the store does not take. */
  readonly refusal: string | null;
}

/** How far an index has got what there is of a tenant. */
export interface SearchFill extends FillPlace {
  readonly kind: SearchKind;
  readonly afterId: Id;
  readonly documents: number;
  /** 0 while it is put, then the how manieth comparison goes on. */
  readonly comparison: number;
  readonly differing: number;
  /** Another one after every change of the row. */
  readonly version: string;
}

export type FillProgress = Pick<SearchFill, 'kind' | 'afterId' | 'documents' | 'comparison' | 'differing'>;

const refusal = 'DocumentsRefused: ';
const places = `
  f.index_name as index, f.home, substring(f.error from '^${refusal}(.*)$') as refusal,
  case when h.uuid <> '' and f.index_name = h.index_name then 'current' when f.index_name = h.next_name then 'next' end as place`;

/** The rows of cluster.search_fill of the tenant in scope. */
@Injectable()
export class SearchFillsRepository {
  constructor(
    private readonly db: TenantDatabase,
    private readonly clusters: Clusters,
  ) {}

  /** Where the tenant may search: all of it is there, in an index of this layout, and what changes comes soon. */
  async findServingHome(layout: string): Promise<string | null> {
    const [row] = await this.db.query<{ home: string }>(
      `select home from cluster.search_fill join cluster.search_home using (home)
        where tenant_role = current_user and is_serving and verified_at is not null and layout = $1
          and not exists (select from cluster.search_change
                           where tenant_role = current_user and changed_at < now() - ${behindAfter})`,
      [layout],
    );
    return row?.home ?? null;
  }

  /** Where all of the tenant's documents are to be. Not in a unit of work of the tenant, who knows nothing of homes. */
  async listPlaces(): Promise<FillPlace[]> {
    return this.shared.query<FillPlace & Row>(
      `select ${places} from cluster.search_fill f left join cluster.search_home h using (home) where f.tenant_role = $1`,
      [tenantScope.current().role],
    );
  }

  /** One that is not at its end, or is compared once more. Not in a unit of work either. */
  async findOpen(index: string): Promise<SearchFill | null> {
    const [fill] = await this.shared.query<SearchFill & Row>(
      `select ${places}, f.kind, f.after_id as "afterId", f.documents, f.comparison, f.differing,
              f.changed_at::text as version
         from cluster.search_fill f left join cluster.search_home h using (home)
        where f.tenant_role = $1 and f.index_name = $2 and ${isOpenFill}`,
      [tenantScope.current().role, index],
    );
    return fill ?? null;
  }

  /** Answers whether it has been as it was known: nobody else has gone on with it, or begun anew. */
  async advance({ index, version }: SearchFill, to: FillProgress, isVerified: boolean): Promise<boolean> {
    const rows = await this.db.query(
      `update cluster.search_fill
          set kind = $3, after_id = $4, documents = $5, comparison = $6, differing = $7,
              verified_at = case when $8 then now() else verified_at end, error = null, changed_at = clock_timestamp()
        where tenant_role = current_user and index_name = $1 and changed_at = $2::timestamptz and ${isOpenFill}
        returning index_name`,
      [index, version, to.kind, to.afterId, to.documents, to.comparison, to.differing, isVerified],
    );
    return rows.length === 1;
  }

  async noteError(index: string, error: string): Promise<void> {
    await this.db.query(
      `update cluster.search_fill set error = $2
        where tenant_role = current_user and index_name = $1 and ${isOpenFill}`,
      [index, error],
    );
  }

  /** Null: nothing is refused now. What was before stays noted while it is put off. */
  async noteRefusal(index: string, refused: string | null): Promise<void> {
    await this.db.query(
      `update cluster.search_fill set error = '${refusal}' || $2::text
        where tenant_role = current_user and index_name = $1
          and ($2::text is not null
               or not exists (select from cluster.search_change where tenant_role = current_user and changed_at > now()))`,
      [index, refused],
    );
  }

  /** Those that were complete are compared again, while they are searched; answers their indexes. */
  async compareAgain(): Promise<string[]> {
    const rows = await this.db.query<{ index: string }>(
      `update cluster.search_fill
          set kind = 'post', after_id = 0, comparison = 1, differing = 0, changed_at = clock_timestamp()
        where tenant_role = current_user and verified_at is not null returning index_name as index`,
    );
    return rows.map(({ index }) => index);
  }

  private get shared() {
    return this.clusters.database(tenantScope.current().cluster);
  }
}

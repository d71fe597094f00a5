import { type Row, TenantDatabase } from '#kernel/database';

export interface OwnDigest {
  readonly id: number;
  readonly revision: number;
  /** Empty for a tombstone. */
  readonly digest: string;
}

/** What PostgreSQL has of the documents of the community in scope, to be compared with what OpenSearch has of them. */
export class StoredDocumentsQueries {
  constructor(private readonly tenants: TenantDatabase) {}

  /** The index that the community is searched in; null before it has one. */
  async findIndex(): Promise<string | null> {
    const [row] = await this.tenants.query<{ index: string }>(
      'select index_name as index from cluster.search_fill where tenant_role = current_user and is_serving',
    );
    return row?.index ?? null;
  }

  async list(kind: string, afterId: number, limit: number): Promise<OwnDigest[]> {
    return this.tenants.query<OwnDigest & Row>(
      'select id, revision, digest from search_document where kind = $1 and id > $2 order by id limit $3',
      [kind, afterId, limit],
    );
  }

  /** Which of these have changed, and are still to be sent. */
  async listOpen(kind: string, ids: readonly number[]): Promise<number[]> {
    const rows = await this.tenants.query<{ id: number }>(
      'select id from cluster.search_change where tenant_role = current_user and kind = $1 and id = any($2)',
      [kind, ids],
    );
    return rows.map(({ id }) => id);
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { SearchKind, StoredDigest } from '#kernel/search-index';

/** What the tenant's own index has, as a store says what it has. */
@Injectable()
export class OwnDigestsQueries {
  constructor(private readonly db: TenantDatabase) {}

  async list(kind: SearchKind, afterId: Id, limit: number): Promise<StoredDigest[]> {
    return this.db.query<StoredDigest & Row>(
      `select id, revision, digest from search_document where kind = $1 and id > $2 order by id limit $3`,
      [kind, afterId, limit],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { SearchKind } from '#kernel/search-index';
import { documentsSql } from './search-documents.queries.js';

@Injectable()
export class SearchReconciliationRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Of these ids those without a row that can be found, and without a task that is going to see to it. */
  async listGone(kind: SearchKind, ids: readonly Id[]): Promise<Id[]> {
    const { table, isGone, isAwaited } = documentsSql[kind];
    const rows = await this.db.query<{ id: Id }>(
      `select given.id from unnest($1::bigint[]) as given (id) left join ${table} r on r.id = given.id
        where (r.id is null or ${isGone}) and not ${isAwaited('given.id')} order by 1`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Of these rows those about which no task is under way. They stay as they are until the unit of work ends, so what
   * is read of them after this is the last word.
   */
  async lock(kind: SearchKind, ids: readonly Id[]): Promise<Id[]> {
    const { table, isAwaited } = documentsSql[kind];
    const rows = await this.db.query<{ id: Id }>(
      `select r.id from ${table} r where r.id = any($1) and not ${isAwaited('r.id')} order by r.id for share of r`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }
}

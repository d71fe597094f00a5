import { Injectable } from '@nestjs/common';
import { type Deferral, type Id, type Row, TenantDatabase } from '#kernel/database';
import type { SearchKind } from '#kernel/search-index';

export interface ChangedDocument {
  readonly kind: SearchKind;
  readonly id: Id;
}

/** `change` is another one when the document has changed again. */
export type SearchChange = ChangedDocument & { readonly change: string };

/** The ids of a kind that the store may not have as they are now, as a query of a statement in the tenant's schema. */
export const changedIdsSql = (kind: SearchKind): string =>
  `select id from cluster.search_change where tenant_role = current_user and kind = '${kind}'`;

/** The rows of cluster.search_change of the tenant in scope. */
@Injectable()
export class SearchChangesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** At the end of the open unit of work: in one statement, in one order, and locked for a moment only. */
  note(changed: readonly ChangedDocument[]): void {
    for (const { kind, id } of changed) this.db.defer(this.noting, { kind, id });
  }

  /** Without a store. What an index has had is not all any more: it will be put again from the beginning. */
  noteUnmirrored(): void {
    this.db.defer(this.resetting, null);
  }

  /** The oldest first. */
  async list(limit: number): Promise<SearchChange[]> {
    return this.db.query<SearchChange & Row>(
      `select kind, id, change::text from cluster.search_change
        where tenant_role = current_user order by changed_at limit $1`,
      [limit],
    );
  }

  /** Which of these are changed, and not sent yet. */
  async listOpen(kind: SearchKind, ids: readonly Id[]): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(`${changedIdsSql(kind)} and id = any($1)`, [ids]);
    return rows.map(({ id }) => id);
  }

  /** But for those that have changed again. */
  async remove(changes: readonly SearchChange[]): Promise<void> {
    await this.db.query(
      `delete from cluster.search_change c using unnest($1::text[], $2::bigint[], $3::text[]) as sent (kind, id, change)
        where c.tenant_role = current_user and c.kind = sent.kind and c.id = sent.id and c.change = sent.change::xid8`,
      [changes.map(({ kind }) => kind), changes.map(({ id }) => id), changes.map(({ change }) => change)],
    );
  }

  private readonly noting: Deferral<ChangedDocument> = {
    beforeCommit: (changed) => ({
      sql: `insert into cluster.search_change as known (kind, id)
            select distinct kind, id from unnest($1::text[], $2::bigint[]) as changed (kind, id) order by kind, id
            on conflict (tenant_role, kind, id) do update set change = excluded.change`,
      values: [changed.map(({ kind }) => kind), changed.map(({ id }) => id)],
    }),
  };

  private readonly resetting: Deferral<null> = {
    beforeCommit: () => ({
      sql: `update cluster.search_fill set ${fromTheBeginning}
             where tenant_role = current_user
               and (verified_at is not null or comparison > 0 or after_id > 0 or kind <> 'post')`,
      values: [],
    }),
  };
}

/** What a fill is set to so that all of it is put again. */
export const fromTheBeginning = `kind = 'post', after_id = 0, documents = 0, comparison = 0, differing = 0,
  verified_at = null, error = null, changed_at = now()`;

import { Injectable } from '@nestjs/common';
import { type Deferral, type Id, type Row, TenantDatabase } from '#kernel/database';
import type { SearchKind } from '#kernel/search-index';

export interface ChangedDocument {
  readonly kind: SearchKind;
  readonly id: Id;
}

/** `change` is another one when the document has changed again. */
export type SearchChange = ChangedDocument & { readonly change: string; readonly readAt: string };

/** The ids of a kind that the store may not have as they are now, as a query of a statement in the tenant's schema. */
export const changedIdsSql = (kind: SearchKind): string =>
  `select id from cluster.search_change where tenant_role = current_user and kind = '${kind}'`;

/** A common table, of a `with recursive`: who has changes, one after the other by the index, and how old the oldest is. */
export const changedRolesSql = `
  changed as (
    (select tenant_role, changed_at from cluster.search_change order by tenant_role, changed_at limit 1)
    union all
    select next.tenant_role, next.changed_at from changed c cross join lateral (
      select tenant_role, changed_at from cluster.search_change where tenant_role > c.tenant_role
       order by tenant_role, changed_at limit 1) next)`;

/** So long nobody tries again what the store has refused, unless it changes. */
const refusedFor = `interval '1 minute'`;

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

  /** The oldest first; those that are put off not yet. */
  async list(limit: number): Promise<SearchChange[]> {
    return this.db.query<SearchChange & Row>(
      `select kind, id, change::text, now()::text as "readAt" from cluster.search_change
        where tenant_role = current_user and changed_at <= now() order by changed_at limit $1`,
      [limit],
    );
  }

  /** Which of these are changed, and not sent yet. */
  async listOpen(kind: SearchKind, ids: readonly Id[]): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(`${changedIdsSql(kind)} and id = any($1)`, [ids]);
    return rows.map(({ id }) => id);
  }

  /**
   * But for those that have changed again, which are no older than the list of them, and those that the store refuses,
   * which are put off. Waits for nobody: who has a row locked changes it.
   */
  async remove(changes: readonly SearchChange[], refused: readonly ChangedDocument[] = []): Promise<void> {
    const isRefused = new Set(refused.map(({ kind, id }) => `${kind} ${id}`));
    await this.db.query(
      `with sent as (
         select c.kind, c.id, c.change = s.change::xid8 as is_same, s.is_refused
           from cluster.search_change c
           join unnest($1::text[], $2::bigint[], $3::text[], $4::boolean[]) as s (kind, id, change, is_refused) using (kind, id)
          where c.tenant_role = current_user order by c.kind, c.id for update of c skip locked),
       removed as (
         delete from cluster.search_change c using sent s
          where c.tenant_role = current_user and c.kind = s.kind and c.id = s.id and s.is_same and not s.is_refused)
       update cluster.search_change c
          set changed_at = case when s.is_same then now() + ${refusedFor} else $5::timestamptz end
         from sent s
        where c.tenant_role = current_user and c.kind = s.kind and c.id = s.id and (s.is_refused or not s.is_same)`,
      [
        changes.map(({ kind }) => kind),
        changes.map(({ id }) => id),
        changes.map(({ change }) => change),
        changes.map(({ kind, id }) => isRefused.has(`${kind} ${id}`)),
        changes[0]?.readAt,
      ],
    );
  }

  private readonly noting: Deferral<ChangedDocument> = {
    beforeCommit: (changed) => ({
      sql: `insert into cluster.search_change as known (kind, id)
            select distinct kind, id from unnest($1::text[], $2::bigint[]) as changed (kind, id) order by kind, id
            on conflict (tenant_role, kind, id)
            do update set change = excluded.change, changed_at = least(known.changed_at, excluded.changed_at)`,
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

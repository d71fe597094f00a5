import { LRUCache } from 'lru-cache';
import type { Tenant } from '#kernel/scope';
import type { Deferral } from './unit-of-work.js';

/** A tenant's tables that were written, by their plain names. */
export interface Written {
  readonly tenant: Tenant;
  readonly tables: readonly string[];
}

/**
 * Which tables of a tenant this process writes, told as it is committed, so that what was made of their rows can be
 * forgotten by one rule for all: no statement can forget to say so. Also told where nobody knows whether a commit
 * arrived. What another process writes is told by its own.
 */
export class TableWrites {
  private readonly listeners: ((written: Written) => void)[] = [];

  listen(listener: (written: Written) => void): void {
    this.listeners.push(listener);
  }

  tell(written: Written): void {
    for (const listener of this.listeners) listener(written);
  }

  /** For a unit of work, which tells all its statements at its end. */
  readonly atTheEnd: Deferral<Written> = {
    afterCommit: (all) => this.tellOnce(all),
    afterDoubt: (all) => this.tellOnce(all),
  };

  private tellOnce(all: readonly Written[]): void {
    this.tell({ tenant: all[0]!.tenant, tables: [...new Set(all.flatMap(({ tables }) => tables))] });
  }
}

/** What follows the words of a statement that writes; a lock (`for update of`) or an upsert (`do update set`) names no table. */
const writing =
  /\b(?:insert\s+into|update|delete\s+from)\s+(?!set\b|of\b|nowait\b|skip\b)(?:only\s+)?(?:"?\w+"?\.)?"?([a-z_]\w*)"?/gi;
const read = new LRUCache<string, readonly string[]>({ max: 5_000 });

/** Tables that a statement writes. One too many, such as a name of a CTE, does no harm. */
export function writtenTables(statement: string | { readonly text: string }): readonly string[] {
  const sql = typeof statement === 'string' ? statement : statement.text; // with a name, as the driver takes it as well
  const known = read.get(sql);
  if (known) return known;
  const tables = [...new Set([...sql.matchAll(writing)].map(([, table]) => table!.toLowerCase()))];
  read.set(sql, tables);
  return tables;
}

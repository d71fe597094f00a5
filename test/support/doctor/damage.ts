import type { Kind } from '../../../apps/cli/doctor/finding.js';

/** Something that is put wrong by hand, in one row. */
export interface Damage {
  readonly kind: Kind;
  /** What the doctor calls it. */
  readonly what: string;
  readonly name: string;
  /**
   * Run by the owner of the database, with the schema of the community as search path; answers one row, whose `row` is
   * how the doctor's line about it begins.
   */
  readonly sql: string;
  /** False for what no sweep can put right, or must not. */
  readonly mended: boolean;
  /** How much the reconciler says is wrong and stays so. */
  readonly failed: number;
}

type Rest = Pick<Damage, 'what' | 'name' | 'sql'> & { readonly mended?: boolean; readonly failed?: number };
export const of =
  (kind: Kind) =>
  ({ what, name, sql, mended = true, failed = 0 }: Rest): Damage => ({ kind, what, name, sql, mended, failed });

export const one = (table: string, where: string): string => `(select min(id) from ${table} where ${where})`;
export const live = 'deleted_at is null';

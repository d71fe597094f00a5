import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { DerivedState, type Mended } from './derived-state.js';

/** Says of a column of ids that it is one of those in question. */
type Among = (column: string) => string;

/** Counters of one table, each with the rows that it counts. Whoever adds or removes one changes it, in one transaction. */
export interface Counts {
  readonly table: string;
  /** The rows of the table that are looked at. */
  readonly where: string;
  /** What is locked is locked in this order by everybody. */
  readonly order: string;
  readonly batch: number;
  /** By column, a query of `id` and `count`. */
  readonly columns: Readonly<Record<string, (among: Among) => string>>;
}

/** Mends counters. In one snapshot they always agree with what they count, so what does not there is damaged. */
@Injectable()
export class ReconcileCounts {
  constructor(private readonly db: TenantDatabase) {}

  /** One statement where nothing is wrong, else three. Answers also whose counters were wrong. */
  async mend(counts: Counts, after: Id): Promise<Mended & { readonly ids: readonly Id[] }> {
    const [found] = await this.db.query<{ checked: number; last: Id | null; wrong: Id[] }>(comparison(counts), [after]);
    const { checked, last, wrong } = found!;
    const ids = wrong.length > 0 ? await this.recount(counts, wrong) : [];
    return { checked, repaired: ids.length, ids, next: checked < counts.batch ? null : last };
  }

  /** Who has changed a counter before the lock has ended, and its rows are seen; who has not adds to what is set here. */
  private async recount(counts: Counts, ids: readonly Id[]): Promise<Id[]> {
    const { table, order } = counts;
    const [, mended] = await Promise.all([
      this.db.query(`select from ${table} where id = any($1) order by ${order} for no key update`, [ids]),
      this.db.query<{ id: Id }>(correction(counts), [ids]),
    ]);
    return mended.map(({ id }) => id);
  }
}

/** The counters of one table as derived state. */
@Injectable()
export abstract class CountsReconciler extends DerivedState {
  readonly kind = 'counter';
  protected abstract readonly counters: Counts;

  constructor(private readonly counts: ReconcileCounts) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { ids, ...mended } = await this.counts.mend(this.counters, after);
    if (ids.length) this.tell?.(ids);
    return mended;
  }

  /** Of what follows from these counters elsewhere, and does not come later in a run. */
  protected tell?(ids: readonly Id[]): void;
}

/**
 * Which of the next rows are wrong, all in one snapshot. For a table `shelf` whose `book_count` counts its rows of `book`:
 *
 *     with batch as materialized (
 *       select id, book_count from shelf where id > $1 and deleted_at is null order by id limit 500),
 *     looked_at as materialized (select count(*) as checked, max(id) as last from batch)
 *     select checked, last, array(
 *         select b.id from batch b
 *           left join (select shelf_id as id, count(*) from book
 *                       where shelf_id > $1 and shelf_id <= (select last from looked_at) group by 1) of_book_count
 *             on of_book_count.id = b.id
 *          where b.book_count <> coalesce(of_book_count.count, 0) order by b.id) as wrong
 *       from looked_at
 */
function comparison({ table, where, batch, columns }: Counts): string {
  const names = Object.keys(columns);
  const among: Among = (column) => `${column} > $1 and ${column} <= (select last from looked_at)`;
  return `
    with batch as materialized (
      select id, ${names.join(', ')} from ${table} where id > $1 and ${where} order by id limit ${batch}),
    looked_at as materialized (select count(*) as checked, max(id) as last from batch)
    select checked, last, array(
        select b.id from batch b ${joined(columns, 'b', among)}
         where ${names.map((name) => `b.${name} <> ${counted(name)}`).join(' or ')} order by b.id) as wrong
      from looked_at`;
}

/**
 * Counts these rows again and sets what differs, after the lock. For the same table:
 *
 *     with due as (
 *       select b.id, coalesce(of_book_count.count, 0) as book_count
 *         from unnest($1::bigint[]) as b (id)
 *           left join (select shelf_id as id, count(*) from book where shelf_id = any($1) group by 1) of_book_count
 *             on of_book_count.id = b.id)
 *     update shelf set book_count = due.book_count, revision = revision + 1
 *       from due where shelf.id = due.id and deleted_at is null
 *        and (shelf.book_count) is distinct from (due.book_count)
 *     returning shelf.id
 */
function correction({ table, where, columns }: Counts): string {
  const names = Object.keys(columns);
  const among: Among = (column) => `${column} = any($1)`;
  const changes = (columnOf: (name: string) => string) => names.map(columnOf).join(', ');
  return `
    with due as (
      select b.id, ${changes((name) => `${counted(name)} as ${name}`)}
        from unnest($1::bigint[]) as b (id) ${joined(columns, 'b', among)})
    update ${table} set ${changes((name) => `${name} = due.${name}`)}, revision = revision + 1
      from due where ${table}.id = due.id and ${where}
       and (${changes((name) => `${table}.${name}`)}) is distinct from (${changes((name) => `due.${name}`)})
    returning ${table}.id`;
}

const joined = (columns: Counts['columns'], rows: string, among: Among): string =>
  Object.entries(columns)
    .map(([name, count]) => `left join (${count(among)}) of_${name} on of_${name}.id = ${rows}.id`)
    .join(' ');

const counted = (name: string): string => `coalesce(of_${name}.count, 0)`;

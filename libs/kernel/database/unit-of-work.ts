import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import { scope } from '#kernel/scope';
import type { AffinePool } from './affine-pool.js';
import { CommitLost, UnitMisused } from './errors.js';
import { inOneGo } from './in-one-go.js';
import { isOutdated, noteOutdated, planningOf, preparedOn } from './prepared-statements.js';

export type Row = QueryResultRow;

export interface Statement {
  readonly sql: string;
  readonly values: unknown[];
}

/** Work that waits for the end of a unit: rows to write with its COMMIT, and what follows once that is certain. */
export interface Deferral<Item> {
  /** Statements for all of them, sent in the same go as COMMIT. */
  beforeCommit?(items: Item[]): Statement | Statement[];
  afterCommit?(items: Item[]): void;
  /** In its place where COMMIT was sent and its answer never came: it may have happened. */
  afterDoubt?(items: Item[]): void;
}

/**
 * How a statement is planned, in PostgreSQL's words: each time for its values (`custom`), or once a second for each
 * connection (`preparedOn`): for all values (`generic`), or so only where that looks as good (`auto`).
 */
export type Planning = 'custom' | 'auto' | 'generic';

export interface UnitOptions {
  /** False where a crash of the server may take the commit away, because the same work would then be done again. */
  readonly isDurable?: boolean;
  /**
   * Its statements have one plan for all values: for work that comes often and finds its rows by their keys, and that may
   * be done anew from its beginning where such a plan turns out to be outdated.
   */
  readonly isPrepared?: boolean;
}

/** One transaction or one savepoint of it: what the scope carries while its work runs. */
interface Level {
  readonly unit: OpenUnit;
  readonly depth: number;
  child?: Level;
  ended: boolean;
  deferred: { deferral: Deferral<unknown>; item: unknown }[];
}

interface OpenUnit {
  readonly runner: UnitRunner;
  readonly client: PoolClient;
  /** The message it was opened with: as whom it works. */
  readonly opening: string;
  readonly isPrepared: boolean;
  entities?: QueryRunner;
  /** Something was set for the connection: it is closed with the unit, so that nobody else meets it. */
  spoilt?: true;
}

/** A generic plan also where one for the values at hand looks cheaper: planning takes longer than what it would save. */
const onePlan = 'SET LOCAL plan_cache_mode = force_generic_plan';

function openingFor(opening: string, planning: Planning, client: PoolClient): string {
  if (planning === 'custom') return opening;
  return [opening, planning === 'generic' ? onePlan : '', planningOf(client)].filter(Boolean).join('; ');
}

/** Tags of statements that change the connection itself, which belongs to whoever comes next. */
const settingTags = new Set(['SET', 'RESET', 'DISCARD']);
const settingRefused = () => new UnitMisused('A statement must not set anything for its connection.');

/**
 * Runs units of work on one cluster: opens, commits, checks that COMMIT committed, and refuses statements that come
 * too late, as somebody else or beside an open savepoint. Shared by the databases of tenants and platform, who say by
 * `opening` as whom they work.
 */
export class UnitRunner {
  constructor(
    private readonly source: DataSource,
    private readonly pool: AffinePool,
  ) {}

  /** Whether a unit is open in this scope. One that works as somebody else is a mistake. */
  isOpen(opening: string): boolean {
    return this.find(opening) !== undefined;
  }

  async query<R extends Row>(opening: string, sql: string, values: unknown[]): Promise<R[]> {
    const { unit } = this.get(opening, 'A statement');
    const { command, rows } = await this.send<R>(unit, sql, values);
    if (!settingTags.has(command)) return rows;
    unit.spoilt = true;
    throw settingRefused();
  }

  private async send<R extends Row>(unit: OpenUnit, sql: string, values: unknown[]): Promise<QueryResult<R>> {
    const { client } = unit;
    inOneGo(client);
    if (!unit.isPrepared) return client.query<R>(sql, values);
    try {
      return await client.query<R>(preparedOn(client, sql, values));
    } catch (error) {
      if (noteOutdated(client, sql, error)) unit.spoilt = true;
      throw error;
    }
  }

  repository<E extends ObjectLiteral>(opening: string, entity: EntityTarget<E>): Repository<E> {
    const { unit } = this.get(opening, 'repository()');
    unit.entities ??= this.entities(unit.client);
    return unit.entities.manager.getRepository(entity);
  }

  defer<Item>(opening: string, deferral: Deferral<Item>, item: Item): void {
    const level = this.get(opening, 'What is to follow a commit');
    level.deferred.push({ deferral: deferral as Deferral<unknown>, item });
  }

  /** One statement as a transaction of its own, in one round trip. */
  async single<R extends Row>(opening: string, statement: Statement, planning: Planning = 'custom'): Promise<R[]> {
    try {
      return await this.sendAlone<R>(opening, statement, planning);
    } catch (error) {
      if (planning === 'custom' || !isOutdated(error)) throw error;
      return this.sendAlone<R>(opening, statement, 'custom');
    }
  }

  private async sendAlone<R extends Row>(opening: string, { sql, values }: Statement, planning: Planning) {
    const { client, release } = await this.pool.acquire();
    let spoilt: true | undefined;
    inOneGo(client);
    const isPrepared = planning !== 'custom';
    try {
      const [opened, answer, end] = await Promise.allSettled([
        client.query(openingFor(opening, planning, client)),
        isPrepared ? client.query<R>(preparedOn(client, sql, values)) : client.query<R>(sql, values),
        client.query('COMMIT'),
      ]);
      if (opened.status === 'rejected') throw opened.reason;
      if (answer.status === 'rejected') throw answer.reason;
      if (end.status === 'rejected') throw end.reason;
      if (end.value.command !== 'COMMIT') throw new CommitLost(end.value.command);
      if (!settingTags.has(answer.value.command)) return answer.value.rows;
      spoilt = true;
      throw settingRefused();
    } catch (error) {
      if (isPrepared) noteOutdated(client, sql, error);
      throw this.pool.blamed(client, error);
    } finally {
      release(spoilt);
    }
  }

  /** One statement outside any transaction, with the rights that every connection starts with. */
  async plain<R extends Row>(sql: string, values: unknown[]): Promise<R[]> {
    const { client, release } = await this.pool.acquire();
    let spoilt: true | undefined;
    try {
      const { command, rows } = await client.query<R>(sql, values);
      if (!settingTags.has(command)) return rows;
      spoilt = true;
      throw settingRefused();
    } catch (error) {
      throw this.pool.blamed(client, error);
    } finally {
      release(spoilt);
    }
  }

  /** The options are of the whole unit: within another one they count for nothing. */
  async transaction<T>(opening: string, work: () => Promise<T>, options: UnitOptions = {}): Promise<T> {
    const outer = this.find(opening);
    if (outer) return this.savepoint(outer, work);
    try {
      return await this.outermost(opening, work, options);
    } catch (error) {
      if (!options.isPrepared || !isOutdated(error)) throw error;
      return this.transaction(opening, work, options); // that connection is closed, so this ends
    }
  }

  private async outermost<T>(opening: string, work: () => Promise<T>, options: UnitOptions): Promise<T> {
    const { isDurable = true, isPrepared = false } = options;
    const { client, release } = await this.pool.acquire();
    const level = this.level({ runner: this, client, opening, isPrepared }, 0);
    const begin = isDurable ? opening : `${opening}; SET LOCAL synchronous_commit = off`;
    inOneGo(client);
    const opened = client.query(openingFor(begin, isPrepared ? 'generic' : 'custom', client));
    opened.catch(() => undefined); // awaited below, in place of the 25P02 of the statements that follow it
    let result: T;
    try {
      result = await scope.with({ unit: level }, work);
      this.refuseOpenChild(level);
      await opened;
      await this.commit(level);
    } catch (error) {
      tellDoubt(level);
      level.ended = true;
      await client.query('ROLLBACK').catch(() => undefined); // a dead connection: the pool drops it at release
      const [start] = await Promise.allSettled([opened]);
      throw this.pool.blamed(client, start.status === 'rejected' ? start.reason : error);
    } finally {
      await level.unit.entities?.release();
      release(level.unit.spoilt);
    }
    for (const [deferral, items] of deferred(level)) deferral.afterCommit?.(items);
    return result;
  }

  /** What was deferred is written in the same go as COMMIT; the answer to COMMIT decides whether all of it holds. */
  private async commit(level: Level): Promise<void> {
    const { client } = level.unit;
    level.ended = true;
    const writes = deferred(level).flatMap(([deferral, items]) => deferral.beforeCommit?.(items) ?? []);
    inOneGo(client);
    const writing = writes.map(({ sql, values }) => this.send(level.unit, sql, values));
    const [end, ...written] = await Promise.allSettled([client.query('COMMIT'), ...writing]);
    for (const write of written) if (write.status === 'rejected') throw write.reason;
    if (end.status === 'rejected') throw end.reason;
    if (end.value.command !== 'COMMIT') throw new CommitLost(end.value.command);
  }

  private async savepoint<T>(outer: Level, work: () => Promise<T>): Promise<T> {
    const { client } = outer.unit;
    const level = this.level(outer.unit, outer.depth + 1);
    const name = `level_${level.depth}`;
    outer.child = level;
    try {
      await client.query(`SAVEPOINT ${name}`);
      const result = await scope.with({ unit: level }, work);
      this.refuseOpenChild(level);
      level.ended = true;
      await client.query(`RELEASE SAVEPOINT ${name}`);
      outer.deferred.push(...level.deferred);
      return result;
    } catch (error) {
      level.ended = true;
      await client.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`).catch(() => undefined);
      throw error;
    } finally {
      outer.child = undefined;
    }
  }

  private level(unit: OpenUnit, depth: number): Level {
    return { unit, depth, ended: false, deferred: [] };
  }

  private get(opening: string, what: string): Level {
    const level = this.find(opening);
    if (!level) throw new UnitMisused(`${what} needs an open unit of work.`);
    return level;
  }

  private find(opening: string): Level | undefined {
    const level = scope.current().unit as Level | undefined;
    if (!level) return undefined;
    if (level.ended) throw new UnitMisused('This unit of work has ended: a statement was not awaited.');
    if (level.unit.runner !== this || level.unit.opening !== opening) {
      throw new UnitMisused('The unit of work that is open here is of another tenant or another database.');
    }
    if (level.child) throw new UnitMisused('A nested transaction is open here: await it before the next statement.');
    return level;
  }

  private refuseOpenChild(level: Level): void {
    if (level.child) throw new UnitMisused('A nested transaction was not awaited.');
  }

  /** TypeORM on this connection, told that a transaction is open, so that save() does not start its own. */
  private entities(client: PoolClient): QueryRunner {
    const runner = this.source.createQueryRunner();
    return Object.assign(runner, { databaseConnection: client, isTransactionActive: true, transactionDepth: 1 });
  }
}

/** Its work had ended, so COMMIT was sent. */
function tellDoubt(level: Level): void {
  if (level.ended) for (const [deferral, items] of deferred(level)) deferral.afterDoubt?.(items);
}

function deferred(level: Level): [Deferral<unknown>, unknown[]][] {
  const groups = new Map<Deferral<unknown>, unknown[]>();
  for (const { deferral, item } of level.deferred) {
    groups.set(deferral, [...(groups.get(deferral) ?? []), item]);
  }
  return [...groups];
}

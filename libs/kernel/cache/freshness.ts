import { Injectable } from '@nestjs/common';
import { Clusters, type Written } from '#kernel/database';
import { scope } from '#kernel/scope';
import { Cache } from './cache.js';

/** Stands for all rows of a table as they are: another one after each change of any of them. */
export type Stamp = object;

/** What nobody should have changed without telling is looked at anew after so long all the same. */
const secondsWhenTold = 30;
const secondsWhenDeaf = 1;

/**
 * Whether something that was made of a community's rows still says what they say. Whoever keeps it takes the stamps of
 * the tables before reading them, and asks later whether they are still the same: a change that was committed meanwhile,
 * here or in another process, has replaced them.
 */
@Injectable()
export class Freshness {
  constructor(
    private readonly cache: Cache,
    clusters: Clusters,
  ) {
    clusters.writes.listen((written) => this.forget(written));
  }

  /** Of tables of the community in scope. */
  stamps(tables: readonly string[]): Stamp[] {
    return tables.map((table) => this.stamp(table));
  }

  /** Whether none of them was written since. */
  holds(tables: readonly string[], stamps: readonly Stamp[]): boolean {
    return tables.every((table, index) => this.cache.peek(keyOf(table)) === stamps[index]);
  }

  private stamp(table: string): Stamp {
    const known = this.cache.peek(keyOf(table));
    if (known) return known;
    const stamp = {};
    this.cache.put(keyOf(table), this.cache.hears ? secondsWhenTold : secondsWhenDeaf, stamp);
    return stamp;
  }

  private forget({ tenant, tables }: Written): void {
    scope.run({ tenant }, () => {
      for (const table of tables) this.cache.forget(keyOf(table));
    });
  }
}

const keyOf = (table: string): string => `rows:${table}`;

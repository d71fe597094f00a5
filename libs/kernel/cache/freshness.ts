import { Injectable } from '@nestjs/common';
import { Clusters, type Written } from '#kernel/database';
import { scope } from '#kernel/scope';
import { Cache, type Forgettable } from './cache.js';

/** What nobody should have changed without telling is looked at anew after so long all the same. */
const secondsWhenTold = 30;
const secondsWhenDeaf = 1;

/** Stands for all rows of a table as they are, until any of them is changed. */
export class Stamp implements Forgettable {
  private isOver = false;
  private readonly until: number;

  constructor(seconds: number) {
    this.until = Date.now() + seconds * 1000;
  }

  forgotten(): void {
    this.isOver = true;
  }

  holds(now: number): boolean {
    return !this.isOver && now < this.until;
  }
}

/**
 * Whether something that was made of a community's rows still says what they say. Whoever keeps it takes the stamps of
 * the tables before reading them, and asks later whether they still hold: a change that was committed meanwhile, here or
 * in another process, has ended them.
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

  private stamp(table: string): Stamp {
    const known = this.cache.peek<Stamp>(keyOf(table));
    if (known?.holds(Date.now())) return known;
    const seconds = this.cache.hears ? secondsWhenTold : secondsWhenDeaf;
    const stamp = new Stamp(seconds);
    this.cache.put(keyOf(table), seconds, stamp);
    return stamp;
  }

  private forget({ tenant, tables }: Written): void {
    scope.run({ tenant }, () => {
      for (const table of tables) this.cache.forget(keyOf(table));
    });
  }
}

const keyOf = (table: string): string => `rows:${table}`;

/** Whether no row was changed of the tables that they stand for. In the way of requests: asks nobody. */
export function hold(stamps: readonly Stamp[]): boolean {
  const now = Date.now();
  for (const stamp of stamps) if (!stamp.holds(now)) return false;
  return true;
}

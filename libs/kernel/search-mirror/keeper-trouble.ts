import type { Log } from '#kernel/logging';
import { SearchStoreUnusable } from '#kernel/search-index';

const kept = 'The store for searching is kept again.';
const away = 'The store for searching cannot be used; PostgreSQL is searched.';
const failed = 'The store for searching cannot be kept.';

/** What a turn of the keeper meets, which does not end it. It is said once, until it is something else or over. */
export class KeeperTrouble {
  /** By step. */
  private readonly said = new Map<string, string>();
  private met = new Map<string, Error>();

  constructor(private readonly log: Pick<Log, 'log' | 'warn'>) {}

  async attempt(step: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.note(step, error as Error);
    }
  }

  noteAway(): void {
    this.note('', new SearchStoreUnusable('It does not answer.'));
  }

  /** At the end of a turn: throws the first of what it met. */
  end(): void {
    const [first] = this.met.values();
    const wasTrouble = this.said.size > 0;
    for (const step of this.said.keys()) if (!this.met.has(step)) this.said.delete(step);
    this.met = new Map();
    if (wasTrouble && this.said.size === 0) this.log.log(kept);
    if (first) throw first;
  }

  private note(step: string, error: Error): void {
    const isAway = error instanceof SearchStoreUnusable;
    const [where, what] = isAway ? ['', away] : [step, `${error.name}: ${error.message}`];
    if (!this.met.has(where)) this.met.set(where, error);
    if (this.said.get(where) === what) return;
    this.said.set(where, what);
    if (isAway) this.log.warn(away, error);
    else this.log.warn(failed, error, { step });
  }
}

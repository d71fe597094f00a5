import { setTimeout as pause } from 'node:timers/promises';
import type { Community } from './community.js';

const lanes = 3;
const restMs = 20;

interface Page {
  readonly list: readonly { readonly id: number }[];
  readonly pager: { readonly total_rows: number };
}

export interface Searched {
  readonly searches: number;
  /** Not answered at once and well. */
  readonly failed: number;
  /** What was there, and was not found. */
  readonly missed: number;
  /** What was not asked for, or is another community's. */
  readonly foreign: number;
  readonly slowest_ms: number;
}

/**
 * Guests who search a community all the time, for posts that have been found before: each has to be found at once, alone,
 * whatever becomes of the index; the old ones all together; and what only another community says never.
 */
export class Searchers {
  /** What the first ones that failed were answered. */
  readonly failures: string[] = [];
  private over = false;
  private readonly sums = { searches: 0, failed: 0, missed: 0, foreign: 0, slowest_ms: 0 };
  private readonly work: Promise<unknown>;
  private readonly known: readonly { readonly id: number; readonly word: string }[];

  constructor(
    private readonly community: Community,
    private readonly other: Community,
    /** Words of posts that were there before, and how many posts have each of them. */
    private readonly old: { readonly word: (number: number) => string; readonly each: number },
  ) {
    this.known = [...community.posts];
    this.work = Promise.all(Array.from({ length: lanes }, (_, lane) => this.search(lane)));
  }

  async stop(): Promise<Searched> {
    this.over = true;
    await this.work;
    return this.sums;
  }

  private async search(lane: number): Promise<void> {
    for (let number = lane; !this.over; number += lanes) {
      const known = this.known[number % this.known.length]!;
      await this.look(known.word, 1, known.id);
      await this.look(this.old.word(number), this.old.each);
      await this.look(this.other.mark, 0);
      await pause(restMs);
    }
  }

  private async look(word: string, owed: number, id?: number): Promise<void> {
    const { sums } = this;
    const since = performance.now();
    try {
      const { list, total } = await this.found(word);
      const strange = id === undefined ? 0 : list.filter((post) => post.id !== id).length;
      sums.missed += Math.max(0, owed - total);
      sums.foreign += Math.max(strange, total - owed);
    } catch (error) {
      sums.failed += 1;
      if (this.failures.length < 3) this.failures.push(String(error));
    }
    sums.searches += 1;
    sums.slowest_ms = Math.max(sums.slowest_ms, Math.round(performance.now() - since));
  }

  private async found(word: string): Promise<{ list: Page['list']; total: number }> {
    const { wire, host } = this.community;
    const { list, pager } = await wire.call<Page>({ host, path: `/v1/posts?query=${word}&page_size=10` });
    return { list, total: pager.total_rows };
  }
}

import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';

const secondsWhenTold = 30;
/** Also of what depends on whom somebody follows. */
const secondsWhenDeaf = 1;
const generationKey = 'posts.generation';

/** The total of one list as of a moment. */
export interface RememberedTotal {
  readonly known: number | undefined;
  /** To be given what a statement sent after that moment counted. */
  remember(total: number): void;
}

/**
 * How many rows lists of posts have in all, remembered until a change that can alter one of them is committed: by this
 * process, which forgets at once, or by another, which tells. Half a minute at most, a second where nobody would tell.
 */
@Injectable()
export class PostTotals {
  private last = 0;

  constructor(private readonly cache: Cache) {}

  /** `list` names the filter, with the viewer where it depends on one. */
  at(list: string, isPersonal = false): RememberedTotal {
    const key = `posts.total:${this.generation()}:${list}`; // what is counted before a change is found by nobody after it
    const seconds = this.cache.hears && !isPersonal ? secondsWhenTold : secondsWhenDeaf;
    return {
      known: this.cache.peek<{ total: number }>(key)?.total,
      remember: (total) => this.cache.put(key, seconds, { total }),
    };
  }

  /** To be called in the unit of work that changes something; takes effect once that is committed. */
  forget(): void {
    this.cache.forgetAfterCommit(generationKey);
  }

  private generation(): number {
    const known = this.cache.peek<{ number: number }>(generationKey);
    if (known) return known.number;
    const number = (this.last += 1);
    this.cache.put(generationKey, 3600, { number });
    return number;
  }
}

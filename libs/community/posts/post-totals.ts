import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { type Deferral, TenantDatabase } from '#kernel/database';

const secondsRemembered = 1;
const generationKey = 'posts.generation';

/**
 * How many rows lists of posts have in all, remembered for at most a second, and forgotten by this process when it
 * has committed a change that can alter one of them.
 */
@Injectable()
export class PostTotals {
  private last = 0;

  constructor(
    private readonly cache: Cache,
    private readonly db: TenantDatabase,
  ) {}

  /** `list` names the filter, with the viewer where it depends on one. */
  async of(list: string, count: () => Promise<number>): Promise<number> {
    const { number } = await this.cache.get(generationKey, 3600, async () => ({ number: (this.last += 1) }));
    const load = async () => ({ total: await count() });
    return (await this.cache.get(`posts.total:${number}:${list}`, secondsRemembered, load)).total;
  }

  /** To be called in the unit of work that changes something; takes effect once that is committed. */
  forget(): void {
    this.db.defer(this.forgetting, null);
  }

  private readonly forgetting: Deferral<null> = { afterCommit: () => this.cache.forget(generationKey) };
}

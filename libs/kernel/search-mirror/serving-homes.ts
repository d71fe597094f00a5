import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { tenantScope } from '#kernel/scope';
import { SearchStore } from '#kernel/search-index';
import { rememberedFor } from './remembered.js';
import { SearchFillsRepository } from './search-fills.repository.js';

const most = 20_000;

/** Where the store has all there is of a community, or has had it some seconds ago. */
@Injectable()
export class ServingHomes {
  private readonly known = new LRUCache<string, { home: string | null }>({ max: most, ttl: rememberedFor });
  private readonly asking = new Map<string, Promise<string | null>>();

  constructor(
    private readonly fills: SearchFillsRepository,
    @Inject(SearchStore) private readonly store: SearchStore | null,
  ) {}

  /** Of the tenant in scope; null where the store is not to be asked. Remembered for a moment. */
  async find(): Promise<string | null> {
    const { id, cluster } = tenantScope.current();
    const key = `${cluster} ${id}`;
    const known = this.known.get(key);
    if (known) return known.home;
    const asking = this.asking.get(key) ?? this.ask(key);
    this.asking.set(key, asking);
    return asking;
  }

  private async ask(key: string): Promise<string | null> {
    try {
      const home = this.store && (await this.fills.findServingHome(this.store.layout));
      this.known.set(key, { home });
      return home;
    } finally {
      this.asking.delete(key);
    }
  }
}

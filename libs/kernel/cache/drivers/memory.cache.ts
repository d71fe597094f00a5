import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Config } from '#kernel/config';
import { type Deferral, TenantDatabase } from '#kernel/database';
import { scope, tenantScope } from '#kernel/scope';
import { ByteCache, type Sized } from '../byte-cache.js';
import { Cache, type Forgettable } from '../cache.js';
import { Forgetting } from '../forgetting.js';

/** In place of a key: all keys of the tenant before it. */
const everything = ':*';
const MB = 1024 * 1024;

const tell = (value: object): void => (value as Partial<Forgettable>).forgotten?.();

/** In the memory of this process; what is to be forgotten is told by PostgreSQL. */
@Injectable()
export class MemoryCache extends Cache implements OnApplicationBootstrap {
  private readonly entries = new LRUCache<string, object>({
    maxSize: 100_000,
    sizeCalculation: () => 1,
    dispose: tell,
  });
  private readonly loading = new Map<string, Promise<object>>();
  private readonly large: ByteCache<Sized>;

  constructor(
    private readonly forgetting: Forgetting,
    private readonly tenants: TenantDatabase,
    private readonly config: Config,
  ) {
    super();
    this.large = new ByteCache(config.cacheMemory * MB);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.forgetting.start(
      (full) => this.forgetHere(full),
      () => this.entries.clear(),
    );
  }

  get hears(): boolean {
    return this.forgetting.hears;
  }

  async get<T extends object>(key: string, secondsToLive: number, load: () => Promise<T>): Promise<T> {
    const full = this.key(key);
    if (scope.current().unit) return load(); // a unit of work reads what it wrote, and others must not see it yet
    const found = (this.entries.get(full) ?? this.loading.get(full)) as T | Promise<T> | undefined;
    if (found) return found;
    const loaded = load();
    this.loading.set(full, loaded);
    try {
      const value = await loaded;
      if (this.loading.get(full) === loaded) this.entries.set(full, value, { ttl: secondsToLive * 1000 });
      return value;
    } finally {
      if (this.loading.get(full) === loaded) this.loading.delete(full);
    }
  }

  peek<T extends object>(key: string): T | undefined {
    return this.entries.get(this.key(key)) as T | undefined;
  }

  put<T extends object>(key: string, secondsToLive: number, value: T): void {
    this.entries.set(this.key(key), value, { ttl: secondsToLive * 1000 });
  }

  hold<T extends Sized>(key: string, value: T): void {
    if (scope.current().unit) return; // made of what it wrote, which may be undone
    this.large.set(tenantScope.current().id, key, value);
  }

  held<T extends Sized>(key: string): T | undefined {
    return this.large.get(tenantScope.current().id, key) as T | undefined;
  }

  get holdsAny(): boolean {
    return this.config.cacheMemory > 0;
  }

  drop(key: string): void {
    this.large.delete(tenantScope.current().id, key);
  }

  forget(key: string): void {
    this.forgetEverywhere(this.key(key));
  }

  forgetAfterCommit(key: string): void {
    this.tenants.defer(this.committed, this.key(key));
  }

  forgetAll({ id }: { readonly id: number }): void {
    this.forgetEverywhere(`${id}${everything}`);
  }

  countOf({ id }: { readonly id: number }): number {
    return this.keysBelow(`${id}:`).length + this.large.count(id);
  }

  private readonly committed: Deferral<string> = {
    afterCommit: (keys) => new Set(keys).forEach((full) => this.forgetEverywhere(full)),
  };

  private forgetEverywhere(full: string): void {
    this.forgetHere(full);
    this.forgetting.tell(full);
  }

  private forgetHere(full: string): void {
    if (full.endsWith(everything)) {
      for (const key of this.keysBelow(full.slice(0, -1))) this.forgetHere(key);
      this.large.deleteAll(Number.parseInt(full, 10));
    }
    this.entries.delete(full);
    this.loading.delete(full); // what is being loaded now may be the state before
  }

  private keysBelow(start: string): string[] {
    return [...this.entries.keys(), ...this.loading.keys()].filter((key) => key.startsWith(start));
  }

  protected key(key: string): string {
    return `${tenantScope.current().id}:${key}`;
  }
}

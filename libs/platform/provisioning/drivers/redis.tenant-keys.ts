import type { Redis } from 'ioredis';
import { TenantKeys } from '../tenant-keys.js';

const patience = 5_000;

export interface RedisPlace {
  readonly url: string;
  /** Of the keys of this deployment. */
  prefix(): Promise<string>;
}

/** Connects for each question: it is asked when a community is removed for good. */
export class RedisTenantKeys extends TenantKeys {
  constructor(private readonly place: RedisPlace) {
    super();
  }

  async count({ id }: { readonly id: number }): Promise<number> {
    return this.with(async (redis, prefix) => (await namesOf(redis, prefix, id)).length);
  }

  async remove({ id }: { readonly id: number }): Promise<void> {
    await this.with(async (redis, prefix) => {
      const names = await namesOf(redis, prefix, id);
      if (names.length) await redis.del(...names);
    });
  }

  private async with<T>(work: (redis: Redis, prefix: string) => Promise<T>): Promise<T> {
    const { Redis: Client } = await import('ioredis');
    const redis = new Client(this.place.url, {
      lazyConnect: true,
      connectTimeout: patience,
      commandTimeout: patience,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    redis.on('error', () => undefined); // the command in flight says so
    try {
      await redis.connect();
      return await work(redis, await this.place.prefix());
    } finally {
      redis.disconnect();
    }
  }
}

async function namesOf(redis: Redis, prefix: string, id: number): Promise<string[]> {
  const names = new Set<string>();
  let cursor = '0';
  do {
    const [next, found] = await redis.scan(cursor, 'MATCH', `${prefix}:*:${id}`, 'COUNT', 1_000);
    for (const name of found) names.add(name);
    cursor = next;
  } while (cursor !== '0');
  return [...names];
}

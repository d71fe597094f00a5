import type { Redis } from 'ioredis';
import { RequestRates } from '../request-rates.js';
import { burstSeconds, TokenBuckets } from '../token-buckets.js';

/** What a process has let in is told after so many milliseconds. */
const tellEvery = 100;
const patience = 1_000;

/** Takes what was used from the shared bucket, below nothing if need be, and answers what is left. */
const spending = `
  local rate, most, spent = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local time = redis.call('time')
  local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
  local known = redis.call('hmget', KEYS[1], 'tokens', 'at')
  local tokens = most
  if known[1] then tokens = math.min(most, tonumber(known[1]) + math.max(0, now - tonumber(known[2])) * rate) end
  tokens = math.max(tokens - spent, -most)
  redis.call('hset', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.6f', now))
  redis.call('expire', KEYS[1], 60)
  return tostring(tokens)`;

export interface SharedPlace {
  readonly url: string;
  /** Of the keys in Redis: another one for each deployment. Asked for once. */
  prefix(): Promise<string>;
}

/**
 * All processes together. A request is decided by what this process knows, without asking; what it has let in is told
 * to Redis ten times in a second, which answers what all of them have left. While Redis is away each process counts for
 * itself.
 */
export class RedisRequestRates extends RequestRates {
  private readonly buckets: TokenBuckets;
  private readonly spent = new Map<number, number>();
  private connecting?: Promise<{ redis: Redis; prefix: string }>;
  private timer?: NodeJS.Timeout;
  private telling?: Promise<void>;
  private stopped = false;

  constructor(
    private readonly perSecond: number,
    private readonly place: SharedPlace,
  ) {
    super();
    this.buckets = new TokenBuckets(perSecond);
  }

  take(tenantId: number): boolean {
    if (!this.buckets.take(tenantId)) return false;
    this.spent.set(tenantId, (this.spent.get(tenantId) ?? 0) + 1);
    if (!this.timer && !this.stopped) this.timer = setTimeout(() => void this.tell(), tellEvery).unref();
    return true;
  }

  /** Nothing is lost by it but what the last moments have used. */
  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.telling;
    const connected = await this.connecting?.catch(() => undefined);
    connected?.redis.disconnect();
  }

  /** Once at a time; what is let in meanwhile is told the next time. */
  private async tell(): Promise<void> {
    this.telling ??= this.tellAll().finally(() => {
      this.telling = undefined;
      this.timer = undefined;
    });
    return this.telling;
  }

  private async tellAll(): Promise<void> {
    const told = [...this.spent];
    this.spent.clear();
    try {
      const { redis, prefix } = await this.connected();
      const most = this.perSecond * burstSeconds;
      const pipeline = redis.pipeline();
      for (const [id, spent] of told) pipeline.eval(spending, 1, `${prefix}:rate:${id}`, this.perSecond, most, spent);
      const answers = (await pipeline.exec()) ?? [];
      answers.forEach(([error, left], index) => {
        const id = told[index]![0];
        if (!error) this.buckets.set(id, Number(left) - (this.spent.get(id) ?? 0));
      });
    } catch {
      // Away: what is let in is counted by each process for itself. That tasks go without Redis is said elsewhere.
    }
  }

  private async connected(): Promise<{ redis: Redis; prefix: string }> {
    this.connecting ??= this.connect();
    this.connecting.catch(() => (this.connecting = undefined));
    return this.connecting;
  }

  private async connect(): Promise<{ redis: Redis; prefix: string }> {
    const prefix = await this.place.prefix();
    const { Redis: Client } = await import('ioredis');
    const redis = new Client(this.place.url, {
      connectTimeout: patience,
      commandTimeout: patience,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: true,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    redis.on('error', () => undefined); // each command says so
    return { redis, prefix };
  }
}

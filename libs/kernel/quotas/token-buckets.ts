import { LRUCache } from 'lru-cache';

/** So many seconds' worth may come at once. */
export const burstSeconds = 2;

interface Bucket {
  tokens: number;
  /** Milliseconds, when `tokens` were right. */
  at: number;
}

/** A bucket of tokens for each community, that fills by `rate` in a second. */
export class TokenBuckets {
  private readonly buckets = new LRUCache<number, Bucket>({ maxSize: 50_000, sizeCalculation: () => 1 });

  constructor(
    private readonly rate: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  take(id: number): boolean {
    const bucket = this.filled(id);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** What is left of it in truth, as somebody knows who counts for all processes. */
  set(id: number, tokens: number): void {
    this.buckets.set(id, { tokens, at: this.now() });
  }

  private filled(id: number): Bucket {
    const now = this.now();
    const known = this.buckets.get(id);
    if (!known) {
      const full = { tokens: this.rate * burstSeconds, at: now };
      this.buckets.set(id, full);
      return full;
    }
    known.tokens = Math.min(this.rate * burstSeconds, known.tokens + ((now - known.at) / 1000) * this.rate);
    known.at = now;
    return known;
  }
}

import { RequestRates } from '../request-rates.js';
import { TokenBuckets } from '../token-buckets.js';

/** Each process for itself. */
export class MemoryRequestRates extends RequestRates {
  private readonly buckets: TokenBuckets;

  constructor(perSecond: number) {
    super();
    this.buckets = new TokenBuckets(perSecond);
  }

  take(tenantId: number): boolean {
    return this.buckets.take(tenantId);
  }
}

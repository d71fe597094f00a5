import { TokenBuckets } from './token-buckets.js';

describe('a bucket of tokens', () => {
  let now = 0;
  const bucketsOf = (rate: number) => new TokenBuckets(rate, () => now);
  const takenOf = (buckets: TokenBuckets, id: number, tries = 1_000) =>
    Array.from({ length: tries }, () => buckets.take(id)).filter(Boolean).length;
  beforeEach(() => (now = 0));

  it('lets in two seconds’ worth at once, and then so many in a second', () => {
    const buckets = bucketsOf(10);
    expect(takenOf(buckets, 1)).toBe(20);
    now += 500;
    expect(takenOf(buckets, 1)).toBe(5);
    now += 60_000;
    expect(takenOf(buckets, 1)).toBe(20);
  });

  it('is each community’s own', () => {
    const buckets = bucketsOf(10);
    expect(takenOf(buckets, 1)).toBe(20);
    expect(takenOf(buckets, 2)).toBe(20);
  });

  it('goes by what all processes have left, debts too', () => {
    const buckets = bucketsOf(10);
    buckets.set(1, 3);
    expect(takenOf(buckets, 1)).toBe(3);
    buckets.set(1, -10);
    now += 1_000;
    expect(takenOf(buckets, 1)).toBe(0);
    now += 1_000;
    expect(takenOf(buckets, 1)).toBe(10);
  });
});

import { ByteCache } from './byte-cache.js';

const entry = (kB: number, text = '') => ({ size: kB * 1024 - 400, text });

describe('a cache with so many bytes', () => {
  const keysOf = (cache: ByteCache<{ size: number }>, tenant: number) =>
    ['a', 'b', 'c', 'd', 'e'].filter((key) => cache.get(tenant, key)).join('');

  it('keeps what was used last of a tenant, within its half', () => {
    const cache = new ByteCache(8 * 1024);
    for (const key of ['a', 'b', 'c', 'd']) cache.set(1, key, entry(1));
    cache.get(1, 'a');
    cache.set(1, 'e', entry(1));
    expect(keysOf(cache, 1)).toBe('acde');
    expect(cache.bytes(1)).toBe(4 * 1024);
  });

  it('makes room in the tenant whose last use is longest ago', () => {
    const cache = new ByteCache(4 * 1024);
    cache.set(1, 'a', entry(1));
    cache.set(1, 'b', entry(1));
    cache.set(2, 'a', entry(1));
    cache.set(2, 'b', entry(1));
    cache.get(1, 'a');
    cache.set(3, 'a', entry(1));
    expect([1, 2, 3].map((tenant) => keysOf(cache, tenant))).toEqual(['ab', 'b', 'a']);
    expect(cache.bytes()).toBe(4 * 1024);
  });

  it('counts what is put in place of another, and not what is too large for it', () => {
    const cache = new ByteCache(8 * 1024);
    cache.set(1, 'a', entry(1));
    cache.set(1, 'a', entry(2));
    cache.set(1, 'a', entry(2));
    expect(cache.bytes()).toBe(2 * 1024);
    cache.set(1, 'a', entry(5));
    expect([cache.get(1, 'a'), cache.bytes()]).toEqual([undefined, 0]);
  });

  it('keeps nothing in no bytes', () => {
    const cache = new ByteCache(0);
    cache.set(1, 'a', entry(1));
    expect([cache.get(1, 'a'), cache.bytes(), cache.count(1)]).toEqual([undefined, 0, 0]);
  });

  it('forgets', () => {
    const cache = new ByteCache(8 * 1024);
    cache.set(1, 'a', entry(1, 'one'));
    cache.set(2, 'a', entry(1, 'two'));
    cache.deleteAll(1);
    expect([cache.get(1, 'a'), cache.get(2, 'a'), cache.bytes()]).toEqual([undefined, entry(1, 'two'), 1024]);
  });
});

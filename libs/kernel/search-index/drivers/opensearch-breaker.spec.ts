import { Breaker } from './opensearch-breaker.js';

describe('the breaker before a store that fails', () => {
  let now = 0;
  const breaker = () => new Breaker(() => now);

  it('opens after three failures in a row, and not after others', () => {
    const own = breaker();
    expect([own.fail(false), own.fail(false), own.isClosed]).toEqual([false, false, true]);
    own.succeed();
    expect([own.fail(false), own.fail(false), own.fail(false)]).toEqual([false, false, true]);
    expect(own.isClosed).toBe(false);
  });

  it('opens at once where nobody is there, and says so once', () => {
    const own = breaker();
    expect([own.fail(true), own.fail(true), own.isClosed]).toEqual([true, false, false]);
    expect([own.succeed(), own.succeed(), own.isClosed]).toEqual([true, false, true]);
  });

  it('lets one through after a rest, and the others when that went well', () => {
    const own = breaker();
    own.fail(true);
    now += 4_999;
    expect(own.isClosed).toBe(false);
    now += 1;
    expect(own.isClosed).toBe(true);
    own.begin();
    expect(own.isClosed).toBe(false);
    own.fail(false); // one is enough now
    now += 4_999;
    expect(own.isClosed).toBe(false);
    now += 1;
    own.begin();
    own.succeed();
    own.begin();
    expect(own.isClosed).toBe(true);
  });
});

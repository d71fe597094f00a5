import { Breaker } from './opensearch-breaker.js';

describe('the breaker before a store that fails', () => {
  let now = 0;
  const breaker = () => new Breaker(() => now);

  it('opens after three failures in a row, and not after others', () => {
    const own = breaker();
    const fail = () => {
      own.fail(false);
      return own.isClosed;
    };
    expect([fail(), fail()]).toEqual([true, true]);
    own.succeed();
    expect([fail(), fail(), fail()]).toEqual([true, true, false]);
  });

  it('opens at once where nobody is there', () => {
    const own = breaker();
    expect([own.isClosed, own.hasOpened]).toEqual([true, false]);
    own.fail(true);
    expect([own.isClosed, own.hasOpened]).toEqual([false, true]);
    own.succeed();
    expect([own.isClosed, own.hasOpened]).toEqual([true, false]);
  });

  it('lets one through after a rest, and the others when that went well', () => {
    const own = breaker();
    own.fail(true);
    now += 4_999;
    expect([own.isClosed, own.isResting]).toEqual([false, true]);
    now += 1;
    expect([own.isClosed, own.isResting]).toEqual([true, false]);
    const end = own.begin();
    expect(own.isClosed).toBe(false);
    own.fail(false); // one is enough now
    end();
    now += 4_999;
    expect(own.isClosed).toBe(false);
    now += 1;
    own.begin();
    own.succeed();
    own.begin();
    expect(own.isClosed).toBe(true);
  });

  it('lets the next one through when an attempt ends without saying anything', () => {
    const own = breaker();
    own.fail(true);
    now += 5_000;
    own.begin()();
    expect(own.isClosed).toBe(true);
  });
});

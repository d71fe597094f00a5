import { centsOf, incomeOf, yuanOf } from './money.js';

describe('money', () => {
  it.each([
    [1, '0.01'],
    [10, '0.10'],
    [1234, '12.34'],
    [10_000_000, '100000.00'],
  ])('of %i cents is %s yuan, and back', (cents, yuan) => {
    expect(yuanOf(cents)).toBe(yuan);
    expect(centsOf(yuan)).toBe(cents);
  });

  it.each([
    ['1', 100],
    ['1.5', 150],
    ['007.01', 701],
  ])('may be written as %s', (yuan, cents) => expect(centsOf(yuan)).toBe(cents));

  it.each(['', '0', '0.00', '-1', '+1', '1.234', '1e2', '1,00', ' 1', '1.', '.5', 'NaN', '9'.repeat(40)])(
    'is not written as %j',
    (yuan) => expect(centsOf(yuan)).toBeNull(),
  );

  it('of a sale is shared to the last whole cent, and never to one more', () => {
    expect(incomeOf(100, 0.29)).toBe(29);
    expect(incomeOf(500, 0.8)).toBe(400);
    expect(incomeOf(1, 0.8)).toBe(0);
    expect(incomeOf(999, 1)).toBe(999);
    expect(incomeOf(999, 0)).toBe(0);
    expect(incomeOf(2 ** 31 - 1, 0.999_999)).toBe(2_147_481_499);
  });
});

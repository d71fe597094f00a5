import { Company } from './company.js';

describe('the company of a tenant', () => {
  it('is whoever else has worked within a second', () => {
    let now = 0;
    const company = new Company(() => now);
    expect(company.isAround(1)).toBe(false);
    company.saw(1);
    company.saw(1);
    expect([company.isAround(1), company.isAround(2)]).toEqual([false, true]);
    now = 900;
    company.saw(2);
    expect([company.isAround(1), company.isAround(2)]).toEqual([true, true]);
    now = 1_500;
    company.saw(1);
    expect([company.isAround(1), company.isAround(2)]).toEqual([true, true]);
    now = 2_000;
    expect([company.isAround(1), company.isAround(2)]).toEqual([false, true]);
  });
});

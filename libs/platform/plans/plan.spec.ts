import { areSame, readLimits } from './plan.js';

describe('the limits of a plan', () => {
  it.each([
    [{}, {}],
    [{ members: 0 }, { members: 0 }],
    [
      { members: 500, media_bytes: 1_073_741_824 },
      { members: 500, media_bytes: 1_073_741_824 },
    ],
    [{ members: 500, domains: null }, { members: 500 }],
  ])('%j', (given, limits) => {
    expect(readLimits(given)).toEqual(limits);
  });

  it.each([
    [null, 'limits must be an object'],
    [[], 'limits must be an object'],
    ['members', 'limits must be an object'],
    [{ memberz: 1 }, expect.stringMatching(/^limits\.memberz is none of members, /)],
    [{ __proto__x: 1 }, expect.stringMatching(/^limits\.__proto__x is none of /)],
    [{ members: -1 }, expect.stringMatching(/^limits\.members must be a whole number/)],
    [{ members: 1.5 }, expect.stringMatching(/^limits\.members must be a whole number/)],
    [{ members: '5' }, expect.stringMatching(/^limits\.members must be a whole number/)],
    [{ members: 1e16 }, expect.stringMatching(/^limits\.members must be a whole number/)],
    [{ members: Number.NaN }, expect.stringMatching(/^limits\.members must be a whole number/)],
  ])('refuses %j', (given, why) => {
    expect(readLimits(given)).toEqual({ wrong: [why] });
  });

  it('are the same in any order', () => {
    expect(areSame({ members: 1, domains: 2 }, { domains: 2, members: 1 })).toBe(true);
    expect(areSame({ members: 1 }, { members: 1, domains: 0 })).toBe(false);
  });
});

import { type Claim, nextLookIn, type Ownership, ownershipAfter, type Sight, sightOf } from './domain.js';

const day = 86_400;
const claim = (change: Partial<Claim> = {}): Claim => ({
  token: 'secret',
  ownership: 'unverified',
  attempts: 0,
  missingSeconds: null,
  lookSecondsLeft: 14 * day,
  ...change,
});

describe('what is found in the DNS', () => {
  it.each<[Sight, string[]]>([
    ['proven', ['secret']],
    ['proven', ['v=spf1 -all', 'secret']],
    ['proven', ['"secret" ']],
    ['wrong', ['Secret']],
    ['wrong', ['secret and more']],
    ['missing', []],
  ])('is %s of %j', (sight, values) => {
    expect(sightOf({ kind: 'found', values }, 'secret')).toBe(sight);
  });

  it('is missing where there is no such name, and trouble where nobody could say', () => {
    expect(sightOf({ kind: 'missing' }, 'secret')).toBe('missing');
    expect(sightOf({ kind: 'trouble', why: 'ETIMEOUT' }, 'secret')).toBe('trouble');
  });
});

describe('whose a domain is', () => {
  it.each<[Ownership, Sight, Ownership]>([
    ['unverified', 'proven', 'verified'],
    ['unverified', 'missing', 'unverified'],
    ['unverified', 'wrong', 'unverified'],
    ['unverified', 'trouble', 'unverified'],
    ['verified', 'proven', 'verified'],
    ['verified', 'missing', 'degraded'],
    ['verified', 'wrong', 'degraded'],
    ['verified', 'trouble', 'verified'],
    ['degraded', 'proven', 'verified'],
    ['degraded', 'missing', 'degraded'],
    ['degraded', 'trouble', 'degraded'],
    ['lapsed', 'proven', 'verified'],
    ['lapsed', 'missing', 'lapsed'],
    ['lapsed', 'trouble', 'lapsed'],
  ])('is %s, and after "%s" %s', (ownership, sight, after) => {
    const missingSeconds = ownership === 'degraded' ? 6 * day : null;
    expect(ownershipAfter(claim({ ownership, missingSeconds }), sight)).toBe(after);
  });

  it('ends a week after its record was missed first, never by trouble alone', () => {
    const old = claim({ ownership: 'degraded', missingSeconds: 7 * day });
    expect(ownershipAfter(old, 'missing')).toBe('lapsed');
    expect(ownershipAfter(old, 'wrong')).toBe('lapsed');
    expect(ownershipAfter({ ...old, missingSeconds: 70 * day }, 'trouble')).toBe('degraded');
    expect(ownershipAfter(old, 'proven')).toBe('verified');
  });
});

describe('the next look', () => {
  it('comes daily while all is well, sooner while it is not', () => {
    expect(nextLookIn(claim(), 'verified', 'proven')).toBe(day);
    expect(nextLookIn(claim(), 'verified', 'trouble')).toBe(3_600);
    expect(nextLookIn(claim(), 'degraded', 'missing')).toBe(day / 4);
  });

  it('comes later and later for one that is not proven, and after two weeks not any more', () => {
    const pauses = [0, 1, 2, 3, 8, 9, 500].map((attempts) => nextLookIn(claim({ attempts }), 'unverified', 'missing'));
    expect(pauses).toEqual([60, 120, 240, 480, 15_360, 21_600, 21_600]);
    expect(nextLookIn(claim({ lookSecondsLeft: 59 }), 'unverified', 'missing')).toBeNull();
    expect(nextLookIn(claim({ attempts: 1, lookSecondsLeft: -5 }), 'lapsed', 'trouble')).toBeNull();
  });
});

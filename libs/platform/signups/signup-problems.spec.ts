import { cleanedName, nameProblem, slugFrom } from './signup-problems.js';

describe('the name of a community that somebody signs up', () => {
  it.each([
    ['The tea room'],
    ['泡泡读书会'],
    ['Ὀδύσσεια'],
    ['🍵'],
    ['👩‍👩‍👧 family'],
    ['5b'],
    ['Café & Büro'],
    ['x'.repeat(80)],
    ['𝒯'.repeat(80)],
  ])('may be %j', (name) => {
    expect(nameProblem(cleanedName(name))).toBeNull();
  });

  it.each([
    ['', 'A community needs a name.'],
    ['   ', 'A community needs a name.'],
    ['x'.repeat(81), 'A name has at most 80 characters.'],
    ['tea\nroom', 'A name has no hidden signs and no line breaks.'],
    ['tea\u0000room', 'A name has no hidden signs and no line breaks.'],
    ['tea\u202egnp.exe', 'A name has no hidden signs and no line breaks.'],
    ['tea\u2066x\u2069', 'A name has no hidden signs and no line breaks.'],
    ['te\u200ba', 'A name has no hidden signs and no line breaks.'],
    ['te\u00ada', 'A name has no hidden signs and no line breaks.'],
    ['tea\u2028room', 'A name has no hidden signs and no line breaks.'],
    ['\ue000', 'A name has no hidden signs and no line breaks.'],
    ['---', 'A name has at least one letter or digit.'],
    ['\u0301', 'A name has at least one letter or digit.'],
  ])('may not be %j', (name, why) => {
    expect(nameProblem(cleanedName(name))?.en).toBe(why);
  });

  it('has one form', () => {
    expect(cleanedName('  Cafe\u0301   du  lac ')).toBe('Café du lac');
  });
});

describe('the address that is proposed for a name', () => {
  it.each([
    ['The tea room', 'the-tea-room'],
    ['Café & Büro', 'cafe-buro'],
    ["Anna's Ångström", 'annas-angstrom'],
    ['ＦＵＬＬ　ＷＩＤＴＨ', 'full-width'],
    ['泡泡读书会', ''],
    ['读书会 2026', '2026'],
    ['--- a ---', 'a'],
    ['a very long name that goes on and on and on', 'a-very-long-name-that-goes-on-and-on'],
  ])('%j is %j', (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });
});

import fc from 'fast-check';
import { endOf, startOf } from './days.js';
import { type Asked, both, isImpossible, nothingAsked, readBox } from './query-language.js';

const asked = (some: Partial<Asked>): Asked => ({ ...nothingAsked, ...some });

describe('what is typed into the box of a search', () => {
  it.each<[string, Partial<Asked>]>([
    ['', {}],
    ['  \t ', {}],
    ['herons', { words: 'herons' }],
    ['  two   herons ', { words: 'two herons' }],
    ['from:ada', { authors: ['ada'] }],
    ['from:@ada herons', { words: 'herons', authors: ['ada'] }],
    ['herons FROM:Ada stand', { words: 'herons stand', authors: ['Ada'] }],
    ['from：ada', { authors: ['ada'] }],
    ['from：＠ada', { authors: ['ada'] }],
    ['from:"ada"', { authors: ['ada'] }],
    ['from:“ada”', { authors: ['ada'] }],
    ['from:ada from:ADA', { authors: ['ada'] }],
    ['from:ada from:bob', { authors: ['ada', 'bob'] }],
    ['#birds', { tags: ['birds'] }],
    ['＃观鸟 苍鹭', { words: '苍鹭', tags: ['观鸟'] }],
    ['#birds #Birds #C++', { tags: ['birds', 'C++'] }],
    ['#two-words', { tags: ['two-words'] }],
    ['#one#two', { tags: ['one', 'two'] }],
    ['#birds, herons', { words: 'herons', tags: ['birds'] }],
    ['#birds。', { tags: ['birds'] }],
    ['has:image', { has: ['image'] }],
    ['HAS:Video has：image', { has: ['video', 'image'] }],
    ['has:image has:image', { has: ['image'] }],
    ['before:2026-03-01', { to: '2026-02-28' }],
    ['before：2024-03-01', { to: '2024-02-29' }],
    ['after:2026-03-01', { from: '2026-03-01' }],
    ['after:"2026-03-01" before:2026-04-01', { from: '2026-03-01', to: '2026-03-31' }],
    ['after:2026-03-01 after:2026-05-01 before:2026-07-01 before:2026-06-01', { from: '2026-05-01', to: '2026-05-31' }],
    [
      '苍鹭 from:ada #birds has:image before:2026-03-01 水边',
      { words: '苍鹭 水边', authors: ['ada'], tags: ['birds'], has: ['image'], to: '2026-02-28' },
    ],
  ])('%j', (typed, expected) => {
    expect(readBox(typed)).toEqual(asked(expected));
  });

  it.each([
    'from:',
    'from: ',
    'from:@',
    'from:a@b',
    'from:a:b',
    'from:a/b',
    '"from:ada"',
    'from:"ada',
    ':ada',
    'to:ada',
    'constructor:x',
    '__proto__:x',
    'toString:x',
    'has:',
    'has:pictures',
    'has:image,video',
    'before:',
    'before:today',
    'before:2026-02-30',
    'before:2026-13-01',
    'before:2026-3-1',
    'before:0000-01-01',
    'before:1899-12-31',
    'before:9999-01-01',
    'after:20260301',
    '#',
    '##',
    '#!?',
    '#birds#',
    'C#',
    'see#birds',
    '@ada',
    '#a@b',
    '#a\u0007b',
    '"two herons"',
    "it's 50%: (a & b) | !c",
    'https://example.org/#x',
    'Re:from:ada',
  ])('is words where it is not understood: %s', (typed) => {
    expect(readBox(typed)).toEqual(
      typed === 'from:"ada' ? asked({ authors: ['ada'] }) : asked({ words: typed.trim() }),
    );
  });

  it('is never lost, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom('from:ada', '#b', 'has:image', 'before:2026-01-01', 'from:', '#', '：', '＃x', '苍鹭', '"'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const typed = pieces.join(' ');
        const { words, authors, tags, from, to, has } = readBox(typed);
        const filters = [...authors, ...tags, ...has, from, to].filter((value) => value !== undefined);
        expect(words === '' && !filters.length).toBe(typed.trim() === '');
        for (const word of words.split(' ').filter(Boolean)) expect(typed).toContain(word);
        expect(readBox(words)).toEqual(asked({ words }));
      }),
      { numRuns: 1000 },
    );
  });

  it('holds together with what the other parameters say', () => {
    const box = readBox('herons from:ada #birds after:2026-03-01');
    expect(both(box, {})).toEqual(box);
    expect(
      both(box, { authors: ['ADA'], tags: ['nests'], from: '2026-02-01', to: '2026-04-01', has: ['video'] }),
    ).toEqual({
      words: 'herons',
      authors: ['ada'],
      tags: ['birds', 'nests'],
      from: '2026-03-01',
      to: '2026-04-01',
      has: ['video'],
    });
  });

  it.each<[string, boolean]>([
    ['', false],
    ['from:ada #b after:2026-03-01 before:2026-03-02', false],
    ['from:ada from:bob', true],
    ['after:2026-03-01 before:2026-03-01', true],
  ])('may ask for what nothing can be: %j', (typed, expected) => {
    expect(isImpossible(readBox(typed))).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['birds', false],
    ['C++', false],
    ['what?!', false],
    ['İstanbul', false],
    ['观鸟', false],
    ['می\u200cخواهم', false],
    ['🏳️\u200d🌈', false],
    ['x'.repeat(255), false],
    [`${'x'.repeat(253)}🌈`, false],
    ['ﬃ'.repeat(255), false],
    ['ﷺ', true], // four words
    ['---', true],
    ['', true],
    ['foo@bar', true],
    ['@foo', true],
    ['foo＃bar', true],
    ['foo\u0007bar', true],
  ])('asks by the topic %j for what nothing can be: %s', (tag, expected) => {
    expect(isImpossible(asked({ tags: [tag] }))).toBe(expected);
  });
});

describe('a day', () => {
  it.each([
    ['2026-03-01', 'UTC', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['2026-03-01', 'Asia/Shanghai', '2026-02-28T16:00:00.000Z', '2026-03-01T16:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'], // 23 hours
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'], // 25 hours
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'], // begins at one o'clock
    ['2026-03-01', 'Pacific/Kiritimati', '2026-02-28T10:00:00.000Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01', 'Pacific/Pago_Pago', '2026-03-01T11:00:00.000Z', '2026-03-02T11:00:00.000Z'],
    ['1900-01-01', 'UTC', '1900-01-01T00:00:00.000Z', '1900-01-02T00:00:00.000Z'],
  ])('%s in %s begins and ends', (day, zone, start, end) => {
    expect([startOf(day, zone).toISOString(), endOf(day, zone).toISOString()]).toEqual([start, end]);
  });
});

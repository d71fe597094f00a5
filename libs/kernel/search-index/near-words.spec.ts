import fc from 'fast-check';
import { deletionsOf, isMistakable, isOneAway, wordsInstead } from './near-words.js';
import { wantedWords } from './words.js';

/** How many steps of insertion, deletion, replacement and exchange of neighbours make one of the other, none twice at a place. */
function distance(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  const table = a.concat('').map((_, row) => b.concat('').map((__, column) => (row === 0 ? column : row)));
  for (let row = 1; row <= a.length; row += 1)
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const steps = [table[row - 1]![column]! + 1, table[row]![column - 1]! + 1, table[row - 1]![column - 1]! + same];
      const crossed = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (crossed) steps.push(table[row - 2]![column - 2]! + 1);
      table[row]![column] = Math.min(...steps);
    }
  return table[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', '🐦', 'c'), maxLength: 6 });

describe('a word that is one letter away from another', () => {
  it('is known', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(isOneAway(one, other)).toBe(distance(one, other) === 1);
      }),
      { numRuns: 5000 },
    );
  });

  it('has a deletion in common with it, or is one', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const [mine, theirs] = [one, other].map((each) => new Set([each, ...deletionsOf(each)]));
        expect(!isOneAway(one, other) || [...mine!].some((each) => theirs!.has(each))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('may be meant by four letters or more of a script with spaces', () => {
    const words = ['nest', 'гнездо', 'straße', 'owl', '苍鹭飞鸟', 'post2024', '12345', 'x'.repeat(40), 'x'.repeat(41)];
    expect(words.map(isMistakable)).toEqual([true, true, true, false, false, false, false, true, false]);
  });

  it('stands in the place of what was typed, where a document has only that', () => {
    const instead = (typed: string, ...inDocument: string[]) => wordsInstead(wantedWords(typed), inDocument);
    expect(instead('gray hreons nes', 'grey', 'herons', 'nests')).toEqual(['grey', 'herons', 'nes']);
    expect(instead('grey hreon', 'grey', 'hreonic', 'heron')).toEqual(['grey', 'hreon']);
    expect(instead('grey hreon ', 'grey', 'hreonic', 'heron')).toEqual(['grey', 'heron']);
    expect(instead('harons', 'herons', 'barons')).toEqual(['barons']);
    expect(instead('xherons hasximage', '#herons', ':has:image')).toEqual(['xherons', 'hasximage']);
  });
});

import { wordChanges } from './word-changes.js';

describe('what changed between two texts', () => {
  const told = (before: string, after: string): string =>
    wordChanges(before, after)
      .map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}[${text}]`))
      .join('');

  it.each([
    ['', '', ''],
    ['Herons', 'Herons', 'Herons'],
    ['', 'Herons', '+[Herons]'],
    ['Herons', '', '-[Herons]'],
    ['Herons stand', 'Herons always stand', 'Herons +[always ]stand'],
    ['the frist heron', 'the first heron', 'the -[frist]+[first] heron'],
    ['one two three four', 'one three four five', 'one -[two ]three four+[ five]'],
    ['今天天气很好', '今天天气不好', '今天天气-[很]+[不]好'],
    ['a\nb', 'a\n\nb', 'a-[\n]+[\n\n]b'],
    ['<b>&', '<i>&', '<-[b]+[i]>&'],
  ])('from %j to %j', (before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });

  it('gives both texts back, whatever they are', () => {
    const some = ['a b c d', 'd c b a', 'a a a', '鹭 stands 在水里', 'x '.repeat(400), ' y'.repeat(900), '😀😀 ok'];
    for (const before of some) {
      for (const after of some) {
        const changes = wordChanges(before, after);
        const without = (kind: string) =>
          changes
            .filter((one) => one.kind !== kind)
            .map(({ text }) => text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }
    }
  });

  it('ends soon for texts that have nothing in common', () => {
    const [before, after] = ['a b '.repeat(20_000), 'c d '.repeat(20_000)];
    const began = performance.now();
    expect(wordChanges(before, after).map(({ kind }) => kind)).toContain('added');
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

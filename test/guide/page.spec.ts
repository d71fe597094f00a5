import { asPattern, partsOf } from './page.js';

describe('a page of commands', () => {
  it('is read in its parts', () => {
    const page = 'Text.\n\n```sh\none\n```\n```text\n1\n```\n\n<!-- here: wait -->\n\n```sh\ntwo\nthree\n```\n\nEnd.\n';
    expect(partsOf(page)).toEqual([
      { commands: 'one\n', prints: '1\n' },
      { elsewhere: 'wait' },
      { commands: 'two\nthree\n' },
    ]);
  });

  it('is compared with what was printed', () => {
    expect(asPattern('id  name\n…  tea (1)\n').test('id   name  \n12 tea (1)')).toBe(true);
    expect(asPattern('a…c').test('abbc')).toBe(true);
    expect(asPattern('a…c').test('abbcd')).toBe(false);
    expect(asPattern('a.c').test('abc')).toBe(false);
  });
});

import { cut, isRightToLeft, oneLine, plain, shortened } from './plain.js';

describe('a text on a card', () => {
  it('is what can be drawn: its lines, without what turns the text around it or piles up', () => {
    expect(plain('\u202eevil\u202c\0 \ta\r\n\r\n\r\n\r\nb  c\u2028 ', 100)).toBe('evil a\n\nb c');
    expect(plain('Z̸̢͎͔a̵̢̨̛ é', 100)).toMatch(/^Z\p{M}a\p{M} é$/u);
    expect(plain('مرحبًا 👨‍👩‍👧', 100)).toBe('مرحبًا 👨‍👩‍👧');
    expect(oneLine(' a\nb\n\nc ', 100)).toBe('a b c');
  });

  it('is cut as a reader counts, and says that there was more', () => {
    expect(cut('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).toBe('👨‍👩‍👧…');
    expect(cut('一、二、三', 4)).toBe('一、二…');
    expect(cut('as it is', 8)).toBe('as it is');
  });

  it('loses whole words, and gets shorter each time', () => {
    let text = 'Two parts brown, one part green, turn it when you think of it, and never look at it with impatience';
    expect(shortened(text, 0.6)).toBe('Two parts brown, one part green, turn it when you think of…');
    const lengths = [text.length];
    while (text !== 'T…') lengths.push((text = shortened(text, 0.99)).length);
    expect(lengths).toEqual(lengths.toSorted((one, other) => other - one));
  });

  it('begins at the side of its first letter', () => {
    expect(isRightToLeft('12 «مرحبا» hello')).toBe(true);
    expect(isRightToLeft('#hello مرحبا')).toBe(false);
    expect(isRightToLeft('123 😀')).toBe(false);
  });
});

import fc from 'fast-check';
import { AppError } from '#kernel/http';
import { nicknameOf } from './nickname.js';

const outcome = (given: string): string => {
  try {
    return nicknameOf(given);
  } catch (error) {
    return (error as AppError).code;
  }
};

describe('a nickname', () => {
  it.each([
    ['Al', 'Al'],
    ['  Alice  ', 'Alice'],
    ['\u3000小明\u00a0', '小明'],
    ['Rene\u0301', 'René'],
    ['十二个字的昵称可以用了啦', '十二个字的昵称可以用了啦'],
    ['👩‍🚀 Sally', '👩‍🚀 Sally'],
    ['👩🏽‍🚀🏳️‍🌈', '👩🏽‍🚀🏳️‍🌈'],
    ['I ❤️ NY', 'I ❤️ NY'],
    ['1️⃣ Uno', '1️⃣ Uno'],
    ['𝒜𝒷', '𝒜𝒷'],
  ])('is kept in one form, without the space around it: %p', (given, kept) => {
    expect(nicknameOf(given)).toBe(kept);
  });

  it.each(['', ' ', 'A', ' A ', '\u3000\u3000', '十三个字的昵称不可以用了呢啦', 'Bob Bob Bob B', 'x'.repeat(100_000)])(
    'has 2 to 12 characters, unlike %p',
    (given) => {
      expect(outcome(given)).toBe('member.nickname-length');
    },
  );

  it.each([
    ['a line break', 'Bob\nBob'],
    ['a line break at its end', 'Bob\r\n'],
    ['a tab', 'Bob\tBob'],
    ['a bell', 'Bob\u0007'],
    ['another control character', 'Bob\u0085'],
    ['a line separator', 'Bob\u2028Bob'],
    ['text turned round', '\u202eboB'],
    ['an isolate', '\u2066Bob\u2069'],
    ['a mark of direction', 'Bob\u200f'],
    ['a space of no width', 'Bo\u200bb'],
    ['a joiner that joins nothing', 'Bo\u200db'],
    ['a non-joiner', 'Bo\u200cb'],
    ['a soft hyphen', 'Bo\u00adb'],
    ['a byte order mark', '\ufeffBob'],
    ['a filler', '\u3164\u3164'],
    ['an empty braille cell', '\u2800\u2800'],
    ['a variant of a letter', 'Bob\ufe0f'],
    ['a tag', 'Bob\u{e0041}'],
    ['a character of one’s own', 'Bob\ue000'],
  ])('shows all that is in it, so not %s', (_, given) => {
    expect(outcome(given)).toBe('member.nickname-characters');
  });

  it('is what it is when it is given again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 2, maxLength: 14 }), (given) => {
        const once = outcome(given);
        if (once.startsWith('member.nickname-')) return;
        expect(outcome(once)).toBe(once);
      }),
    );
  });
});

import { startOf } from '#kernel/i18n';
import { letterGrounds, letterIcon } from './letter-icon.js';

/** Of white to this colour, as WCAG has it. */
function contrast(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05);
}

const letterOf = (name: string) => />([^<]*)<\/text>/.exec(letterIcon({ name, slug: 'herons' }))?.[1];

describe('the letter of a community', () => {
  it('is the first of its name, as a reader counts', () => {
    expect(['herons', ' 泡泡', '👨‍👩‍👧 family', '🇫🇷', 'éclair', ''].map(letterOf)).toEqual([
      'H',
      '泡',
      '👨‍👩‍👧',
      '🇫🇷',
      'É',
      '',
    ]);
    expect(startOf('  Night Owls of the North', 12)).toBe('Night Owls o');
  });

  it('is nothing but text in the drawing', () => {
    expect(['<script>', '&amp;', '"', `'`, '>', '\u0000', '\ud800'].map(letterOf)).toEqual([
      '&lt;',
      '&amp;',
      '&quot;',
      '&#39;',
      '&gt;',
      '',
      '',
    ]);
  });

  it('stands on a colour of its own community’s, and can be read on each', () => {
    const groundOf = (slug: string) => /fill="(#[0-9a-f]{6})"/.exec(letterIcon({ name: 'x', slug }))?.[1];
    expect(groundOf('herons')).toBe(groundOf('herons'));
    const slugs = Array.from({ length: 200 }, (_, number) => `community-${number}`);
    expect(new Set(slugs.map(groundOf))).toEqual(new Set(letterGrounds));
    for (const ground of letterGrounds) expect(contrast(ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('fills what is to be cut', () => {
    expect(letterIcon({ name: 'x', slug: 'x' })).toContain('rx=');
    expect(letterIcon({ name: 'x', slug: 'x' }, { isCut: true })).not.toContain('rx=');
  });
});

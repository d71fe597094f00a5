import { type Colour, colours, pairs } from './tokens.js';

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const ratio = (text: Colour, ground: Colour, theme: 'light' | 'dark') =>
  contrast(colours[text][theme], colours[ground][theme]);

describe('the colours of a page', () => {
  it.each(pairs)('let everybody read %s on %s', (text, ground) => {
    expect(ratio(text, ground, 'light')).toBeGreaterThanOrEqual(4.5);
    expect(ratio(text, ground, 'dark')).toBeGreaterThanOrEqual(4.5);
  });

  it('show where a field ends', () => {
    for (const theme of ['light', 'dark'] as const) expect(ratio('edge', 'page', theme)).toBeGreaterThanOrEqual(3);
  });
});

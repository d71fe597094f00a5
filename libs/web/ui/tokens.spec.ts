import { contrast } from './contrast.js';
import { type Colour, colours, pairs } from './tokens.js';

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

import { accentShades } from './accent.js';
import { contrast } from './contrast.js';
import { colours } from './tokens.js';

/** A colour by chance; a failure names it. */
const anyColour = (): string =>
  `#${Math.floor(Math.random() * 0x1000000)
    .toString(16)
    .padStart(6, '0')}`;

describe('the accent of a community', () => {
  const edges = ['#000000', '#ffffff', '#ffff00', '#00ff00', '#0000ff', '#ff0000', '#808080', '#18a058'];
  it.each([...edges, ...Array.from({ length: 200 }, anyColour)])('can be read everywhere when it is %s', (chosen) => {
    const { accent, tint, 'on-accent': onAccent } = accentShades(chosen);
    for (const theme of ['light', 'dark'] as const) {
      for (const ground of [colours.page, colours.sunken, tint])
        expect(contrast(accent[theme], ground[theme])).toBeGreaterThanOrEqual(4.5);
      for (const text of [colours.text, colours.muted])
        expect(contrast(text[theme], tint[theme])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onAccent[theme], accent[theme])).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('is left as it is where it can be read', () => {
    expect(accentShades('#0b7a43').accent.light).toBe('#0b7a43');
    expect(accentShades('#5bc995').accent.dark).toBe('#5bc995');
  });
});

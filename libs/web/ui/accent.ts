import { contrast, linear } from './contrast.js';
import { colours, type Shades } from './tokens.js';

/** Lightness, and the two axes of hue: OKLab, in which a step looks equally large everywhere (B. Ottosson, 2020). */
type Lab = readonly [lightness: number, a: number, b: number];
type Theme = keyof Shades;

const enough = 4.5;
const step = 0.005;

export type AccentColour = 'accent' | 'on-accent' | 'tint';

/**
 * What a community's accent becomes on its pages: the colour itself where it can be read on every ground, else the nearest
 * lighter or darker one. No owner can make a site unreadable.
 */
export function accentShades(chosen: string): Readonly<Record<AccentColour, Shades>> {
  const [light, dark] = [shadesIn('light', chosen), shadesIn('dark', chosen)];
  const both = (name: AccentColour): Shades => ({ light: light[name], dark: dark[name] });
  return { accent: both('accent'), 'on-accent': both('on-accent'), tint: both('tint') };
}

function shadesIn(theme: Theme, chosen: string): Record<AccentColour, string> {
  const direction = theme === 'light' ? -step : step;
  let lab = labOf(chosen);
  for (;;) {
    const accent = hexOf(lab);
    const tint = tintOf(accent, theme);
    const grounds = [colours.page[theme], colours.sunken[theme], tint];
    const isOut = theme === 'light' ? lab[0] <= 0 : lab[0] >= 1;
    if (isOut || grounds.every((ground) => contrast(accent, ground) >= enough))
      return { accent, tint, 'on-accent': writingOn(accent) };
    lab = [lab[0] + direction, lab[1], lab[2]];
  }
}

/** As strong as it may be while what stands on it can be read. */
function tintOf(accent: string, theme: Theme): string {
  for (let percent = theme === 'light' ? 10 : 16; ; percent -= 1) {
    const tint = mixed(accent, colours.page[theme], percent / 100);
    const canBeRead = [colours.text, colours.muted].every((text) => contrast(text[theme], tint) >= enough);
    if (canBeRead || percent === 0) return tint;
  }
}

/** Whichever can be read better. */
const writingOn = (ground: string): string =>
  ['#ffffff', '#0b1210'].sort((one, other) => contrast(other, ground) - contrast(one, ground))[0]!;

function mixed(one: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((hex) => parseInt(hex.slice(at, at + 2), 16));
    return Math.round(a! * share + b! * (1 - share));
  });
  return hexFrom(parts);
}

function labOf(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** What the screen cannot show is brought to the nearest that it can, part by part. */
function hexOf([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const light = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return hexFrom(light.map((part) => Math.round(255 * curved(Math.min(1, Math.max(0, part))))));
}

const curved = (part: number): number => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

const hexFrom = (parts: readonly number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** Colours by what they are for, never by what they look like; each for a light and a dark page. */
export interface Shades {
  readonly light: string;
  readonly dark: string;
}
const shades = (light: string, dark: string): Shades => ({ light, dark });

export const colours = {
  page: shades('#ffffff', '#14181b'),
  sunken: shades('#f5f7f8', '#1c2125'),
  text: shades('#1a1f24', '#e6e9ec'),
  muted: shades('#5a646e', '#9aa5af'),
  hairline: shades('#e4e8eb', '#2a3036'),
  edge: shades('#848d96', '#6f7a84'),
  accent: shades('#0b7a43', '#5bc995'),
  'on-accent': shades('#ffffff', '#0e1f17'),
  tint: shades('#e8f5ee', '#1a2c24'),
  danger: shades('#c2281d', '#ff8a80'),
  'danger-tint': shades('#fdeeec', '#33201f'),
  star: shades('#c81f3f', '#ff6b86'),
  collect: shades('#9a5600', '#f0b04a'),
  information: shades('#1d63c4', '#7db3ff'),
} as const satisfies Record<string, Shades>;
export type Colour = keyof typeof colours;

/** Every colour of writing with every ground it may stand on: AA holds for each, which tokens.spec.ts checks. */
export const pairs: readonly (readonly [text: Colour, ground: Colour])[] = [
  ...(['text', 'muted', 'accent', 'danger', 'star', 'collect', 'information'] as const).flatMap(
    (text) =>
      [
        [text, 'page'],
        [text, 'sunken'],
      ] as const,
  ),
  ['text', 'tint'],
  ['accent', 'tint'],
  ['muted', 'tint'],
  ['on-accent', 'accent'],
  ['text', 'danger-tint'],
  ['danger', 'danger-tint'],
];

const declare = (theme: keyof Shades, given: Readonly<Record<string, Shades>> = colours): string =>
  Object.entries(given)
    .map(([name, shade]) => `--${name}:${shade[theme]}`)
    .join(';');

const shadow = {
  light: '--shadow:0 1px 2px #0000000f,0 2px 8px #0000000d;--lifted:0 4px 12px #0000001a,0 12px 32px #0000001f',
  dark: '--shadow:0 1px 2px #00000066;--lifted:0 4px 16px #000000a6,0 0 0 1px #ffffff14',
};

/** Light, and dark for whoever asks for it: by the device, unless the page says which (`data-look`). */
const inBoth = (light: string, dark: string): string => `
:root{${light}}
@media (prefers-color-scheme:dark){:root:not([data-look=light]){${dark}}}
:root[data-look=dark]{${dark}}`;

/** The tokens as custom properties. */
export const tokensCss = `
${inBoth(`color-scheme:light dark;${declare('light')};${shadow.light}`, `${declare('dark')};${shadow.dark}`)}
:root[data-look=light]{color-scheme:light}
:root[data-look=dark]{color-scheme:dark}
:root{--s1:4px;--s2:8px;--s3:12px;--s4:16px;--s5:24px;--s6:32px;--s7:48px;
--radius:10px;--radius-small:6px;--round:999px;
--font:system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
`;

/** What a community has in place of some tokens; beside the stylesheet of all, and after it. */
export const ownTokensCss = (own: Readonly<Record<string, Shades>>, radii: string): string =>
  `${inBoth(declare('light', own), declare('dark', own))}\n:root{${radii}}`.trim();

import { createHash } from 'node:crypto';
import type { JSX } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';

const shapes = {
  home: 'M4 11 12 4l8 7v8.5a.5.5 0 0 1-.5.5H15v-6H9v6H4.5a.5.5 0 0 1-.5-.5Z',
  about: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5M12 7.8v.2',
  back: 'M14.5 5 7.5 12l7 7',
  forward: 'M9.500 5l7 7-7 7',
  comment:
    'M20 11.5c0 3.9-3.6 7-8 7-1 0-2-.2-2.9-.5L4.5 19.500l1.3-3.600C4.7 14.7 4 13.2 4 11.500c0-3.9 3.6-7 8-7s8 3.1 8 7Z',
  star: 'M12 19.500C7 16 4 13.2 4 9.7 4 7.3 5.9 5.5 8.1 5.500c1.6 0 3 .8 3.9 2.2.9-1.4 2.3-2.2 3.9-2.2 2.2 0 4.1 1.8 4.1 4.2 0 3.5-3 6.3-8 9.800Z',
  collect: 'M6.5 4.500h11v15.500L12 16l-5.5 4Z',
  pin: 'M9 4h6l-.7 6 3.2 3.500h-11L9.7 10ZM12 13.500V20',
  highlight: 'm12 4 2.3 5.2 5.7.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.600L4 9.800l5.7-.6Z',
  lock: 'M6.5 11h11v8.500h-11ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  repeat:
    'M5 10V8.500A2.500 2.500 0 0 1 7.500 6H18.500M15.500 3l3 3-3 3M19 14v1.500a2.500 2.500 0 0 1-2.500 2.500H5.500M8.500 21l-3-3 3-3',
  cover: 'M12 4.500 21 19.500H3ZM12 10.500v4M12 16.900v.2',
  film: 'M4.500 6h15v12h-15ZM10.500 9.300l4.200 2.700-4.200 2.700Z',
  sound:
    'M9 17.500V6.500l9-2v11M9 17.500a2.200 2 0 1 1-4.400 0 2.200 2 0 0 1 4.400 0ZM18 15.500a2.200 2 0 1 1-4.400 0 2.200 2 0 0 1 4.400 0Z',
  link: 'M10 14a4 4 0 0 0 5.7.3l3-3a4 4 0 0 0-5.7-5.700l-1.2 1.200M14 10a4 4 0 0 0-5.7-.3l-3 3a4 4 0 0 0 5.7 5.700l1.2-1.2',
  file: 'M7 3.500h7l4 4v13H7ZM14 3.500v4h4',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13ZM15.500 15.500 20.500 20.500',
  topics: 'M9.500 4 7.500 20M16.500 4l-2 16M4.500 9h16M3.500 15h16',
  messages:
    'M12 3.500a5.500 5.500 0 0 0-5.500 5.500c0 5-2 6-2 7.500h15c0-1.500-2-2.500-2-7.500A5.500 5.500 0 0 0 12 3.500ZM10 19.500a2.200 2.200 0 0 0 4 0',
  me: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.500 20c.6-3.600 3.600-5.500 7.500-5.500s6.900 1.900 7.500 5.500',
  members:
    'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM2.500 19.500c.5-3.200 3-5 6.500-5s6 1.800 6.500 5M15.500 5.300a3.500 3.500 0 0 1 0 6.400M18 14.900c2 .7 3.200 2.300 3.500 4.600',
  compose:
    'M4.500 19.500l1-4.500L16.800 3.700a1.700 1.700 0 0 1 2.400 0l1.100 1.100a1.700 1.700 0 0 1 0 2.400L9 18.500ZM14.500 6l3.500 3.500',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM10.300 3.500h3.400l.5 2.400 1.700.7 2-1.300 2.400 2.400-1.300 2 .7 1.700 2.400.5v3.400l-2.400.5-.7 1.700 1.300 2-2.400 2.400-2-1.300-1.700.7-.5 2.400h-3.400l-.5-2.400-1.700-.7-2 1.300-2.400-2.400 1.300-2-.7-1.700-2.400-.5v-3.400l2.400-.5.7-1.700-1.300-2 2.400-2.400 2 1.300 1.700-.7Z',
  more: 'M5.500 12v.01M12 12v.01M18.500 12v.01',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  picture: 'M4 5.500h16v13H4ZM4.500 16l4.500-4.500 3.500 3.500 2.500-2.500 5 5M14.800 9.300v.01',
  remove: 'M5 7h14M9.500 7V4.500h5V7M7 7l.8 12.500h8.400L17 7M10.300 10.500v5.500M13.700 10.500v5.500',
  eye: 'M2.500 12S6 6 12 6s9.500 6 9.500 6-3.500 6-9.500 6-9.500-6-9.500-6ZM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  unseen:
    'M3 12s3.500-6 9-6c1.400 0 2.700.400 3.800 1M18.800 9.200C20.200 10.600 21 12 21 12s-3.500 6-9 6c-1.400 0-2.700-.400-3.800-1M5.200 14.800C3.800 13.400 3 12 3 12M4.500 19.500l15-15',
  language:
    'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM3.500 12h17M12 3.500c2.500 2.500 3.500 5.500 3.500 8.500s-1 6-3.500 8.500c-2.500-2.500-3.500-5.500-3.500-8.500s1-6 3.500-8.500Z',
  look: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  wallet: 'M4 7.500h15.500v11.500H4ZM4 7.500 16 4.500v3M15.500 13.200v.01',
  signOut: 'M13.500 4.500h-8v15h8M10 12h10.500M17 8l4 4-4 4',
  reply: 'M10 6 4.500 11.500 10 17M5 11.500h8.500c3.500 0 6 2.500 6 6.500',
  up: 'M12 19V5.500M6 11.500l6-6 6 6',
  down: 'M12 5v13.500M6 12.500l6 6 6-6',
  whisper: 'M4 6h16v12H4ZM4.500 6.500 12 13l7.500-6.500',
  follow:
    'M10 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM3.500 19.500c.5-3.200 3-5 6.500-5s6 1.800 6.500 5M18.500 7v6M15.500 10h6',
  mute: 'M4.500 9.500h3.500L13 5v14l-5-4.500H4.500ZM16.500 9.500l5 5M21.500 9.500l-5 5',
  block: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM6 6l12 12',
  manage: 'M4 7h9M17 7h3M13 4.500v5M4 12h3M11 12h9M7 9.500v5M4 17h11M19 17h1M15 14.500v5',
  share: 'M12 15V4M8 7.500 12 3.500l4 4M5 12.500v7h14v-7',
  history: 'M4.500 12a7.500 7.500 0 1 0 2.500-5.600L4.500 8.500M4.500 4.500v4h4M12 8v4.500l3 1.800',
} as const;
export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as readonly IconName[];

/** All icons in one file, of which a page shows parts. Named by what it holds, so that browsers may keep it for good. */
export const sprite =
  '<svg xmlns="http://www.w3.org/2000/svg">' +
  Object.entries(shapes)
    .map(([name, d]) => `<symbol id="${name}" viewBox="0 0 24 24"><path d="${d}"/></symbol>`)
    .join('') +
  '</svg>';
export const spritePath = `/assets/icons.${createHash('sha256').update(sprite).digest('hex').slice(0, 12)}.svg`;

/** A page shows a hundred of them: each is one text that is made once. */
const drawn = Object.fromEntries(
  iconNames.map((name) => [
    name,
    jsxTemplate([`<svg class="icon" aria-hidden="true"><use href="${spritePath}#${name}"></use></svg>`]),
  ]),
) as Readonly<Record<IconName, JSX.Element>>;

/** A drawing beside words; it says nothing by itself. */
export const Icon = ({ name }: { name: IconName }): JSX.Element => drawn[name];

const bubbles = [
  { cx: 9.5, cy: 13.5, r: 7 },
  { cx: 18, cy: 6.5, r: 4 },
  { cx: 19, cy: 17.5, r: 2.5 },
];

/** The product's own mark, in one colour, clear at 16 px. */
export const Mark = (): JSX.Element => (
  <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="currentColor">
    {bubbles.map((bubble) => (
      <circle {...bubble} />
    ))}
  </svg>
);

import type { JSX } from 'preact';

const shapes = {
  home: 'M4 11 12 4l8 7v8.5a.5.5 0 0 1-.5.5H15v-6H9v6H4.5a.5.5 0 0 1-.5-.5Z',
  about: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5M12 7.8v.2',
  back: 'M14.5 5 7.5 12l7 7',
  comment:
    'M20 11.5c0 3.9-3.6 7-8 7-1 0-2-.2-2.9-.5L4.5 19.500l1.3-3.600C4.7 14.7 4 13.2 4 11.500c0-3.9 3.6-7 8-7s8 3.1 8 7Z',
  star: 'M12 19.500C7 16 4 13.2 4 9.7 4 7.3 5.9 5.5 8.1 5.500c1.6 0 3 .8 3.9 2.2.9-1.4 2.3-2.2 3.9-2.2 2.2 0 4.1 1.8 4.1 4.2 0 3.5-3 6.3-8 9.800Z',
  collect: 'M6.5 4.500h11v15.500L12 16l-5.5 4Z',
  pin: 'M9 4h6l-.7 6 3.2 3.500h-11L9.7 10ZM12 13.500V20',
  highlight: 'm12 4 2.3 5.2 5.7.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.600L4 9.800l5.7-.6Z',
  lock: 'M6.5 11h11v8.500h-11ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  repeat:
    'M6 9.500h10.500a2.500 2.500 0 0 1 2.500 2.500M8.800 6.500 5.800 9.500l3 3M18 15H7.500A2.500 2.500 0 0 1 5 12.500M15.200 18l3-3-3-3',
  cover: 'M12 4.500 21 19.500H3ZM12 10.500v4M12 16.900v.2',
  film: 'M4.500 6h15v12h-15ZM10.500 9.300l4.200 2.700-4.200 2.700Z',
  sound:
    'M9 17.500V6.500l9-2v11M9 17.500a2.200 2 0 1 1-4.400 0 2.200 2 0 0 1 4.400 0ZM18 15.500a2.200 2 0 1 1-4.400 0 2.200 2 0 0 1 4.400 0Z',
  link: 'M10 14a4 4 0 0 0 5.7.3l3-3a4 4 0 0 0-5.7-5.700l-1.2 1.200M14 10a4 4 0 0 0-5.7-.3l-3 3a4 4 0 0 0 5.7 5.700l1.2-1.2',
  file: 'M7 3.500h7l4 4v13H7ZM14 3.500v4h4',
} as const;
export type IconName = keyof typeof shapes;

/** A drawing beside words; it says nothing by itself. */
export const Icon = ({ name }: { name: IconName }): JSX.Element => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={shapes[name]} />
  </svg>
);

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

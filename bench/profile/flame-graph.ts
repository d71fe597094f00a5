import { element, picture, text, title } from '../results/svg.js';
import type { Flame } from './flames.js';
import { type Kind, kinds } from './places.js';
import { percent, type Shares } from './shares.js';

export interface Caption {
  readonly heading: string;
  readonly lines: readonly string[];
}

const width = 1400;
const margin = 16;
const row = 18;
/** Of one letter of the font in which names are written. */
const letter = 6.7;
/** What is narrower cannot be seen. */
const narrowest = 0.4;
const narrowestNamed = 24;
/** Letters of a place that say something. */
const leastRest = 8;

const colours: Readonly<Record<Kind, { readonly fill: string; readonly means: string }>> = {
  own: { fill: '#ffb454', means: 'own code' },
  library: { fill: '#a9c7f7', means: 'libraries' },
  node: { fill: '#a8d8b0', means: 'Node.js' },
  native: { fill: '#d9c3d6', means: 'native code, garbage collection' },
};

const style = [
  'svg{font:12px system-ui,sans-serif;color-scheme:light dark}',
  '.ground{fill:#fff}.words{fill:#1c1e21}.less{fill:#5b6067}.heading{font-size:18px;font-weight:600}',
  '.flame text{font:11px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1c1e21}.flame .rest{fill-opacity:.55}',
  '.flame rect{rx:1.5}.flame:hover rect{stroke:#1c1e21;stroke-width:2}.all{fill:#d4d6da}',
  ...kinds.map((kind) => `.${kind}{fill:${colours[kind].fill}}`),
  '@media (prefers-color-scheme:dark){.ground{fill:#16181c}.words{fill:#f0f1f3}.less{fill:#a3a9b2}}',
].join('');

/** Calls downwards, each as wide as the time in it and in what it called. Reads without scripts, from this one file. */
export function flameGraph(root: Flame, shares: Shares, { heading, lines }: Caption): string {
  const top = margin + 34 + lines.length * 17 + 30;
  const boxes: string[] = [];
  const scale = (width - 2 * margin) / (root.total || 1);
  let depth = 0;
  const draw = (flame: Flame, x: number, level: number): void => {
    const wide = flame.total * scale;
    if (wide < narrowest) return;
    depth = Math.max(depth, level);
    boxes.push(box(flame, { x, y: top + level * row, width: wide }, flame.total / (root.total || 1)));
    let from = x;
    for (const child of flame.children) {
      draw(child, from, level + 1);
      from += child.total * scale;
    }
  };
  draw(root, margin, 0);
  const height = top + (depth + 1) * row + margin;
  const head = [
    element('rect', { class: 'ground', width, height }),
    text(margin, margin + 18, heading, { class: 'words heading' }),
    ...lines.map((line, index) => text(margin, margin + 40 + index * 17, line, { class: 'less' })),
    legend(shares, top - 14),
  ];
  return picture({ width, height }, style, [...head, ...boxes]);
}

function box(flame: Flame, at: { x: number; y: number; width: number }, share: number): string {
  const { name, place } = flame;
  const letters = Math.floor((at.width - 8) / letter);
  const [label, rest] = [cut(name, letters), cut(place.at, letters - name.length - 2)];
  const said = [name, place.at, percent(share)].filter(Boolean).join('\n');
  return element(
    'svg', // which clips what is in it
    { class: 'flame', ...at, height: row - 1 },
    title(said),
    element('rect', { class: place.room === '' ? 'all' : place.kind, width: at.width, height: row - 1 }),
    ...(at.width < narrowestNamed ? [] : [text(4, 12.5, label)]),
    ...(rest.length < leastRest ? [] : [text(4 + (name.length + 2) * letter, 12.5, rest, { class: 'rest' })]),
  );
}

const cut = (said: string, letters: number): string =>
  said.length <= letters ? said : letters < 2 ? '' : `${said.slice(0, letters - 1)}…`;

/** What the colours mean, and how much of the time is of each. */
function legend(shares: Shares, y: number): string {
  return kinds
    .map((kind, index) => {
      const x = margin + index * 170;
      const square = element('rect', { class: kind, x, y: y - 10, width: 12, height: 12, rx: 2 });
      return square + text(x + 18, y, `${colours[kind].means} ${percent(shares.kinds[kind])}`, { class: 'words' });
    })
    .join('');
}

import type { Line } from '../line.js';
import { bars } from './bars.js';
import { verdictOf } from './kinds.js';
import { margin, width } from './layout.js';
import type { Conditions } from './conditions.js';
import { element, picture, text } from './svg.js';
import { figures } from './table.js';

/** What holds and what does not is told by words and form as well. */
const style = [
  'svg{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums}',
  '.ground{fill:#fff}.words{fill:#1c1e21}.less{fill:#5f656d}.small{font-size:11px}',
  '.heading{font-size:22px;font-weight:650}.kind{font-size:14px;font-weight:650}.strong{font-weight:600}',
  '.end{text-anchor:end}.middle{text-anchor:middle}',
  '.track{fill:#f0f1f3}.aim{fill:#dfe9f5}.mark{stroke:#1c1e21;stroke-width:2}.line{stroke:#e3e5e8}',
  '.holds{fill:#2566b0}.fails{fill:#c2410c}.gap{stroke:#fff;stroke-width:3}.sign{fill:#fff;font-weight:700}',
  '@media (prefers-color-scheme:dark){',
  '.ground{fill:#15171b}.words{fill:#eef0f3}.less{fill:#a2a9b3}',
  '.track{fill:#24272d}.aim{fill:#22344a}.mark{stroke:#eef0f3}.line{stroke:#30343b}',
  '.holds{fill:#6aa9f0}.fails{fill:#f5894a}.gap{stroke:#15171b}.sign{fill:#15171b}}',
].join('');

/** Every bar of a run and what was found of it, and all figures below. */
export function chart(conditions: Conditions, lines: readonly Line[]): string {
  const above = margin + 92;
  const judged = bars(lines, above);
  const table = figures(lines, judged.below);
  const height = table.below + margin;
  return picture({ width, height }, style, [
    element('rect', { class: 'ground', width, height }),
    hatching,
    text(margin, margin + 20, 'Measures', { class: 'words heading' }),
    text(width - margin, margin + 20, tally(lines), { class: 'words strong end' }),
    ...described(conditions).map((said, index) => text(margin, margin + 44 + index * 18, said, { class: 'less' })),
    ...judged.parts,
    ...table.parts,
  ]);
}

/** Gaps for whatever does not hold. */
const hatching = element(
  'defs',
  {},
  element(
    'pattern',
    { id: 'gaps', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('rect', { class: 'fails', width: 7, height: 7 }),
    element('line', { class: 'gap', x1: 0, y1: 0, x2: 0, y2: 7 }),
  ),
);

function tally(lines: readonly Line[]): string {
  const verdicts = lines.map(verdictOf).filter((verdict) => verdict !== null);
  const held = verdicts.filter(({ holds }) => holds).length;
  return verdicts.length === 0 ? 'no bar is set' : `${held} of ${verdicts.length} bars hold`;
}

function described({ date, commit, changed, node, postgres, load, machine }: Conditions): string[] {
  const when = `${date.slice(0, 16).replace('T', ' ')} UTC`;
  const what = commit ? `commit ${commit}${changed ? ' with changes' : ''}` : 'outside a git checkout';
  const programs = [`Node.js ${node}`, ...(postgres ? [`PostgreSQL ${postgres}`] : []), `load by ${load}`];
  const hardware = `${machine.processors} × ${machine.model}, ${machine.memory_gb} GB, ${machine.system}`;
  return [[when, what, ...programs].join('  ·  '), hardware];
}

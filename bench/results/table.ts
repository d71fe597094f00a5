import type { Line } from '../line.js';
import { kindOf, kinds } from './kinds.js';
import { margin, type Rows, rule, shown } from './layout.js';
import { text } from './svg.js';

interface Column {
  readonly heading: string;
  /** Where its figures end. */
  readonly x: number;
  readonly of: (line: Line) => string;
}

/** Over it a figure should be taken again. */
const mostSpread = 0.15;
const row = 22;

const columns: readonly Column[] = [
  { heading: 'value', x: 380, of: ({ value }) => shown(value) },
  { heading: 'p50 ms', x: 530, of: ({ p50_ms }) => optional(p50_ms) },
  { heading: 'p99 ms', x: 610, of: ({ p99_ms }) => optional(p99_ms) },
  { heading: 'ratio', x: 690, of: ({ ratio }) => optional(ratio) },
  { heading: 'bar', x: 760, of: ({ bar }) => optional(bar) },
  { heading: 'spread', x: 850, of: ({ spread }) => optional(spread) },
  { heading: 'sql', x: 930, of: ({ sql }) => optional(sql) },
  { heading: 'errors', x: 1008, of: ({ errors }) => (errors > 0 ? shown(errors) : '–') },
];
const unitAt = 388;

/** All lines with what they say, those of a kind together. */
export function figures(lines: readonly Line[], from: number): Rows {
  const parts = [
    text(margin, from + 14, 'all figures', { class: 'words kind' }),
    ...columns.map(({ heading, x }) => text(x, from + 14, heading, { class: 'less end' })),
    rule(from + 22),
  ];
  let y = from + 24;
  for (const line of kinds.flatMap((kind) => lines.filter(({ measure }) => kindOf(measure) === kind))) {
    parts.push(...cells(line, y + 15), rule(y + row));
    y += row;
  }
  parts.push(
    text(margin, y + 20, `▲ The rounds were more than ${mostSpread} apart: take it again.`, { class: 'less small' }),
  );
  return { parts, below: y + 20 };
}

function cells(line: Line, y: number): string[] {
  const noisy = (line.spread ?? 0) > mostSpread;
  return [
    text(margin, y, line.measure, { class: 'words' }),
    ...columns.map(({ x, of }, index) => text(x, y, of(line), { class: `words end${index === 0 ? ' strong' : ''}` })),
    text(unitAt, y, line.unit, { class: 'less' }),
    ...(noisy ? [text(854, y, '▲', { class: 'less small' })] : []),
  ];
}

const optional = (value: number | undefined): string => (value === undefined ? '' : shown(value));

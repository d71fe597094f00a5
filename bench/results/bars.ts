import type { Line } from '../line.js';
import { kindOf, kinds, type Verdict, verdictOf } from './kinds.js';
import { margin, type Rows, rule, shown } from './layout.js';
import { element, text, title } from './svg.js';

const row = 38;
const track = { x: 330, width: 380, height: 16 };
/** Each bar is at the middle of its track: what is drawn is the figure's share of it, up to twice as much. */
const middle = track.x + track.width / 2;
const figureEnd = track.x + track.width + 80;
const verdictAt = figureEnd + 88;

const explanation =
  'The stroke is the bar; a figure holds while it ends in the tinted half. Each row has a scale of its own.';

/** One row for each line that is judged. */
export function bars(lines: readonly Line[], from: number): Rows {
  const parts: string[] = [];
  let y = from;
  for (const kind of kinds) {
    const judged = lines.flatMap((line) => {
      const verdict = kindOf(line.measure) === kind ? verdictOf(line) : null;
      return verdict ? [{ line, verdict }] : [];
    });
    if (judged.length === 0) continue;
    parts.push(text(margin, y + 14, kind, { class: 'words kind' }), rule(y + 22));
    y += 30;
    for (const { line, verdict } of judged) {
      parts.push(...bar(line, verdict, y));
      y += row;
    }
    y += 16;
  }
  if (parts.length > 0) parts.push(text(track.x, y + 2, explanation, { class: 'less small' }));
  return { parts, below: y + (parts.length > 0 ? 34 : 0) };
}

function bar(line: Line, verdict: Verdict, y: number): string[] {
  const { figure, of, atLeast, holds } = verdict;
  const top = y + 8;
  const limit = `${atLeast ? '≥' : '≤'} ${shown(verdict.bar)}`;
  const at = { y: top, height: track.height };
  return [
    text(margin, y + 14, line.measure, { class: 'words strong' }),
    text(margin, y + 29, about(line, of), { class: 'less small' }),
    element('rect', { class: 'track', x: track.x, width: track.width, rx: 3, ...at }),
    element('rect', { class: 'aim', x: atLeast ? middle : track.x, width: track.width / 2, rx: 3, ...at }),
    element('g', {}, title(`${of}: ${shown(figure)} ${limit}`), drawn(figure / verdict.bar, holds, top)),
    element('line', { class: 'mark', x1: middle, x2: middle, y1: top - 4, y2: top + track.height + 4 }),
    text(figureEnd, y + 21, shown(figure), { class: 'words strong end' }),
    text(figureEnd + 8, y + 21, limit, { class: 'less' }),
    ...sign(holds, y + 16),
  ];
}

function drawn(share: number, holds: boolean, y: number): string {
  const wide = Math.max(2, (Math.min(share, 2) * track.width) / 2);
  const size = { x: track.x, y: y + 3, width: wide, height: track.height - 6, rx: 2 };
  const rect = element('rect', holds ? { class: 'holds', ...size } : { fill: 'url(#gaps)', ...size });
  if (share <= 2) return rect;
  const end = track.x + track.width;
  const arrow = element('path', { class: holds ? 'holds' : 'fails', d: `M${end} ${y} l9 8 l-9 8 z` });
  return rect + arrow; // it goes on
}

/** A disc for what holds, a square on its corner for what does not. */
function sign(holds: boolean, y: number): string[] {
  const shape = holds
    ? element('circle', { class: 'holds', cx: verdictAt, cy: y, r: 8 })
    : element('rect', {
        ...{ class: 'fails', x: verdictAt - 7, y: y - 7, width: 14, height: 14 },
        transform: `rotate(45 ${verdictAt} ${y})`,
      });
  return [
    shape,
    text(verdictAt, y + 4, holds ? '✓' : '✕', { class: 'sign middle small' }),
    text(verdictAt + 16, y + 5, holds ? 'holds' : 'does not hold', { class: `words${holds ? '' : ' strong'}` }),
  ];
}

function about({ errors, while: meanwhile }: Line, of: string): string {
  const more = typeof meanwhile === 'string' ? [`while ${meanwhile}`] : [];
  return [of, ...more, ...(errors > 0 ? [`${errors} errors`] : [])].join(', ');
}

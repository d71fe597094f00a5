import type { Line } from '../line.js';

/** What measures are about, in the order in which people ask for it. */
const patterns: readonly (readonly [kind: string, names: RegExp])[] = [
  ['reads', /^(timeline|post_detail|comments_|profile|tags$|user_posts|messages|unread_|scenario_)/],
  ['pages', /^page_/],
  ['writes', /^(login|star_)|_create$/],
  ['files', /^(upload|image)_/],
  ['tenants', /^(tenants_|big_tenant|noisy_|rss_|pg_memory_)/],
  ['platform', /^(tenant_|provision_|signup_|first_request_|migrate_|host_|tls_|start_)/],
  ['search', /^(search|index)_|_searchable$/],
  ['tasks', /^(tasks?|outbox|idle)_/],
];
const other = 'other';

export const kinds: readonly string[] = [...patterns.map(([kind]) => kind), other];

export const kindOf = (measure: string): string => patterns.find(([, names]) => names.test(measure))?.[0] ?? other;

export interface Verdict {
  readonly figure: number;
  /** What the figure is: its unit, or what it is a ratio to. */
  readonly of: string;
  readonly bar: number;
  /** Else it may be as much at most. */
  readonly atLeast: boolean;
  readonly holds: boolean;
}

/** Their bar is about the value, though they say a ratio as well. */
const judgedByValue = new Set(['task_table_1m']);

/** Null where no bar is set. */
export function verdictOf(line: Line): Verdict | null {
  const { bar, holds, errors, unit } = line;
  if (bar === undefined || holds === undefined) return null;
  const [figure, of] = judgedFigure(line);
  const atLeast = unit.endsWith('/s') && of !== slowness; // of rates more is better, of all else less
  return { figure, of, bar, atLeast, holds: holds && errors === 0 };
}

const slowness = 'p99 to p50';

function judgedFigure({ measure, value, unit, ratio, ratio_to, p99_to_p50 }: Line): [figure: number, of: string] {
  if (typeof p99_to_p50 === 'number') return [p99_to_p50, slowness];
  if (ratio === undefined || judgedByValue.has(measure)) return [value, unit];
  return [ratio, ratio_to === undefined ? 'ratio' : `ratio to ${ratio_to}`];
}

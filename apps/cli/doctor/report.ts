import { table } from '../table.js';
import { type Finding, type Kind, kinds } from './finding.js';

/** In the table for a person; `--json` has more. */
const rowsShown = 3;

export interface Report {
  readonly checked: number;
  readonly differences: number;
  readonly byKind: Readonly<Record<Kind, number>>;
  /** What has differences, in the order of communities and kinds. */
  readonly found: readonly Finding[];
}

export function reportOf(findings: readonly Finding[]): Report {
  const found = findings.filter(({ differences }) => differences > 0).toSorted(inOrder);
  const ofKind = (kind: Kind) => differencesIn(found.filter((finding) => finding.kind === kind));
  return {
    checked: sum(findings.map(({ checked }) => checked)),
    differences: differencesIn(found),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])) as Record<Kind, number>,
    found: found.map(({ tenant, kind, what, checked, differences, rows }) => {
      return { tenant, kind, what, checked, differences, rows };
    }),
  };
}

/** The last line says it in short. */
export function textOf({ checked, differences, found }: Report): string {
  const cells = found.map(({ tenant, kind, what, differences: count }) => [tenant ?? '', kind, what, String(count)]);
  const [head = '', ...lines] = table(['community', 'kind', 'what', 'differences'], cells).split('\n');
  const details =
    found.length > 0 ? [head, ...found.flatMap((finding, index) => [lines[index]!, ...shown(finding)])] : [];
  return [...details, `${checked} checked, ${differences} differences`].join('\n');
}

function shown({ rows, differences }: Finding): string[] {
  const first = rows.slice(0, rowsShown).map((row) => `  ${row}`);
  return differences > first.length && first.length > 0
    ? [...first, `  and ${differences - first.length} more`]
    : first;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const differencesIn = (findings: readonly Finding[]): number => sum(findings.map(({ differences }) => differences));

function inOrder(one: Finding, other: Finding): number {
  const key = ({ tenant, kind, what }: Finding) => `${tenant ?? ''}\t${kinds.indexOf(kind)}\t${what}`;
  return key(one) < key(other) ? -1 : 1;
}

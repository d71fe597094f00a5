import type { DeadJobView, JobCountsView, JobsView, JobTenantView } from '#platform/jobs';
import { table } from '../table.js';

const units = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const;

/** Roughly, as a person says it. */
export function ageText(seconds: number | null): string {
  if (seconds === null) return '';
  const [size, unit] = units.find(([least]) => seconds >= 2 * least) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit}`;
}

export const sinceText = (since: Date, now = Date.now()): string => `${ageText((now - since.getTime()) / 1000)} ago`;

const nameOf = (tenant: JobTenantView | null): string => tenant?.slug ?? '(none)';
const counted = (number: number): string => (number === 0 ? '-' : String(number));
const countsOf = ({ ready, queued, running, parked, dead, oldest_ready_seconds }: JobCountsView): string[] => [
  ...[ready, queued, running, parked, dead].map(counted),
  ageText(oldest_ready_seconds),
];
const heads = ['ready', 'queued', 'running', 'parked', 'dead', 'oldest'];

/** What there is to do, class by class, and for whom. */
export function jobsText({ driver, count, dead, by_class, tenants, by_tenant, workers }: JobsView): string {
  const classes = by_class.map((one) => [one.class, ...countsOf(one)]);
  const rows = by_tenant.flatMap(({ tenant, by_class: own }) =>
    own.map((one, index) => [index === 0 ? nameOf(tenant) : '', one.class, ...countsOf(one)]),
  );
  const more = tenants > by_tenant.length ? [`and ${tenants - by_tenant.length} communities with fewer`] : [];
  return [
    `${plural(count, 'task')}, ${dead} given up; ${plural(workers.length, 'process', 'es')} at work (${driver})`,
    '',
    table(['class', ...heads], classes),
    ...(rows.length > 0 ? ['', table(['community', 'class', ...heads], rows)] : []),
    ...more,
  ].join('\n');
}

const plural = (count: number, noun: string, ending = 's'): string => `${count} ${noun}${count === 1 ? '' : ending}`;

/** One line each: what failed, why and since when. */
export function deadText(items: readonly DeadJobView[]): string {
  const rows = items.map(({ id, tenant, kind, attempts, reason, dead_at }) => [
    String(id),
    nameOf(tenant),
    kind,
    sinceText(dead_at),
    String(attempts),
    reason ?? '',
  ]);
  return table(['id', 'community', 'kind', 'given up', 'tries', 'reason'], rows);
}

/** All that is known of one. */
export const deadDetails = (job: DeadJobView): string =>
  [
    `${job.id}  ${job.kind} of ${nameOf(job.tenant)}`,
    `payload   ${JSON.stringify(job.payload)}`,
    `tries     ${job.attempts}`,
    `given up  ${sinceText(job.dead_at)}`,
    `reason    ${job.reason ?? 'not known'}`,
  ].join('\n');

import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Dispatcher, reconcileKinds, type Tally } from '#kernel/jobs';
import { ReconcileService } from '#platform/jobs';
import { OperatorsService } from '#platform/operators';
import type { Command, Workplace } from '../command.js';
import { table } from '../table.js';
import { tellTrouble } from '../workplace.js';
import { findTenant } from './tenant-views.js';

type Report = Awaited<ReturnType<ReconcileService['get']>>;

const lookEvery = 250;
/** Without any progress for so long, nobody seems to run tasks. */
const patience = 2_000;

export const reconcile: Command = {
  name: 'reconcile',
  summary:
    'Mend what is derived from what it is derived from, in one community or all. Money is reported, never mended.',
  optionalArg: 'slug',
  run: ({ args: [slug] }, workplace) =>
    workplace.withApplication(async (app) => {
      tellTrouble(app, workplace);
      const operator = await app.get(OperatorsService).root();
      const tenant = slug === undefined ? undefined : (await findTenant(app, slug)).id;
      const { id } = await app.get(ReconcileService).request(operator, tenant);
      const report = await toTheEnd(app, id, workplace);
      return { json: report, text: textOf(report), differs: report.failed > 0 || report.done < report.tenants };
    }),
};

/**
 * Leaves the work to the processes that run tasks; where there are none, this one does it. Communities that are not at
 * work any more are not waited for.
 */
async function toTheEnd(
  app: INestApplicationContext,
  id: number,
  { progress }: Pick<Workplace, 'progress'>,
): Promise<Report> {
  let [seen, movedAt, isAtWork] = ['', Date.now(), false];
  for (;;) {
    const report = await app.get(ReconcileService).get(id);
    if (report.finished_at) return report;
    const now = JSON.stringify(report);
    if (now !== seen) [seen, movedAt] = [now, Date.now()];
    const isStuck = Date.now() - movedAt > patience;
    if (isStuck && isOnlyWaiting(report)) return report;
    if (isStuck && !isAtWork) {
      isAtWork = true;
      await app.get(Dispatcher).start();
    }
    const { done, tenants: total } = report;
    progress(`${done} of ${communities(total)}; ${numbersOf(report)}`, { done, total });
    await pause(lookEvery);
  }
}

const isOnlyWaiting = ({ tenants, done, waiting, lost }: Report): boolean => done + waiting + lost === tenants;

const numbersOf = ({ checked, repaired, failed }: Tally): string =>
  `${checked} checked, ${repaired} repaired, ${failed} failed`;
const communities = (count: number): string => `${count} ${count === 1 ? 'community' : 'communities'}`;

function textOf(report: Report): string {
  const { id, done, tenants, waiting, lost } = report;
  const kinds = reconcileKinds.map((kind) => `${kind.padEnd(8)} ${numbersOf(report.by_kind[kind])}`);
  return [
    `run ${id}, ${done} of ${communities(tenants)}`,
    ...(waiting > 0
      ? [`${communities(waiting)} not at work any more, or behind (tenant migrate): it goes on then`]
      : []),
    ...(lost > 0 ? [`${communities(lost)} given up or gone: see job list --state dead`] : []),
    ...kinds,
    ...failuresOf(report),
    numbersOf(report),
  ].join('\n');
}

function failuresOf({ failures }: Report): string[] {
  const rows = failures.map(({ tenant, state, failed, reason }) => {
    return [tenant?.slug ?? '(none)', state, String(failed), reason ?? 'wrong, and never mended: see doctor'];
  });
  return rows.length > 0 ? [table(['community', 'state', 'failed', 'reason'], rows)] : [];
}

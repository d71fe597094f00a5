import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Dispatcher, reconcileKinds, type Tally } from '#kernel/jobs';
import { ReconcileService } from '#platform/jobs';
import { OperatorsService } from '#platform/operators';
import type { Command, Workplace } from '../command.js';
import { findTenant } from './tenant-views.js';

type Report = Awaited<ReturnType<ReconcileService['get']>>;

const lookEvery = 250;
/** Without any progress for so long, nobody seems to run tasks. */
const patience = 2_000;
const tellEvery = 5_000;

export const reconcile: Command = {
  name: 'reconcile',
  summary:
    'Mend what is derived from what it is derived from, in one community or all. Money is reported, never mended.',
  optionalArg: 'slug',
  run: ({ args: [slug] }, workplace) =>
    workplace.withApplication(async (app) => {
      const operator = await app.get(OperatorsService).root();
      const tenant = slug === undefined ? undefined : (await findTenant(app, slug)).id;
      const { id } = await app.get(ReconcileService).request(operator, tenant);
      const report = await toTheEnd(app, id, workplace);
      return { json: report, text: textOf(report), differs: report.failed > 0 };
    }),
};

/** Leaves the work to the processes that run tasks; where there are none, this one does it. */
async function toTheEnd(
  app: INestApplicationContext,
  id: number,
  { progress }: Pick<Workplace, 'progress'>,
): Promise<Report> {
  let [seen, movedAt, toldAt, isAtWork] = ['', Date.now(), Date.now(), false];
  for (;;) {
    const report = await app.get(ReconcileService).get(id);
    if (report.finished_at) return report;
    const now = JSON.stringify(report);
    if (now !== seen) [seen, movedAt] = [now, Date.now()];
    if (!isAtWork && Date.now() - movedAt > patience) {
      isAtWork = true;
      await app.get(Dispatcher).start();
    }
    if (Date.now() - toldAt > tellEvery) {
      toldAt = Date.now();
      progress(`${report.done} of ${report.tenants} communities; ${numbersOf(report)}`);
    }
    await pause(lookEvery);
  }
}

const numbersOf = ({ checked, repaired, failed }: Tally): string =>
  `${checked} checked, ${repaired} repaired, ${failed} failed`;

function textOf(report: Report): string {
  const kinds = reconcileKinds.map((kind) => `${kind.padEnd(8)} ${numbersOf(report.by_kind[kind])}`);
  const tenants = `${report.done} of ${report.tenants} ${report.tenants === 1 ? 'community' : 'communities'}`;
  return [`run ${report.id}, ${tenants}`, ...kinds, numbersOf(report)].join('\n');
}

import { emptyPage } from '../http/checks.js';
import { median, rounded, say, spreadOf, type Line } from '../line.js';
import { createTenant } from '../stage/platform.js';
import type { Stage } from '../stage/stage.js';
import type { Run } from '../run.js';
import type { Group } from './measure.js';

const windows = 5;
const perWindow = 5;
const firsts = 9;
const bars = { databaseMs: 60, firstMs: 1_000, ratio: 1.5 };

let serial = 0;
const freshSlug = (): string => `fresh-${++serial}`;

/** What a new community costs where there are `count` others already. */
const newTenantMeasure = (count: number): Group => {
  const names = { database: `provision_db_${count}`, first: `first_request_${count}` };
  return {
    names: count === 100 ? [names.database] : [names.database, names.first],
    async measure(run, wanted, report) {
      say(this.names.filter((name) => wanted.has(name)).join(', '));
      const stage = await run.stage();
      await stage.tenants(count);
      await createTenant(stage, freshSlug()); // the first one finds nothing prepared, here and only here
      if (wanted.has(names.database)) report(await measureDatabase(names.database, stage));
      if (wanted.has(names.first)) report(await measureFirst(names.first, run));
    },
  };
};

export const tenthTenant = newTenantMeasure(10);
export const hundredthTenant = newTenantMeasure(100);
export const thousandthTenant = newTenantMeasure(1_000);

async function measureDatabase(measure: string, stage: Stage): Promise<Line> {
  const times: number[] = [];
  const statements: number[] = [];
  for (let window = 0; window < windows; window++) {
    const { calls, milliseconds } = await stage.postgres.statementsDuring(async () => {
      for (let made = 0; made < perWindow; made++) await createTenant(stage, freshSlug());
    });
    times.push(milliseconds / perWindow);
    statements.push(calls / perWindow);
  }
  const value = rounded(median(times), 1);
  return {
    measure,
    value,
    unit: 'ms',
    bar: bars.databaseMs,
    holds: value <= bars.databaseMs,
    rounds: windows,
    spread: spreadOf(times),
    sql: rounded(median(statements), 1),
    errors: 0,
    data: 'tenants',
  };
}

async function measureFirst(measure: string, run: Run): Promise<Line> {
  const stage = await run.stage();
  const times: number[] = [];
  let errors = 0;
  for (let made = 0; made < firsts; made++) {
    const { host, at } = await createTenant(stage, freshSlug());
    const answer = await stage.client.send({ host, path: '/v1/posts?style=newest&page_size=20' });
    times.push(performance.now() - at);
    const wrong = emptyPage(answer);
    if (wrong) say(`  the first answer of ${host} ${wrong}`);
    if (wrong) errors += 1;
  }
  const value = rounded(median(times), 1);
  const first = run.figures.get('first_request_10') ?? median(times);
  run.figures.set(measure, median(times));
  const ratio = rounded(median(times) / first, 2);
  const compared =
    measure === 'first_request_10'
      ? { bar: bars.firstMs }
      : { ratio_to: 'first_request_10', ratio, bar: bars.ratio, bar_ms: bars.firstMs };
  const holds = value <= bars.firstMs && ratio <= bars.ratio;
  return {
    measure,
    value,
    unit: 'ms',
    ...compared,
    holds,
    rounds: firsts,
    spread: spreadOf(times),
    errors,
    data: 'tenants',
  };
}

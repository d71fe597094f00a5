import { setTimeout as pause } from 'node:timers/promises';
import type { BenchTenant } from '../data/tenants.js';
import { median, rounded, say, spreadOf } from '../line.js';
import { load } from '../load/load.js';
import { askableOn, collectGarbage } from '../stage/collect-garbage.js';
import { freePort } from '../stage/free-port.js';
import { residentSize } from '../stage/memory.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { timelineOf, walk } from './walk.js';

const least = 1_000;
/** Served already when the first reading is taken. */
const before = 100;
const rounds = 3;
const settleSeconds = 5;
const bar = 20;

/**
 * What a process keeps of each tenant it has served. Before each reading it works for the same few tenants in the same
 * way and then collects its garbage; the more tenants come between the readings, the less what is left of it counts.
 */
export const processMemory: Group = {
  names: ['rss_per_tenant'],
  async measure(run, _wanted, report) {
    say('rss_per_tenant');
    const stage = await run.stage();
    const tenants = await stage.allTenants(least);
    const [few, further] = [tenants.slice(0, before), tenants.slice(before)];
    const inspectorPort = await freePort();
    const settled = async () => ({ ...(await workFor(stage, few)), ...(await sizeOf(stage, inspectorPort)) });
    const growths: number[] = [];
    let errors = 0;
    for (let round = 1; round <= rounds; round++) {
      await stage.restartServer(askableOn(inspectorPort));
      errors += await walk(stage, few);
      const first = await settled();
      errors += (await walk(stage, further)) + first.failed;
      const last = await settled();
      errors += last.failed;
      say(`  ${round}/${rounds}: from ${first.size} to ${last.size} kB`);
      growths.push((last.size - first.size) / further.length);
    }
    const value = rounded(median(growths), 1);
    const compared = { bar, holds: value < bar, rounds, spread: spreadOf(growths) };
    report({
      measure: 'rss_per_tenant',
      value,
      unit: 'kB',
      ...compared,
      errors,
      data: 'tenants',
      tenants: further.length,
    });
  },
};

async function workFor({ port, folder }: Stage, few: readonly BenchTenant[]): Promise<{ failed: number }> {
  const calls = few.map((tenant) => timelineOf(tenant).call);
  const { failed } = await load({ port, folder, calls, connections: 32, seconds: settleSeconds });
  return { failed };
}

async function sizeOf({ pid }: Stage, inspectorPort: number): Promise<{ size: number }> {
  await collectGarbage(pid, inspectorPort);
  await pause(1_000); // memory that became free is given back a little later
  await collectGarbage(pid, inspectorPort);
  return { size: residentSize(pid) };
}

import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../data/random.js';
import type { BenchTenant } from '../data/tenants.js';
import { rounded, say, type Line } from '../line.js';
import { createTenant } from '../stage/platform.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { alternate, figures, ratioOf, type Side, usual } from './rounds.js';
import { timelineOf, walk } from './walk.js';

const bars: Record<string, { count: number; bar: number }> = {
  tenants_1000_random: { count: 1_000, bar: 0.75 },
  tenants_4000_random: { count: 4_000, bar: 0.5 },
};
const seconds = 4;

const randomMeasure = (name: string): Group => ({
  names: [name],
  async measure(run, _wanted, report) {
    say(name);
    const stage = await run.stage();
    const { count, bar } = bars[name]!;
    const tenants = await stage.tenants(count);
    const sides = [sideOf(`${count} tenants`, stage, tenants), sideOf('tenants_1', stage, tenants.slice(0, 1))];
    const missed = await walk(stage, tenants);
    const line = await measureSides(name, stage, sides, bar);
    report({ ...line, errors: line.errors + missed, sql: await statementsPer(stage, tenants) });
    if (count < 4_000) return;
    const { line: besides, made } = await whileProvisioning(stage, () => measureSides(name, stage, sides, bar));
    report({ ...besides, while: 'one tenant per second is provisioned', provisioned: made });
  },
});

/** The same request to each of many tenants in random order, beside the same to one. */
export const thousandTenants = randomMeasure('tenants_1000_random');
export const fourThousandTenants = randomMeasure('tenants_4000_random');

function sideOf(name: string, stage: Stage, tenants: readonly BenchTenant[]): Side {
  const random = new Random(7);
  return {
    name,
    port: stage.port,
    calls: random.shuffled(tenants).map((tenant) => timelineOf(tenant).call),
    probe: () => timelineOf(random.of(tenants)),
  };
}

async function measureSides(name: string, stage: Stage, sides: readonly Side[], bar: number): Promise<Line> {
  const { outcomes, errors } = await alternate(sides, { ...usual, seconds, folder: stage.folder });
  const [many, one] = outcomes;
  const ratio = ratioOf(many!, one!);
  const compared = { ratio_to: 'tenants_1', ratio, bar, holds: ratio >= bar };
  return { measure: name, ...figures(many!), unit: 'req/s', ...compared, errors, data: 'tenants' };
}

async function statementsPer(stage: Stage, tenants: readonly BenchTenant[]): Promise<number> {
  const asked = tenants.slice(0, 200);
  const { calls } = await stage.postgres.statementsDuring(async () => {
    for (const tenant of asked) await stage.client.send(timelineOf(tenant).call);
  });
  return rounded(calls / asked.length, 2);
}

async function whileProvisioning(stage: Stage, work: () => Promise<Line>): Promise<{ line: Line; made: number }> {
  const ended = new AbortController();
  let made = 0;
  const provisioning = (async () => {
    while (!ended.signal.aborted) {
      await Promise.all([createTenant(stage, `meanwhile-${++made}`), pause(1_000)]);
    }
  })();
  provisioning.catch(() => undefined); // thrown below, when the work has ended
  const line = await work().finally(() => ended.abort());
  await provisioning;
  return { line, made };
}

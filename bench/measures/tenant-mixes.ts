import { Random } from '../data/random.js';
import type { BenchTenant } from '../data/tenants.js';
import { pageOf } from '../http/checks.js';
import { type Probe, probe } from '../http/sampler.js';
import { type Line, rounded, say } from '../line.js';
import { Zipf } from '../load/zipf.js';
import { residentSize } from '../stage/memory.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { alternate, figures, ratioOf, type Side, usual } from './rounds.js';

const count = 1_000;
/** So many drawn that the rarest community is among them by its share. */
const drawn = 20_000;
const secondPages = 0.2;
const pageSize = 20;
const atOnce = 8;
const counted = 300;

type Draw = (random: Random, tenants: readonly BenchTenant[]) => BenchTenant;

const byZipf = new Zipf(count);
const mixes: Readonly<Record<string, { bar: number; draw: Draw }>> = {
  tenants_1000_zipf: { bar: 0.85, draw: (random, tenants) => tenants[byZipf.draw(random)]! },
  tenants_1000_uniform: { bar: 0.75, draw: (random, tenants) => random.of(tenants) },
};

/** First and second pages of many communities, beside the same pages of one of them; all of them asked for once before. */
export const tenantMixes: Group = {
  names: Object.keys(mixes),
  async measure(run, wanted, report) {
    const chosen = this.names.filter((name) => wanted.has(name));
    say(chosen.join(', '));
    const stage = await run.stage();
    const tenants = new Random(23).shuffled(await stage.tenants(count));
    await stage.restartServer(); // so that its memory is that of these communities
    const missed = await walk(stage, tenants);
    for (const name of chosen) {
      const line = await measureMix(name, stage, tenants);
      report({ ...line, errors: line.errors + missed });
    }
  },
};

async function measureMix(name: string, stage: Stage, tenants: readonly BenchTenant[]): Promise<Line> {
  say(`  ${name}`);
  const { bar, draw } = mixes[name]!;
  const one = tenants[count >> 1]!;
  const sides = [sideOf(stage, 'many', tenants, draw), sideOf(stage, 'one', tenants, () => one)];
  const { outcomes, errors } = await alternate(sides, { ...usual, folder: stage.folder });
  const [many, alone] = outcomes;
  const ratio = ratioOf(many!, alone!);
  const sql = await statementsPer(stage, sides[0]!);
  return {
    measure: name,
    ...figures(many!),
    unit: 'req/s',
    ratio_to: 'tenants_1',
    ratio,
    bar,
    holds: ratio >= bar,
    sql,
    errors,
    data: 'tenants',
    tenants: tenants.length,
    rss_mb: rounded(residentSize(stage.pid) / 1024, 0),
  };
}

/** As many requests for each side, so that the load program has as much to go through. */
function sideOf(stage: Stage, name: string, tenants: readonly BenchTenant[], draw: Draw): Side {
  const random = new Random(29);
  const reads = Array.from({ length: drawn }, () =>
    pageCall(draw(random, tenants), random.chance(secondPages) ? 2 : 1),
  );
  return { name, port: stage.port, calls: reads.map(({ call }) => call), probe: () => random.of(reads) };
}

const pageCall = ({ host, slug }: BenchTenant, page: number): Probe => ({
  call: { host, path: `/v1/posts?style=newest&page=${page}&page_size=${pageSize}` },
  check: pageOf(slug, pageSize),
});

/** Both pages of each community once; answers how many were wrong. */
async function walk(stage: Stage, tenants: readonly BenchTenant[]): Promise<number> {
  const queue = tenants.flatMap((tenant) => [pageCall(tenant, 1), pageCall(tenant, 2)]).values();
  let errors = 0;
  const lane = async (): Promise<void> => {
    for (const one of queue) {
      const wrong = await probe(stage.client, one, errors < 3);
      errors += wrong;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return errors;
}

async function statementsPer(stage: Stage, { probe: next }: Side): Promise<number> {
  const { calls } = await stage.postgres.statementsDuring(async () => {
    for (let index = 0; index < counted; index += 1) await stage.client.send(next().call);
  });
  return rounded(calls / counted, 2);
}

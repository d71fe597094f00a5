import { setTimeout as pause } from 'node:timers/promises';
import { type Asked, chooseQueries } from '../data/search-queries.js';
import { Random } from '../data/random.js';
import type { SearchData } from '../data/search-data.js';
import { putAlone } from '../data/search-alone.js';
import { look } from '../http/search-client.js';
import { type Line, median, rounded, say, spreadOf } from '../line.js';
import type { SearchStage } from '../stage/search-stage.js';
import { type Times, timesOf } from './percentiles.js';

const bar = 1.5;
const rounds = 5;
const queries = 200;
/** Longer than processes remember where a community is searched. */
const switchMs = 1_500;

interface Side {
  readonly index: string;
  readonly times: Times[];
}

/**
 * A small community in the index that it shares with the one of 300,000 posts, and alone in an index: the same rows, the
 * same documents and the same server, which is told by the row of its search where to look.
 */
export async function measureBeside(measure: string, place: SearchStage, data: SearchData): Promise<Line> {
  say('  a small community beside a large one');
  const small = data.tenants[1]!;
  const { shared, alone } = await putAlone(place, data, small);
  const asked = chooseQueries(new Random(13), queries, data.sample, [small]);
  const sides = [shared, alone].map((index): Side => ({ index, times: [] }));
  let errors = 0;
  for (const side of sides) errors += await askOne(place, side, asked); // to warm up
  for (const { times } of sides) times.length = 0;
  for (let round = 0; round < rounds; round++) for (const side of sides) errors += await askOne(place, side, asked);
  const [ours, theirs] = sides.map(({ times }) => times.map(({ p95 }) => p95)) as [number[], number[]];
  const [p50, aloneP50] = sides.map(({ times }) => median(times.map((each) => each.p50))) as [number, number];
  const [value, aloneP95] = [median(ours), median(theirs)];
  const ratio = rounded(value / aloneP95, 2);
  return {
    measure,
    value: rounded(value, 1),
    unit: 'ms',
    p50_ms: rounded(p50, 1),
    p95_ms: rounded(value, 1),
    ratio_to: 'alone_in_an_index',
    ratio,
    bar,
    holds: ratio <= bar,
    rounds,
    spread: spreadOf(ours),
    errors,
    alone: { p50_ms: rounded(aloneP50, 1), p95_ms: rounded(aloneP95, 1) },
    p50_ratio: rounded(p50 / aloneP50, 2),
  };
}

/** Answers how many were wrong, or not answered by this index. */
async function askOne(
  { stage, search }: SearchStage,
  { index, times }: Side,
  asked: readonly Asked[],
): Promise<number> {
  await serveFrom(stage, asked[0]!.tenant.role, index);
  const before = await search.searches(index);
  const took: number[] = [];
  let errors = 0;
  for (const [turn, one] of asked.entries()) {
    const { ms, wrong } = await look(stage.client, one, turn);
    took.push(ms);
    if (wrong && errors++ < 3) say(`  the answer to ${one.words.join(' ')} ${wrong}`);
  }
  const aside = Math.max(0, asked.length - ((await search.searches(index)) - before));
  if (aside > 0) say(`  ${aside} searches did not go to ${index}`);
  times.push(timesOf(took));
  say(`  ${index}: p50 ${times.at(-1)!.p50.toFixed(1)} ms, p95 ${times.at(-1)!.p95.toFixed(1)} ms`);
  return errors + aside;
}

async function serveFrom({ postgres }: SearchStage['stage'], role: string, index: string): Promise<void> {
  await postgres.query(
    `update cluster.search_fill set is_serving = false where tenant_role = $1 and index_name <> $2`,
    [role, index],
  );
  await postgres.query(`update cluster.search_fill set is_serving = true where tenant_role = $1 and index_name = $2`, [
    role,
    index,
  ]);
  await pause(switchMs);
}

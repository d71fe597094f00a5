import { type Asked, chooseQueries } from '../data/search-queries.js';
import { Random } from '../data/random.js';
import type { SearchData } from '../data/search-data.js';
import { loadSearchData } from '../data/search-loading.js';
import { look } from '../http/search-client.js';
import { type Line, median, rounded, say, spreadOf } from '../line.js';
import { type SearchStage, withSearchStage } from '../stage/search-stage.js';
import type { Group } from './measure.js';
import { type Times, timesOf } from './percentiles.js';
import { measureBeside } from './search-beside.js';

const bar = 50;
const rounds = 3;
const queries = 500;
/** Of the community with most posts, which is one of a thousand and so hardly asked in a round. */
const largeQueries = 100;
/** Of each community: its first search is slow for reasons of its own, and compilers at work are by some thousand. */
const warmUps = 3;
const warmUpAtOnce = 4;
const names = { postgres: 'search_postgres', opensearch: 'search_opensearch', beside: 'search_small_beside_large' };

type Driver = 'postgres' | 'opensearch';

/** What members of a thousand communities wait for when they search, by each driver; a million posts, loaded once. */
export const searchMeasures: Group = {
  names: Object.values(names),
  async measure(run, wanted, report) {
    say(
      Object.values(names)
        .filter((name) => wanted.has(name))
        .join(', '),
    );
    await withSearchStage(run, async (place) => {
      const data = await loadSearchData(place);
      const totals = new Map<string, number>();
      await place.stage.restartServer();
      if (wanted.has(names.postgres)) report(await measureDriver('postgres', { ...place, data, totals }));
      await place.stage.restartServerWith(place.search.settings);
      if (wanted.has(names.opensearch)) report(await measureDriver('opensearch', { ...place, data, totals }));
      if (wanted.has(names.beside)) report(await measureBeside(names.beside, place, data));
    });
  },
};

interface Place extends SearchStage {
  readonly data: SearchData;
  /** What the driver that came first has found. */
  readonly totals: Map<string, number>;
}

async function measureDriver(driver: Driver, place: Place): Promise<Line> {
  const { search, data } = place;
  const { sample, tenants } = data;
  say(`  ${driver}`);
  const random = new Random(11);
  const asked = Array.from({ length: rounds }, () => chooseQueries(random, queries, sample, tenants));
  const large = chooseQueries(random, largeQueries, sample, tenants.slice(0, 1));
  const first = tenants.flatMap((tenant) => chooseQueries(random, warmUps, sample, [tenant]));
  await warmUp(place, first);
  if (driver === 'opensearch') await search.whenCalm();
  const before = await search.searches();
  const outcomes: Outcome[] = [];
  for (const some of asked) outcomes.push(await askAll(place, some));
  const ofLarge = await askAll(place, large);
  const sent = rounds * queries + largeQueries;
  const aside = driver === 'opensearch' ? Math.max(0, sent - ((await search.searches()) - before)) : 0;
  if (aside > 0) say(`  ${aside} searches were not answered by OpenSearch`);
  const values = outcomes.map(({ p95 }) => p95);
  const value = rounded(median(values), 1);
  return {
    measure: names[driver],
    value,
    unit: 'ms',
    p50_ms: rounded(median(outcomes.map(({ p50 }) => p50)), 1),
    p95_ms: value,
    ...(driver === 'opensearch' && { bar, holds: value <= bar }),
    rounds,
    spread: spreadOf(values),
    errors: [...outcomes, ofLarge].reduce((sum, { errors }) => sum + errors, aside),
    ...sizeOf(data),
    large: { p50_ms: rounded(ofLarge.p50, 1), p95_ms: rounded(ofLarge.p95, 1) },
  };
}

const sizeOf = ({ tenants }: SearchData) => ({
  queries,
  tenants: tenants.length,
  posts: tenants.reduce((sum, { count, copies }) => sum + count * copies, 0),
});

interface Outcome extends Times {
  readonly errors: number;
}

/** One after the other, by both routes in turn. */
async function askAll({ stage, totals }: Place, asked: readonly Asked[]): Promise<Outcome> {
  const times: number[] = [];
  let errors = 0;
  for (const [turn, one] of asked.entries()) {
    const { ms, total, wrong } = await look(stage.client, one, turn);
    times.push(ms);
    const key = `${one.tenant.slug} ${one.words.join(' ')}`;
    const other = totals.get(key) ?? total;
    totals.set(key, total);
    const fault = wrong ?? (other === total ? null : `has ${total} posts in all, and the other driver had ${other}`);
    if (fault && errors++ < 3) say(`  the answer of ${one.tenant.host} to ${one.words.join(' ')} ${fault}`);
  }
  const { p50, p95 } = timesOf(times);
  say(`  ${asked.length} searches: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  return { p50, p95, errors };
}

async function warmUp({ stage }: SearchStage, asked: readonly Asked[]): Promise<void> {
  const queue = asked.entries();
  const lane = async (): Promise<void> => {
    for (const [turn, one] of queue) await look(stage.client, one, turn);
  };
  await Promise.all(Array.from({ length: warmUpAtOnce }, lane));
}

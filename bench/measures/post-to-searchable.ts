import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../data/random.js';
import { untilMirrored } from '../data/search-index-state.js';
import { indexAgain } from '../data/search-loading.js';
import { makeSearchSample, type SearchSample } from '../data/search-sample.js';
import { parsed } from '../http/client.js';
import { type Line, rounded, say } from '../line.js';
import { type SearchStage, withSearchStage } from '../stage/search-stage.js';
import type { Group } from './measure.js';
import { timesOf } from './percentiles.js';

const bar = 1_500;
const posts = 100;
/** Members who post at the same time, each with a pause between two, so that posts meet every moment of an index's beat. */
const lanes = 4;
const longestPauseMs = 400;
const lookEveryMs = 15;
const patienceMs = 20_000;

/** From the answer to a post until a search of its community finds it, by each driver. */
export const postToSearchable: Group = {
  names: ['post_to_searchable'],
  async measure(run, _wanted, report) {
    say('post_to_searchable');
    await withSearchStage(run, async (place) => {
      const { stage, search } = place;
      const sample = await makeSearchSample(stage);
      await indexAgain(stage, sample);
      report(await measureDriver('postgres', place, sample));
      await stage.restartServerWith(search.settings);
      await untilMirrored(stage, sample.role, patienceMs * 3);
      report(await measureDriver('opensearch', place, sample));
    });
  },
};

async function measureDriver(driver: string, { stage, search }: SearchStage, sample: SearchSample): Promise<Line> {
  const before = await search.searches();
  const [times, looks]: [number[], number[]] = [[], []];
  let [next, errors] = [0, 0];
  const lane = async (_: unknown, number: number): Promise<void> => {
    const random = new Random(number);
    while (next < posts) {
      const word = `${driver}q${String.fromCharCode(97 + (next % 26))}${next++}`;
      const [ms, looked] = await findable({ stage, search }, sample, word);
      looks.push(looked);
      if (ms === null) errors += 1;
      else times.push(ms);
      await pause(random.below(longestPauseMs));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const asked = looks.reduce((sum, each) => sum + each, 0);
  const aside = driver === 'opensearch' ? Math.max(0, asked - ((await search.searches()) - before)) : 0;
  if (aside > 0) say(`  ${aside} of ${asked} searches were not answered by OpenSearch`);
  const { p50, p95 } = timesOf(times);
  say(`  ${driver}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
  return {
    measure: 'post_to_searchable',
    driver,
    value: rounded(p95, 0),
    unit: 'ms',
    p50_ms: rounded(p50, 0),
    p95_ms: rounded(p95, 0),
    bar,
    holds: p95 < bar,
    errors: errors + aside,
    posts,
  };
}

interface Found {
  readonly code?: number;
  readonly data?: { readonly list?: readonly { readonly id: number }[] };
}

/** Milliseconds, null when it was not found or something else was; and how often was looked. */
async function findable(
  { stage }: SearchStage,
  { host, ownerToken }: SearchSample,
  word: string,
): Promise<[ms: number | null, looks: number]> {
  const contents = [{ content: `What was posted now is called ${word}.`, type: 2, sort: 100 }];
  const body = { contents, tags: [], users: [], visibility: 0 };
  const headers = { authorization: ownerToken };
  const { id } = await stage.client.data<{ id: number }>({ host, path: '/v1/post', method: 'POST', headers, body });
  const since = performance.now();
  for (let looks = 1; performance.now() - since < patienceMs; looks++) {
    const answer = await stage.client.send({ host, path: `/v1/posts?query=${word}&page_size=5` });
    const { code, data } = parsed(answer) as Found;
    const found = data?.list?.map((post) => post.id) ?? [];
    if (code !== 0 || found.some((one) => one !== id)) {
      say(`  a search for ${word} was answered with ${answer.status}: ${answer.text.slice(0, 200)}`);
      return [null, looks];
    }
    if (found.length === 1) return [performance.now() - since, looks];
    await pause(lookEveryMs);
  }
  say(`  ${word} was not found in ${patienceMs / 1000} s`);
  return [null, 0];
}

import { setTimeout as pause } from 'node:timers/promises';
import { type Probe, probe } from '../http/sampler.js';
import { rounded, say, spreadOf } from '../line.js';
import { residentSize } from '../stage/memory.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { type Cast, scenarioOf } from './scenario.js';
import { castOf } from './scenario-mix.js';
import { playScenario } from './scenario-play.js';

const bar = 250;
const seconds = 30;
const atOnce = 8;
const shown = 3;
const readings = 10;

/**
 * What the process takes that the measures before this one have used, after half a minute of everything and a look at all
 * that there is. Nobody tells it to collect its garbage: this is what an operator sees.
 */
export const rssAfter: Group = {
  names: ['rss_after'],
  async measure(run, _wanted, report) {
    say('rss_after');
    const [stage, cast] = [await run.stage(), await castOf(run)];
    const begun = megabytes(stage);
    const played = await playScenario(stage, cast, { seed: 101, seconds });
    const afterMix = megabytes(stage);
    const errors = played.errors + (await walkAll(stage, cast));
    await stage.postgres.tasksDone();
    const sizes: number[] = [];
    while (sizes.length < readings) {
      sizes.push(megabytes(stage));
      await pause(200);
    }
    const value = rounded(Math.max(...sizes), 1);
    report({
      measure: 'rss_after',
      value,
      unit: 'MB',
      bar,
      holds: value <= bar,
      rounds: readings,
      spread: spreadOf(sizes),
      errors,
      data: 'standard',
      begun_mb: rounded(begun, 1),
      after_mix_mb: rounded(afterMix, 1),
      requests: played.outcome.requests,
    });
  },
};

const megabytes = ({ pid }: Stage): number => residentSize(pid) / 1024;

/** Every page, post, list of comments and profile once, as a guest; answers how many were wrong. */
async function walkAll({ client }: Stage, cast: Cast): Promise<number> {
  const queue = readsOnce(cast).values();
  let errors = 0;
  const work = async (): Promise<void> => {
    for (const read of queue) {
      const wrong = await probe(client, read, errors < shown);
      errors += wrong;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return errors;
}

function readsOnce(cast: Cast): Probe[] {
  const reads = scenarioOf(cast, 1).filter(({ isWrite }) => !isWrite);
  return reads.flatMap(({ targets }) => targets.map(({ path, check }) => ({ call: { host: cast.host, path }, check })));
}

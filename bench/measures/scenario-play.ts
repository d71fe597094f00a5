import { Sampler } from '../http/sampler.js';
import { say } from '../line.js';
import { loadMix, type MixOutcome } from '../load/mix.js';
import type { Stage } from '../stage/stage.js';
import { usual } from './rounds.js';
import { type Cast, guests, readsOf, scenarioOf } from './scenario.js';
import { WriteLedger } from './scenario-writes.js';

export interface Play {
  readonly seed: number;
  readonly seconds: number;
  readonly connections?: number;
  readonly pauseMs?: number;
}

export interface Played {
  readonly outcome: MixOutcome;
  readonly errors: number;
}

/** Answers are looked at meanwhile, and what was acknowledged afterwards. */
export async function playScenario(stage: Stage, cast: Cast, play: Play): Promise<Played> {
  const { client, port, postgres } = stage;
  const { host, readers, writers } = cast;
  const kinds = scenarioOf(cast, play.seed);
  const ledger = await WriteLedger.begin(postgres, cast, kinds);
  const sampler = new Sampler(client, readsOf(cast, kinds, play.seed));
  try {
    const { connections } = usual;
    const outcome = await loadMix({ port, host, kinds, guests, readers, writers, connections, ...play });
    if (outcome.firstFailure !== undefined) say(`  ${outcome.firstFailure}`);
    const wrong = (await sampler.stop()) + outcome.failed;
    return { outcome, errors: wrong + (await ledger.errors(outcome.acknowledged)) };
  } finally {
    await sampler.stop();
  }
}

import { usernameOf } from '../data/community.js';
import { median, rounded, say, spreadOf } from '../line.js';
import { type MixOutcome } from '../load/mix.js';
import type { Run } from '../run.js';
import { firstWriter, signInAll } from '../stage/standard-community.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { usual } from './rounds.js';
import { type Cast, readsOf, type ScenarioKind, scenarioOf } from './scenario.js';
import { playScenario } from './scenario-play.js';

const bar = 6;
const seconds = 8;
const warmUp = 4;
const counted = 400;

/** What all do at once, each something else, as it is in a community that is awake. */
export const scenarioMix: Group = {
  names: ['scenario_mix'],
  async measure(run, _wanted, report) {
    say('scenario_mix');
    const [stage, cast] = [await run.stage(), await castOf(run)];
    const outcomes: MixOutcome[] = [];
    let errors = (await playScenario(stage, cast, { seed: 1, seconds: warmUp })).errors;
    for (let round = 1; round <= usual.rounds; round += 1) {
      const { outcome, errors: wrong } = await playScenario(stage, cast, { seed: 1 + round, seconds });
      say(`  ${round}/${usual.rounds}: ${aboutRound(outcome)}`);
      outcomes.push(outcome);
      errors += wrong;
    }
    const sql = await statementsPer(stage, cast);
    report({ measure: 'scenario_mix', ...figuresOf(outcomes), sql, errors, data: 'standard' });
  },
};

const aboutRound = ({ perSecond, reads, writes }: MixOutcome): string =>
  `${perSecond.toFixed(0)} req/s, reads p50 ${reads.p50.toFixed(2)} p99 ${reads.p99.toFixed(2)} ms, writes p99 ${writes.p99.toFixed(2)} ms`;

function figuresOf(outcomes: readonly MixOutcome[]) {
  const middle = (of: (outcome: MixOutcome) => number, digits = 2): number => rounded(median(outcomes.map(of)), digits);
  const p99_to_p50 = middle(({ reads }) => reads.p99 / reads.p50);
  return {
    value: middle(({ perSecond }) => perSecond, 0),
    unit: 'req/s',
    p50_ms: middle(({ reads }) => reads.p50),
    p99_ms: middle(({ reads }) => reads.p99),
    p99_to_p50,
    bar,
    holds: p99_to_p50 <= bar,
    rounds: outcomes.length,
    spread: spreadOf(outcomes.map(({ perSecond }) => perSecond)),
    writes: { p50_ms: middle(({ writes }) => writes.p50), p99_ms: middle(({ writes }) => writes.p99) },
    kinds: Object.fromEntries(
      Object.keys(outcomes[0]!.kinds).map((name) => [
        name,
        [middle(({ kinds }) => kinds[name]!.p50), middle(({ kinds }) => kinds[name]!.p99)],
      ]),
    ),
    acknowledged: outcomes.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
  };
}

/** The members of `standard`, all of whom read and some of whom write. */
export async function castOf(run: Run): Promise<Cast> {
  const [stage, community] = [await run.stage(), await run.standard()];
  const { host, slug, schema, postIds, writerTokens: writers } = community;
  const readers = (await signInAll(stage, community)).map(({ authorization }) => authorization);
  const usernames = readers.map((_, index) => usernameOf(index + 1));
  const writerIds = writers.map((_, index) => firstWriter + index);
  return { host, slug, schema, postIds, usernames, readers, writers, writerIds };
}

/** Of reads and writes together, in their shares. */
async function statementsPer({ client, postgres }: Stage, cast: Cast): Promise<number> {
  const kinds = scenarioOf(cast, 1);
  const calls = callsOf(cast, kinds);
  const { calls: statements } = await postgres.statementsDuring(async () => {
    for (const call of calls) await client.send(call);
  });
  return rounded(statements / calls.length, 2);
}

function callsOf(cast: Cast, kinds: readonly ScenarioKind[]) {
  const next = readsOf(cast, kinds, 11);
  const writes = kinds.filter(({ isWrite }) => isWrite);
  const every = Math.round(1 / writes.reduce((sum, { share }) => sum + share, 0));
  return Array.from({ length: counted }, (_, index) => {
    if (index % every) return next().call;
    const { targets } = writes[(index / every) % writes.length]!;
    const { path, body } = targets[index % targets.length]!;
    const headers = { authorization: cast.writers[index % cast.writers.length]! };
    const said = JSON.parse(body!.replaceAll('{number}', String(index))) as unknown;
    return { host: cast.host, path, method: 'POST' as const, headers, body: said };
  });
}

import { setTimeout as pause } from 'node:timers/promises';
import { friendAnswer, FriendAnswers } from '../data/friend-answers.js';
import { rounded, say } from '../line.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';

const count = 1_000_000;
/** At the start and at the end, in which claims are timed. */
const stretch = 50_000;
const waiting = 10_000;
const atATime = 5_000;
const communities = 8;
const bar = 50;
/** Nothing else in the product asks for this. */
const claim = 'kept as (';

/** What is left of a million tasks that came and went. */
export const taskTable: Group = {
  names: ['task_table_1m'],
  async measure(run, _wanted, report) {
    say('task_table_1m');
    const stage = await run.stage();
    const pairs = (4 * waiting) / communities; // each is done long before its turn comes again
    const plan = { url: stage.postgres.url, root: stage.root, tenants: communities, pairs };
    const answers = await FriendAnswers.make({ ...plan, passwordHash: await stage.password() });
    await stage.restartServer();
    const feed = (until: number) => keepFed(stage, answers, until);
    const first = await stage.postgres.costOf(claim, () => feed(stretch));
    await feed(count - stretch);
    const last = await stage.postgres.costOf(claim, () => feed(count));
    await pause(3_000); // for the last cleaning
    const value = rounded(await sizeOf(stage), 1);
    const [before, after] = [first, last].map(({ calls, milliseconds }) => milliseconds / calls) as [number, number];
    report({
      measure: 'task_table_1m',
      value,
      unit: 'MB',
      ratio_to: 'first_claims',
      ratio: rounded(after / before, 3),
      bar,
      holds: value < bar,
      errors: Math.abs((await answers.countChanges()) - count),
      data: 'tenants',
      tasks: count,
      claim_ms: { first: rounded(before, 3), last: rounded(after, 3) },
      claims: { first: first.calls, last: last.calls },
    });
  },
};

/** Has about so many waiting until as many are done. */
async function keepFed({ postgres }: Stage, answers: FriendAnswers, until: number): Promise<void> {
  for (let said = performance.now(); ; await pause(100)) {
    const [row] = await postgres.query<{ left: number }>(
      'select count(*)::int as left from jobs.task where kind = $1',
      [friendAnswer.kind],
    );
    const done = answers.added - row!.left;
    if (done >= until) return;
    if (row!.left < waiting && answers.added < count) await answers.add(Math.min(atATime, count - answers.added));
    if (performance.now() - said > 30_000) {
      say(`  ${done} done`);
      said = performance.now();
    }
  }
}

async function sizeOf({ postgres }: Stage): Promise<number> {
  const [row] = await postgres.query<{ bytes: number }>(`select pg_total_relation_size('jobs.task')::float8 as bytes`);
  return row!.bytes / 2 ** 20;
}

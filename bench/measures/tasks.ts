import { setTimeout as pause } from 'node:timers/promises';
import { friendAnswer, FriendAnswers } from '../data/friend-answers.js';
import { median, rounded, say, spreadOf } from '../line.js';
import type { Run } from '../run.js';
import { ProcessorTimes } from '../stage/processor-time.js';
import { BenchRedis } from '../stage/redis.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';

const bars = { tasks_in_process: 1_500, tasks_bullmq: 1_000 };
const rounds = 3;
const perRound = 10_000;
const warmUp = 2_000;
const communities = 8;
const workers = 2;
const patienceMs = 180_000;

/** How fast tasks are done that are there all at once; each is one real UPDATE of a row of its own. */
export const taskMeasures: Group = {
  names: ['tasks_in_process', 'tasks_bullmq'],
  async measure(run, wanted, report) {
    const stage = await run.stage();
    const answers = await FriendAnswers.make({
      url: stage.postgres.url,
      root: stage.root,
      tenants: communities,
      pairs: (warmUp + rounds * perRound) / communities,
      passwordHash: await stage.password(),
    });
    if (wanted.has('tasks_in_process')) {
      say('tasks_in_process');
      await stage.restartServer();
      report(await measureRate('tasks_in_process', { stage, answers, pids: [stage.pid] }));
    }
    if (wanted.has('tasks_bullmq')) {
      say('tasks_bullmq');
      report(await withWorkers(run, stage, (redis, pids) => overRedis({ stage, answers, pids }, redis)));
    }
  },
};

interface Work {
  readonly stage: Stage;
  readonly answers: FriendAnswers;
  /** Of those who run the tasks. */
  readonly pids: readonly number[];
}

/** Two worker processes and nobody else. */
async function withWorkers<T>(
  run: Run,
  stage: Stage,
  work: (redis: BenchRedis, pids: number[]) => Promise<T>,
): Promise<T> {
  await stage.stopServer();
  const redis = await BenchRedis.start(stage.folder, run.undo);
  const processes = await Promise.all(
    Array.from({ length: workers }, () => stage.startProcess('worker', { REDIS_URL: redis.url })),
  );
  try {
    return await work(
      redis,
      processes.map(({ pid }) => pid),
    );
  } finally {
    await Promise.all(processes.map((worker) => worker.stop()));
    await redis.stop();
    await stage.restartServer();
  }
}

/** A job that Redis did not carry would show as a missing one: its worker ends each by a script of its own. */
async function overRedis(work: Work, redis: BenchRedis) {
  const { answers } = work;
  const [before, first] = [await redis.scripts(), answers.added];
  const line = await measureRate('tasks_bullmq', work);
  const [scripts, tasks] = [(await redis.scripts()) - before, answers.added - first];
  const aside = Math.max(0, tasks - scripts);
  if (aside > 0) say(`  ${tasks} tasks, but only ${scripts} scripts in Redis`);
  return { ...line, errors: line.errors + aside, workers, redis_scripts_per_task: rounded(scripts / tasks, 2) };
}

async function measureRate(measure: keyof typeof bars, { stage, answers, pids }: Work) {
  const before = (await answers.countChanges()) - answers.added;
  await timeOf(stage, answers, warmUp);
  const rates: number[] = [];
  const used = { processes: new ProcessorTimes(pids), backends: new ProcessorTimes(await stage.postgres.backends()) };
  for (let round = 1; round <= rounds; round++) {
    const seconds = await timeOf(stage, answers, perRound);
    rates.push(perRound / seconds);
    say(`  ${round}/${rounds}: ${rates.at(-1)!.toFixed(0)} tasks/s`);
  }
  const each = (times: ProcessorTimes) => rounded((times.since() * 1000) / (rounds * perRound), 3);
  const cores = { processes: each(used.processes), backends: each(used.backends) };
  const value = rounded(median(rates), 0);
  const errors = Math.abs((await answers.countChanges()) - answers.added - before);
  if (errors > 0) say(`  ${answers.added} tasks did not make as many changes: ${errors} more or fewer`);
  const compared = { bar: bars[measure], holds: value >= bars[measure], rounds, spread: spreadOf(rates) };
  return {
    measure,
    value,
    unit: 'tasks/s',
    ...compared,
    errors,
    data: 'tenants',
    tasks: perRound,
    communities,
    core_ms_per_task: cores,
  };
}

/** Seconds from the moment at which they are ready to the one at which the table is empty. */
async function timeOf(stage: Stage, answers: FriendAnswers, count: number): Promise<number> {
  const since = await answers.add(count);
  for (; performance.now() < since + patienceMs; await pause(50))
    if (await stage.postgres.hasNone(friendAnswer.kind)) return (performance.now() - since) / 1000;
  throw new Error(`${count} tasks were not done in ${patienceMs / 1000} s.`);
}

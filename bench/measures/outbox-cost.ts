import { median, rounded, say, spreadOf } from '../line.js';
import { Replay } from '../load/replay.js';
import type { Run } from '../run.js';
import { addsTasks, recordPosts, type Recording } from '../stage/recorded-posts.js';
import type { Stage } from '../stage/stage.js';
import { firstWriter, type StandardCommunity } from '../stage/standard-community.js';
import type { Group } from './measure.js';

const bar = 1.25;
const rounds = 7;
const seconds = 1.5;
/** As many as a process has, each with an author of its own: what one author writes takes turns. */
const connections = 8;

/** Nobody runs the tasks meanwhile: what that costs is no part of a post. */
export const outboxCost: Group = {
  names: ['outbox_cost'],
  async measure(run, _wanted, report) {
    say('outbox_cost');
    const stage = await run.stage();
    const community = await run.standard();
    await stage.postgres.tasksDone();
    await stage.stopServer();
    try {
      report(await compare(run, stage, community));
    } finally {
      await removeTasks(stage, community);
      await stage.restartServer();
    }
  },
};

async function compare(run: Run, stage: Stage, community: StandardCommunity) {
  const recording = await recordPosts(run, stage, community);
  const authors = Array.from({ length: connections }, (_, index) => firstWriter + index);
  const replay = await Replay.open({ url: stage.postgres.url, namespace: await namespaceOf(stage), authors });
  run.undo.push(() => replay.close());
  const bare = recording.statements.filter((statement) => !addsTasks(statement));
  const times = { with: [] as number[], without: [] as number[] };
  let errors = 0;
  await replay.run(recording.statements, 1, true);
  for (let round = 1; round <= rounds; round++) {
    const [one, wrong] = await withTasks(stage, community, recording, replay);
    const other = await replay.run(bare, seconds, false);
    errors += wrong;
    times.with.push(one.milliseconds);
    times.without.push(other.milliseconds);
    say(`  ${round}/${rounds}: ${one.milliseconds.toFixed(3)} ms, without tasks ${other.milliseconds.toFixed(3)} ms`);
  }
  await replay.close();
  const ratio = rounded(median(times.with) / median(times.without), 3);
  return {
    measure: 'outbox_cost',
    value: rounded(median(times.with), 3),
    unit: 'ms',
    ratio_to: 'same_statements_without_tasks',
    ratio,
    bar,
    holds: ratio <= bar,
    rounds,
    spread: spreadOf(times.with),
    errors,
    data: 'standard',
    connections,
    statements: recording.statements.length,
    tasks_per_post: recording.tasksPerPost,
  };
}

/** Each replay has to have written what a real post writes: one post and all of its tasks. */
async function withTasks(stage: Stage, community: StandardCommunity, recording: Recording, replay: Replay) {
  await removeTasks(stage, community);
  const before = await rowsOf(stage, community);
  const result = await replay.run(recording.statements, seconds, true);
  const after = await rowsOf(stage, community);
  const posts = after.posts - before.posts - result.count;
  const tasks = after.tasks - before.tasks - result.count * recording.tasksPerPost;
  if (posts || tasks) say(`  ${result.count} replays, but ${posts} posts and ${tasks} tasks more than there should be`);
  return [result, Math.abs(posts) + Math.abs(tasks)] as const;
}

async function rowsOf({ postgres }: Stage, { schema }: StandardCommunity) {
  const [row] = await postgres.query<{ posts: number; tasks: number }>(
    `select (select count(*) from ${schema}.post)::int as posts,
            (select count(*) from jobs.task where tenant_role = $1)::int as tasks`,
    [schema],
  );
  return row!;
}

async function removeTasks({ postgres }: Stage, { schema }: StandardCommunity): Promise<void> {
  await postgres.query('delete from jobs.task where tenant_role = $1', [schema]);
  await postgres.query('vacuum jobs.task');
}

async function namespaceOf({ postgres }: Stage): Promise<string> {
  const [row] = await postgres.query<{ name: string }>('select name from cluster.namespace');
  return row!.name;
}

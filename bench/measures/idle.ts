import { setTimeout as pause } from 'node:timers/promises';
import type { BenchTenant } from '../data/tenants.js';
import { rounded, say } from '../line.js';
import { ProcessorTimes } from '../stage/processor-time.js';
import { BenchRedis } from '../stage/redis.js';
import type { ServerProcess } from '../stage/server.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { walk } from './walk.js';

const count = 1_000;
const seconds = 60;
const settleMs = 5_000;
const bar = 2;
/** Each tenant has its first post indexed anew, so that the worker knows it as well. */
const task = { kind: 'search.index-post', class: 'index', payload: '{"postId": 1}' };

/** Percent of a core. */
interface Cost {
  readonly api: number;
  readonly worker: number;
  readonly backends: number;
}

/** An api and a worker process of which nobody wants anything, once over Redis and once without. */
export const idleCost: Group = {
  names: ['idle_cpu_1000'],
  async measure(run, _wanted, report) {
    say('idle_cpu_1000');
    const stage = await run.stage();
    const tenants = await stage.tenants(count);
    await stage.postgres.tasksDone();
    await stage.stopServer();
    const redis = await BenchRedis.start(stage.folder, run.undo);
    try {
      const bullmq = await idle(stage, tenants, { REDIS_URL: redis.url });
      const in_process = await idle(stage, tenants, {});
      const [one, other] = [bullmq.cost, in_process.cost].map(({ api, worker }) => api + worker) as [number, number];
      const value = rounded(Math.max(one, other), 2);
      const compared = { bar, holds: value < bar };
      const errors = bullmq.errors + in_process.errors;
      const each = { bullmq: bullmq.cost, in_process: in_process.cost };
      report({ measure: 'idle_cpu_1000', value, unit: '%', ...compared, errors, data: 'tenants', seconds, ...each });
    } finally {
      await redis.stop();
      await stage.restartServer();
    }
  },
};

async function idle(
  stage: Stage,
  tenants: readonly BenchTenant[],
  settings: { REDIS_URL?: string },
): Promise<{ cost: Cost; errors: number }> {
  const processes: ServerProcess[] = [];
  const start = async (app: 'api' | 'worker', more: object) => {
    const started = await stage.startProcess(app, { ...settings, ...more });
    processes.push(started);
    return started;
  };
  try {
    const api = await start('api', { PORT: String(stage.port) });
    const worker = await start('worker', {});
    const errors = (await walk(stage, tenants)) + (await workFor(stage, tenants));
    await pause(settleMs);
    const used = {
      api: new ProcessorTimes([api.pid]),
      worker: new ProcessorTimes([worker.pid]),
      backends: new ProcessorTimes(await stage.postgres.backends()),
    };
    await pause(seconds * 1000);
    const percent = (times: ProcessorTimes): number => rounded((times.since() / seconds) * 100, 2);
    const cost = { api: percent(used.api), worker: percent(used.worker), backends: percent(used.backends) };
    say(`  ${settings.REDIS_URL ? 'over Redis' : 'without Redis'}: ${JSON.stringify(cost)} % of a core`);
    return { cost, errors };
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
  }
}

/** Answers how many tenants had no task done. */
async function workFor({ postgres }: Stage, tenants: readonly BenchTenant[]): Promise<number> {
  await postgres.query(
    `insert into jobs.task (tenant_role, kind, class, payload)
     select role, $2, $3, $4 from platform.tenant where id = any($1)`,
    [tenants.map(({ id }) => id), task.kind, task.class, task.payload],
  );
  await postgres.tasksDone();
  const [row] = await postgres.query<{ left: number }>('select count(*)::int as left from jobs.task where kind = $1', [
    task.kind,
  ]);
  return row!.left;
}

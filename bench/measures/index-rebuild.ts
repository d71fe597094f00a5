import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { makeSearchTenants } from '../data/search-copies.js';
import { untilMirrored } from '../data/search-index-state.js';
import { makeSearchSample } from '../data/search-sample.js';
import { parsed } from '../http/client.js';
import { type Line, rounded, say } from '../line.js';
import { type SearchStage, withSearchStage } from '../stage/search-stage.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';

const documents = 100_000;
const lookEveryMs = 100;
const patienceMs = 300_000;

/** From the operator's order to make the whole index anew until it is done, by each driver, with nothing else to do. */
export const indexRebuild: Group = {
  names: ['index_rebuild_100k'],
  async measure(run, _wanted, report) {
    say('index_rebuild_100k');
    await withSearchStage(run, async (place) => {
      const { stage, search } = place;
      const sample = await makeSearchSample(stage);
      const [large] = await makeSearchTenants(stage, sample, {
        tenants: 1,
        largest: documents - sample.posts.length,
        each: 0,
        indexed: false,
      });
      const roles = [sample.role, large!.role];
      await stage.restartServer();
      report(await rebuild('postgres', place, roles));
      await stage.restartServerWith(search.settings);
      for (const role of roles) await untilMirrored(stage, role, patienceMs);
      report(await rebuild('opensearch', place, roles));
    });
  },
};

interface RunView {
  readonly id: number;
  readonly state: string;
  readonly documents: number;
}

async function rebuild(driver: string, place: SearchStage, roles: readonly string[]): Promise<Line> {
  const { stage } = place;
  const since = performance.now();
  let run = await ask(stage, 'POST', '/platform/v1/search/rebuild');
  for (; run.state === 'running'; await pause(lookEveryMs)) {
    run = await ask(stage, 'GET', `/platform/v1/search/runs/${run.id}`);
    if (performance.now() - since > patienceMs) throw new Error(`The index was not made anew: ${JSON.stringify(run)}`);
  }
  const seconds = (performance.now() - since) / 1000;
  const found = driver === 'postgres' ? await countRows(stage, roles) : await countStored(place);
  const missing = Math.abs(found - documents);
  if (missing > 0) say(`  ${found} posts are in the index, not ${documents}`);
  say(`  ${driver}: ${seconds.toFixed(1)} s`);
  const errors = missing + (run.state === 'finished' ? 0 : 1);
  return { measure: 'index_rebuild_100k', driver, value: rounded(seconds, 1), unit: 's', errors, documents };
}

async function ask(stage: Stage, method: 'GET' | 'POST', path: string): Promise<RunView> {
  const key = randomBytes(9).toString('hex');
  const headers = { authorization: `Bearer ${stage.operatorToken}`, 'idempotency-key': key };
  const body = method === 'POST' ? { body: {} } : {};
  const answer = await stage.client.send({ host: 'platform.localhost', path, method, headers, ...body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return parsed(answer) as RunView;
}

async function countRows({ postgres }: Stage, roles: readonly string[]): Promise<number> {
  const counts = roles.map(
    (role) => `select count(*) from ${role}.search_document where kind = 'post' and terms <> ''`,
  );
  const [row] = await postgres.query<{ count: number }>(
    `select sum(count)::int as count from (${counts.join(' union all ')}) c`,
  );
  return row!.count;
}

/** In the one index that stands for all of them. */
async function countStored({ search }: SearchStage): Promise<number> {
  await search.refresh();
  const query = { term: { kind: 'post' } };
  const { count } = await search.send<{ count: number }>('POST', `/${search.prefix}-main-read/_count`, { query });
  return count;
}

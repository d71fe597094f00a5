import { pageOf } from '../http/checks.js';
import type { Client } from '../http/client.js';
import type { Probe } from '../http/sampler.js';
import { rounded, say } from '../line.js';
import { BareServer } from '../load/bare-server.js';
import type { Run } from '../run.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';
import { pageSize, timeline } from './reads.js';
import { alternate, figures, ratioOf, type Side, usual } from './rounds.js';

const counted = 200;
const bar = 0.65;

/**
 * Reads of a server that keeps nothing, so that each answer is made as the first one is: its connections and the pages of
 * PostgreSQL are warm, and nothing else is.
 */
export const emptyReads: Group = {
  names: ['timeline_guest_empty', 'comments_guest_cold'],
  async measure(run, wanted, report) {
    const stage = await run.stage();
    await run.standard();
    await stage.restartServerWith({ CACHE_MEMORY: '0' });
    try {
      if (wanted.has('timeline_guest_empty')) report({ measure: 'timeline_guest_empty', ...(await raceTimeline(run)) });
      if (wanted.has('comments_guest_cold')) report({ measure: 'comments_guest_cold', ...(await raceComments(run)) });
    } finally {
      await stage.restartServer();
    }
  },
};

async function raceTimeline(run: Run) {
  say('timeline_guest_empty');
  const [stage, { host, slug, schema }] = [await run.stage(), await run.standard()];
  const read: Probe = { call: { host, path: timeline }, check: pageOf(slug, pageSize) };
  const bare = await BareServer.ofRows({ url: stage.postgres.url, schema, size: pageSize }, run.undo);
  const { ratio, ...judged } = await race(stage, read, bare);
  return { ...judged, ratio_to: 'fastify_same_rows', ratio, bar, holds: ratio >= bar };
}

async function raceComments(run: Run) {
  say('comments_guest_cold');
  const [stage, { host, slug, busiestPost }] = [await run.stage(), await run.standard()];
  const path = `/v1/post/comments?id=${busiestPost}&style=default&page=1&page_size=${pageSize}`;
  const read: Probe = { call: { host, path }, check: pageOf(slug, pageSize) };
  const bare = await BareServer.start(await stage.client.send(read.call), run.undo);
  return { ...(await race(stage, read, bare)), ratio_to: 'fastify_same_bytes' };
}

async function race(stage: Stage, read: Probe, bare: BareServer) {
  try {
    const other: Probe = { call: read.call, check: ({ status }) => (status === 200 ? null : `has status ${status}`) };
    const sides = [sideOf('server', stage.port, read), sideOf('bare Fastify', bare.port, other)];
    const { outcomes, errors } = await alternate(sides, { ...usual, folder: stage.folder });
    const [ours, theirs] = outcomes;
    const { calls } = await stage.postgres.statementsDuring(() => askOften(stage.client, read));
    const sql = rounded(calls / counted, 2);
    return { ...figures(ours!), unit: 'req/s', ratio: ratioOf(ours!, theirs!), sql, errors, data: 'standard' };
  } finally {
    await bare.stop();
  }
}

const sideOf = (name: string, port: number, read: Probe): Side => ({
  name,
  port,
  calls: [read.call],
  probe: () => read,
});

async function askOften(client: Client, { call }: Probe): Promise<void> {
  for (let index = 0; index < counted; index += 1) await client.send(call);
}

import { usernameOf } from '../data/community.js';
import { keepFile, photo } from '../data/photos.js';
import { Random } from '../data/random.js';
import type { BenchTenant } from '../data/tenants.js';
import type { Call } from '../http/client.js';
import { median, rounded, say, spreadOf } from '../line.js';
import { load } from '../load/load.js';
import type { Outcome } from '../load/outcome.js';
import type { UploadOutcome } from '../load/upload-load.js';
import { loadUploads } from '../load/uploads.js';
import type { Run } from '../run.js';
import { firstWriter } from '../stage/standard-community.js';
import { memberPassword, type Stage } from '../stage/stage.js';
import { ProcessorTimes } from '../stage/processor-time.js';
import type { Group } from './measure.js';
import { type Cast, readsOf, scenarioOf } from './scenario.js';
import { type Played, playScenario } from './scenario-play.js';

const bar = 2;
const rounds = 3;
const seconds = 6;
const warmUp = 3;
/** As many as the server has connections to the database: more would only wait longer there. */
const loudConnections = 8;
const loudCalls = 16_000;
const loudWrites = 0.2;
/** Of an upload comes a task of a tenth of a second or more: as many as are done meanwhile. */
const uploadPauseMs = 250;
const quietConnections = 2;
const quietPauseMs = 20;
const members = 5;

/** Somebody who is quiet, beside a community that asks, writes and uploads as fast as it is answered. */
export const noisyNeighbour: Group = {
  names: ['noisy_neighbour'],
  async measure(run, _wanted, report) {
    say('noisy_neighbour');
    const [stage, loud] = [await run.stage(), await loudOne(run)];
    const [tenant] = await stage.tenants(1);
    const quiet = await quietOne(stage, tenant!);
    const listen = (seed: number, length = seconds): Promise<Played> =>
      playScenario(stage, quiet, { seed, seconds: length, connections: quietConnections, pauseMs: quietPauseMs });
    const [alone, beside]: [Played[], Played[]] = [[], []];
    const noises: Noise[] = [];
    await listen(20, warmUp);
    await loud(warmUp);
    for (let round = 1; round <= rounds; round += 1) {
      await stage.postgres.tasksDone();
      alone.push(await listen(20 + 2 * round));
      const [heard, noise] = await Promise.all([listen(21 + 2 * round), loud(seconds)]);
      beside.push(heard);
      noises.push(noise);
      say(`  ${round}/${rounds}: p95 ${p95(alone.at(-1)!)} ms alone, ${p95(heard)} ms beside ${about(noise)}`);
    }
    report({ measure: 'noisy_neighbour', ...lineOf(alone, beside, noises), data: 'tenants' });
  },
};

interface Noise {
  readonly asked: Outcome;
  readonly uploaded: UploadOutcome;
  /** Of one core that the server used. */
  readonly core: number;
}

const p95 = ({ outcome }: Played): number => rounded(outcome.all.p95, 2);
const about = ({ asked, uploaded, core }: Noise): string =>
  `${asked.perSecond.toFixed(0)} req/s and ${uploaded.contents.length} uploads, ${core.toFixed(2)} of a core`;

function lineOf(alone: readonly Played[], beside: readonly Played[], noises: readonly Noise[]) {
  const times = (all: readonly Played[], kind: 'all' | 'reads' | 'writes') =>
    rounded(median(all.map(({ outcome }) => outcome[kind].p95)), 2);
  const [value, quiet] = [times(beside, 'all'), times(alone, 'all')];
  const ratio = rounded(value / quiet, 2);
  const failed = noises.reduce((sum, { asked, uploaded }) => sum + asked.failed + uploaded.failed, 0);
  return {
    value,
    unit: 'ms',
    ratio_to: 'quiet_p95_ms',
    ratio,
    bar,
    holds: ratio <= bar,
    rounds,
    spread: spreadOf(beside.map(({ outcome }, round) => outcome.all.p95 / alone[round]!.outcome.all.p95)),
    errors: failed + [...alone, ...beside].reduce((sum, { errors }) => sum + errors, 0),
    quiet_p95_ms: quiet,
    reads_p95_ms: [times(alone, 'reads'), times(beside, 'reads')],
    writes_p95_ms: [times(alone, 'writes'), times(beside, 'writes')],
    p50_ms: rounded(median(beside.map(({ outcome }) => outcome.all.p50)), 2),
    neighbour: {
      connections: loudConnections + 1,
      req_s: rounded(median(noises.map(({ asked }) => asked.perSecond)), 0),
      uploads: rounded(median(noises.map(({ uploaded }) => uploaded.contents.length)), 0),
      core: rounded(median(noises.map(({ core }) => core)), 2),
    },
  };
}

/** The community `standard`: from a process of its own, in random order, one write to four reads, each write telling others. */
async function loudOne(run: Run): Promise<(length: number) => Promise<Noise>> {
  const [stage, community] = [await run.stage(), await run.standard()];
  const { host, slug, schema, postIds, writerTokens: writers } = community;
  const writerIds = writers.map((_, index) => firstWriter + index);
  const usernames = writerIds.map(usernameOf);
  const cast = { host, slug, schema, postIds, usernames, readers: writers, writers, writerIds };
  const calls = noisyCalls(cast);
  const file = keepFile(stage.folder, 'photo-of-neighbour.jpeg', await photo({ width: 1200, height: 900 }));
  const [token] = writers as [string];
  let from = 0;
  return async (length) => {
    const used = new ProcessorTimes([stage.pid]);
    const { port, folder } = stage;
    const [asked, uploaded] = await Promise.all([
      load({ port, folder, calls, connections: loudConnections, seconds: length, from }),
      loadUploads({
        ...{ port, host: `${host}:${port}`, token, files: [file], connections: 1, uploads: Number.MAX_SAFE_INTEGER },
        ...{ type: 'public/image', contentType: 'image/jpeg', seconds: length, pauseMs: uploadPauseMs },
      }),
    ]);
    from = (from + asked.requests) % calls.length;
    if (uploaded.firstFailure !== undefined) say(`  ${uploaded.firstFailure}`);
    return { asked, uploaded, core: used.since() / length };
  };
}

function noisyCalls(cast: Cast): Call[] {
  const random = new Random(17);
  const kinds = scenarioOf(cast, 17);
  const writes = kinds.filter(({ isWrite }) => isWrite);
  const read = readsOf(cast, kinds, 17);
  return Array.from({ length: loudCalls }, (_, number) => {
    if (!random.chance(loudWrites)) return read().call;
    const { path, body } = random.of(random.of(writes).targets);
    const headers = { authorization: random.of(cast.writers) };
    const said = JSON.parse(body!.replaceAll('{number}', String(number))) as { users?: string[] };
    if (said.users) said.users = [random.of(cast.usernames)]; // who is told of it, by a task
    return { host: cast.host, path, method: 'POST' as const, headers, body: said };
  });
}

async function quietOne({ client, postgres }: Stage, { id, host, slug }: BenchTenant): Promise<Cast> {
  const path = '/v1/posts?style=newest&page_size=100';
  const { list } = await client.data<{ list: { id: number }[] }>({ host, path });
  const [row] = await postgres.query<{ schema: string }>('select schema from platform.tenant where id = $1', [id]);
  const writerIds = Array.from({ length: members }, (_, index) => index + 1);
  const usernames = writerIds.map(usernameOf);
  const tokens: string[] = [];
  for (const username of usernames) {
    const body = { username, password: memberPassword };
    const { token } = await client.data<{ token: string }>({ host, path: '/v1/auth/login', method: 'POST', body });
    tokens.push(`Bearer ${token}`);
  }
  const postIds = list.map((post) => post.id);
  return { host, slug, schema: row!.schema, postIds, usernames, readers: tokens, writers: tokens, writerIds };
}

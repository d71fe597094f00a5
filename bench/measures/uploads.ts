import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { archiveOfBytes, keepFile, photoOfBytes } from '../data/photos.js';
import { type Line, median, rounded, say, spreadOf } from '../line.js';
import { BareServer } from '../load/bare-server.js';
import type { UploadLoad, UploadOutcome } from '../load/upload-load.js';
import { loadUploads } from '../load/uploads.js';
import type { Run } from '../run.js';
import { residentSize } from '../stage/memory.js';
import type { Stage } from '../stage/stage.js';
import { startBenchStore } from '../stage/store.js';
import type { Group } from './measure.js';

const MiB = 1024 * 1024;
const rounds = 3;

type Report = (line: Line) => void;

/** Who uploads, and what: all but the port, which is another one for the bare server. */
type Uploads = Omit<UploadLoad, 'port'>;

const measures: Record<string, (run: Run) => Promise<Line>> = {
  upload_rss_200: measureMemory,
  upload_496kB: measureSmall,
  upload_local: measureLocal,
  upload_s3: measureStore,
};

/** Files that members send, as forms over sockets. */
export const uploadMeasures: Group = {
  names: Object.keys(measures),
  async measure(run, wanted, report: Report) {
    for (const name of this.names.filter((one) => wanted.has(one))) {
      say(name);
      report(await measures[name]!(run));
    }
  },
};

async function measureMemory(run: Run): Promise<Line> {
  const stage = await run.stage();
  const file = keepFile(stage.folder, 'photo-1MB.jpeg', await photoOfBytes(MiB));
  const photos = await photosOf(run, [file], 'image/jpeg', 'public/image');
  const peaks: number[] = [];
  let errors = 0;
  for (let round = 1; round <= rounds; round++) {
    await stage.restartServer();
    const [outcome, peak] = await watched(
      stage,
      loadUploads({ ...photos, port: stage.port, connections: 200, uploads: 200 }),
    );
    say(`  ${round}/${rounds}: ${peak.toFixed(0)} MB, ${outcome.failed} failed ${outcome.firstFailure ?? ''}`);
    peaks.push(peak);
    errors += outcome.failed;
  }
  const value = rounded(Math.max(...peaks), 0);
  return {
    measure: 'upload_rss_200',
    value,
    unit: 'MB',
    bar: 300,
    holds: value < 300,
    rounds,
    spread: spreadOf(peaks),
    errors,
  };
}

/** The largest that the server becomes while the work lasts, in MB, looked at 50 times a second. */
async function watched<T>({ pid }: Stage, work: Promise<T>): Promise<[T, number]> {
  let [peak, done] = [0, false];
  const ended = work.finally(() => (done = true));
  while (!done) {
    peak = Math.max(peak, residentSize(pid) / 1024);
    await pause(20);
  }
  return [await ended, peak];
}

async function measureSmall(run: Run): Promise<Line> {
  const stage = await run.stage();
  const file = keepFile(stage.folder, 'photo-496kB.jpeg', await photoOfBytes(496_000));
  const photos = await photosOf(run, [file], 'image/jpeg', 'public/image');
  const outcomes: UploadOutcome[] = [];
  await loadUploads({ ...photos, port: stage.port, connections: 32, uploads: 100 }); // warm
  for (let round = 1; round <= rounds; round++) {
    outcomes.push(await loadUploads({ ...photos, port: stage.port, connections: 32, uploads: 1_000 }));
    say(`  ${round}/${rounds}: ${perSecond(outcomes.at(-1)!, 1_000).toFixed(0)} req/s`);
  }
  const rates = outcomes.map((outcome) => perSecond(outcome, 1_000));
  return {
    measure: 'upload_496kB',
    value: rounded(median(rates), 0),
    unit: 'req/s',
    ...times(outcomes),
    rounds,
    spread: spreadOf(rates),
    errors: failures(outcomes),
    data: 'standard',
  };
}

const perSecond = ({ seconds }: UploadOutcome, uploads: number): number => uploads / seconds;

async function measureLocal(run: Run): Promise<Line> {
  const stage = await run.stage();
  const folder = join(stage.folder, 'bare-uploads');
  mkdirSync(folder, { recursive: true });
  const bare = await BareServer.takingFiles({ folder }, run.undo);
  try {
    return await compare(run, stage, bare, 'upload_local');
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The server over a real S3 store, and the bare one over the same. */
async function measureStore(run: Run): Promise<Line> {
  const stage = await run.stage();
  await run.standard();
  const store = await startBenchStore(run.root, stage.folder, run.undo);
  const bare = await BareServer.takingFiles(store.target, run.undo);
  await stage.restartServerWith(store.settings);
  try {
    return await compare(run, stage, bare, 'upload_s3');
  } finally {
    await bare.stop();
    await stage.restartServer();
    await store.stop();
  }
}

/** Archives of 8 MiB, eight at a time: nothing is made of them, so that only the way into the store is compared. */
async function compare(run: Run, stage: Stage, bare: BareServer, measure: string): Promise<Line> {
  const file = keepFile(stage.folder, 'archive-8MiB.zip', archiveOfBytes(8 * MiB));
  const archives = { ...(await photosOf(run, [file], 'application/zip', 'attachment')), connections: 8, uploads: 48 };
  const [ours, theirs]: [UploadOutcome[], UploadOutcome[]] = [[], []];
  await loadUploads({ ...archives, port: stage.port, uploads: 8 });
  await loadUploads({ ...archives, port: bare.port, uploads: 8 });
  for (let round = 1; round <= rounds; round++) {
    ours.push(await loadUploads({ ...archives, port: stage.port }));
    theirs.push(await loadUploads({ ...archives, port: bare.port }));
    say(
      `  ${round}/${rounds}: ${megabytes(ours.at(-1)!).toFixed(0)} MB/s, bare ${megabytes(theirs.at(-1)!).toFixed(0)} MB/s`,
    );
  }
  const ratio = rounded(median(ours.map(megabytes)) / median(theirs.map(megabytes)), 3);
  return {
    measure,
    value: rounded(median(ours.map(megabytes)), 1),
    unit: 'MB/s',
    ...times(ours),
    ratio_to: 'fastify_multipart_to_same_place',
    ratio,
    bar: 0.6,
    holds: ratio >= 0.6,
    rounds,
    spread: spreadOf(ours.map(megabytes)),
    errors: failures([...ours, ...theirs]),
  };
}

const megabytes = ({ bytes, seconds }: UploadOutcome): number => bytes / 1e6 / seconds;

const times = (outcomes: readonly UploadOutcome[]) => ({
  p50_ms: rounded(median(outcomes.map(({ p50 }) => p50)), 1),
  p99_ms: rounded(median(outcomes.map(({ p99 }) => p99)), 1),
});

function failures(outcomes: readonly UploadOutcome[]): number {
  for (const { firstFailure } of outcomes) if (firstFailure) say(`  ${firstFailure}`);
  return outcomes.reduce((sum, { failed }) => sum + failed, 0);
}

async function photosOf(
  run: Run,
  files: readonly string[],
  contentType: string,
  type: string,
): Promise<Omit<Uploads, 'connections' | 'uploads'>> {
  const [stage, { host, memberToken }] = [await run.stage(), await run.standard()];
  return { host: `${host}:${stage.port}`, token: memberToken, files, contentType, type };
}

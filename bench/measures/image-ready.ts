import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { keepFile, phone, photo } from '../data/photos.js';
import { median, rounded, say } from '../line.js';
import { loadUploads } from '../load/uploads.js';
import type { Run } from '../run.js';
import type { Group } from './measure.js';

const photos = 50;
const makersAtOnce = 2;
const bar = 3_000;
const patienceMs = 30_000;
const lookEveryMs = 15;

interface State {
  readonly content: string;
  readonly state: string;
  readonly variants: readonly string[];
}

/** What each photo has to have become. */
const expected = ['thumb.webp', 'feed.webp', 'feed.avif', 'detail.webp'];

/** From the answer to an upload until all variants of the photo are there, with nothing else to do; one after the other. */
export const imageReady: Group = {
  names: ['image_ready_p95'],
  async measure(run, _wanted, report) {
    say('image_ready_p95');
    const files = await makePhotos(run);
    const times: number[] = [];
    let errors = 0;
    for (const [index, file] of files.entries()) {
      const took = await readyAfter(run, file);
      if (took === null) errors += 1;
      else if (index > 0) times.push(took); // with the first one the child process starts
      if ((index + 1) % 10 === 0) say(`  ${index + 1}/${files.length}: ${took?.toFixed(0)} ms`);
    }
    times.sort((one, other) => one - other);
    const value = rounded(times[Math.ceil(0.95 * times.length) - 1] ?? patienceMs, 0);
    report({
      measure: 'image_ready_p95',
      value,
      unit: 'ms',
      p50_ms: rounded(median(times), 0),
      bar,
      holds: value < bar,
      errors,
      megapixels: 12,
      bytes: readFileSync(files[0]!).length,
      photos: files.length,
    });
  },
};

async function makePhotos(run: Run): Promise<string[]> {
  const { folder } = await run.stage();
  const files: string[] = [];
  const lane = async (): Promise<void> => {
    while (files.length < photos) {
      const number = files.push('') - 1;
      files[number] = keepFile(folder, `phone-${number}.jpeg`, await photo(phone, 85));
    }
  };
  await Promise.all(Array.from({ length: makersAtOnce }, lane));
  return files;
}

/** Milliseconds; null when it did not become ready, or is not what it should be. */
async function readyAfter(run: Run, file: string): Promise<number | null> {
  const [stage, { host, memberToken }] = [await run.stage(), await run.standard()];
  const upload = { host: `${host}:${stage.port}`, token: memberToken, type: 'public/image', contentType: 'image/jpeg' };
  const { failed, firstFailure, contents } = await loadUploads({
    ...upload,
    port: stage.port,
    files: [file],
    connections: 1,
    uploads: 1,
  });
  const since = performance.now();
  if (failed) say(`  ${firstFailure}`);
  const [content] = contents;
  if (failed || content === undefined) return null;
  const call = {
    host,
    path: `/v1/attachment/state?content=${encodeURIComponent(content)}`,
    headers: { authorization: memberToken },
  };
  while (performance.now() - since < patienceMs) {
    const answer = await stage.client.data<{ list?: State[] } & State>(call);
    const { state, variants } = answer.list?.[0] ?? answer;
    if (state === 'ready') return expected.every((name) => variants.includes(name)) ? performance.now() - since : null;
    if (state === 'failed') return null;
    await pause(lookEveryMs);
  }
  return null;
}

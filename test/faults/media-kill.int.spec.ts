import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { descendants, isRunning } from '../support/faults/process-tree.js';
import { useFaultStage } from '../support/faults/use-fault-stage.js';
import { ffmpegFile } from '../support/ffmpeg.js';
import { Community } from './community.js';
import { byLength, mostMs } from './length.js';
import { median, report, rounded } from './line.js';
import { type FileState, type SentFile, stateOf, upload } from './uploads.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

const rounds = byLength({ short: 2, part: 5, full: 20 });
const isEnded = ({ state }: FileState): boolean => state === 'ready' || state === 'failed';

/** Slow to be made ready: of a codec that has to be written anew, and long. */
function makeFilm(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'film-'));
  try {
    const file = join(folder, 'film.mp4');
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=20'];
    const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=20'];
    const codecs = ['-c:v', 'mpeg4', '-q:v', '5', '-c:a', 'aac', '-shortest'];
    execFileSync(ffmpegFile(), ['-v', 'error', ...picture, ...sound, ...codecs, file]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('media_kill: a worker and its child killed by SIGKILL while they make a film ready', () => {
  const stage = useFaultStage();
  let wire: Wire;
  let film: Buffer;
  let photo: Buffer;
  beforeAll(async () => {
    wire = new Wire(stage.port);
    film = makeFilm();
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
    const create = { width: 1600, height: 1200, channels: 3 as const, background: '#fff', noise };
    photo = await sharp({ create }).jpeg().toBuffer();
  });
  afterAll(() => wire?.close());

  /** Kills a worker as ffmpeg runs for it, with all that is below it but ffmpeg; answers those that outlived it for long. */
  const killAtWork = async (): Promise<number[]> => {
    const worker = await stage.startWorker('in-process');
    const below = () => descendants(worker.process.pid);
    await untilTrue(async () => below().some(({ name }) => name.includes('ffmpeg')), 60_000, 5);
    const running = below();
    await stage.kill(worker);
    for (const { pid, name } of running) if (!name.includes('ffmpeg') && isRunning(pid)) process.kill(pid, 'SIGKILL');
    const left = () => running.filter(({ pid }) => isRunning(pid));
    await untilTrue(async () => left().length === 0, 3_000, 20).catch(() => undefined);
    return left().map(({ pid }) => pid);
  };

  it('every file becomes ready or failed, and nothing runs on', async () => {
    const community = await Community.found(wire, stage.operatorToken);
    const { host, authors } = community;
    const files: SentFile[] = [];
    const outlived: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const author = authors[round % authors.length]!;
      const to = { port: stage.port, host };
      files.push(await upload(to, author, { type: 'public/video', as: 'video/mp4', bytes: film }));
      files.push(await upload(to, author, { type: 'public/image', as: 'image/jpeg', bytes: photo }));
      outlived.push(...(await killAtWork()));
    }
    await stage.startWorkers('in-process', 2);
    const states = async () => Promise.all(files.map((file) => stateOf(wire, host, file)));
    const settled = await untilTrue(async () => (await states()).every(isEnded), 120_000 + rounds * 20_000, 250);
    const ended = await states();
    const ready = ended.filter(({ state }) => state === 'ready').length;
    const tally = {
      acknowledged: files.length,
      lost: files.length - ended.filter(isEnded).length,
      doubled: 0,
      foreign: 0,
    };
    const reasons = ended.flatMap(({ state, reason }) => (state === 'failed' ? [reason] : []));
    const times = { settled_ms: rounded(median([settled])) };
    report({
      fault: 'media_kill',
      driver: 'in-process',
      rounds,
      ...tally,
      ready,
      failed: reasons.length,
      outlived: outlived.length,
      ...times,
    });
    expect(outlived).toEqual([]);
    expect(new Set(reasons)).toEqual(new Set(reasons.length ? ['gave-up'] : []));
    expect(ready).toBeGreaterThanOrEqual(files.length / 2); // photos at least
    expect((await stage.doctor()).differences).toBe(0);
  });
});

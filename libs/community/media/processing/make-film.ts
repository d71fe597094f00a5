import { join } from 'node:path';
import { inputArgs, probe, type Probed, type ProbedVideo } from './film-probe.js';
import type { Tools } from './film-tools.js';
import { runTool, type ToolRun } from './limited-tool.js';
import { makePoster } from './make-picture.js';
import { asItIs, FileFault, type MadeMedia } from './media-made.js';

export interface FilmRules {
  /** It may last no longer. */
  readonly seconds: number;
  /** Of its shorter side. */
  readonly height: number;
}

export interface FilmWork {
  readonly tools: Tools;
  readonly rules: FilmRules;
  readonly run: Omit<ToolRun, 'onLine' | 'harness'>;
  /** Per cent. */
  readonly onProgress: (percent: number) => void;
}

type Film = Probed & { readonly video: ProbedVideo };

const longestSide = 8192;
const mostFrames = 60;
const MiB = 1024 * 1024;
/** Of what comes out, in kbit/s at 1080p, and its sound. */
const mostRate = 6000;
const soundRate = 128;
/** Of what a film may be written with beyond its rates, and its index. */
const room = 16 * MiB;
/** Pixels in a second of work by the better preset on a slow processor. */
const pixelsPerSecond = 40_000_000;

/** H.264 and AAC in an MP4 that plays while it is loaded, without what tells of its maker, and a picture of it. */
export async function makeFilm(path: string, work: FilmWork): Promise<MadeMedia> {
  const film = await looked(path, work);
  const play = join(work.run.folder, 'play.mp4');
  await write(path, play, film, work);
  const made = await looked(play, work);
  const still = join(work.run.folder, 'frame.png');
  await takeFrame(play, still, made.seconds, work);
  const { variants, thumbhash } = await makePoster(still);
  const { width, height } = made.video;
  return {
    ...asItIs,
    ...{ width, height, thumbhash, durationMs: Math.round(made.seconds * 1000), keepsOriginal: false },
    variants: [{ variant: 'play.mp4', type: 'video/mp4', width, height, content: { path: play } }, ...variants],
  };
}

async function looked(path: string, { tools, run, rules }: FilmWork): Promise<Film> {
  const { video, ...film } = await probe(tools.ffprobe, path, 'mov', { ...run, harness: tools.harness });
  if (!video || !video.width || !video.height) throw new FileFault('no-picture');
  if (Math.max(video.width, video.height) > longestSide) throw new FileFault('too-large');
  if (film.seconds <= 0) throw new FileFault('damaged');
  if (film.seconds > rules.seconds + 0.5) throw new FileFault('too-long');
  return { ...film, video };
}

async function write(path: string, play: string, film: Film, work: FilmWork): Promise<void> {
  const isFine = isPlayable(film.video, work.rules);
  const written = encode(path, play, film, { ...work, asItIs: isFine });
  if (!isFine) return written;
  await written.catch((error) => {
    // Some of what players forgive cannot be put into another file as it is.
    if (error instanceof FileFault && error.fault === 'damaged')
      return encode(path, play, film, { ...work, asItIs: false });
    throw error;
  });
}

/** By every browser, as it is. */
const isPlayable = ({ codec, pixels, isUpright, width, height }: ProbedVideo, rules: FilmRules): boolean =>
  codec === 'h264' &&
  (pixels === 'yuv420p' || pixels === 'yuvj420p') &&
  isUpright &&
  Math.min(width, height) <= rules.height;

async function encode(path: string, play: string, film: Film, work: FilmWork & { asItIs: boolean }): Promise<void> {
  const { tools, run, rules, onProgress } = work;
  const { video, audio, seconds } = film;
  const size = sizeFor(video, rules.height);
  const rate = rateFor(size);
  const args = [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-threads', '2'],
    ...inputArgs(path, 'mov'),
    ...['-map', `0:${video.index}`, ...(audio ? ['-map', `0:${audio.index}`] : []), '-sn', '-dn'],
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...(work.asItIs ? ['-c:v', 'copy'] : pictureArgs(film, size, rate)),
    ...(audio ? soundArgs(audio) : []),
    ...['-t', String(rules.seconds + 1), '-max_muxing_queue_size', '1024', '-movflags', '+faststart'],
    ...['-progress', 'pipe:1', '-f', 'mp4', play],
  ];
  const onLine = (line: string) => {
    const done = Number(/^out_time_ms=(\d+)$/.exec(line)?.[1] ?? 0) / 1e6; // microseconds, whatever its name says
    if (done) onProgress(Math.min(95, Math.round((done / seconds) * 95)));
  };
  const fileBytes = work.asItIs ? 512 * MiB : Math.round(((rate + soundRate) / 8) * 1000 * (seconds + 2) * 1.2) + room;
  await runTool(tools.ffmpeg, args, { ...run, harness: tools.harness, fileBytes, onLine });
}

function pictureArgs({ video, seconds }: Film, { width, height }: Size, rate: number): string[] {
  const frames = Math.min(video.framesPerSecond || 30, mostFrames);
  const isMuch = frames * seconds * width * height > pixelsPerSecond * 120;
  const slower = video.framesPerSecond > mostFrames + 1 ? `fps=${mostFrames},` : '';
  return [
    ...['-vf', `${slower}scale=${width}:${height},setsar=1`, '-c:v', 'libx264', '-profile:v', 'high'],
    ...['-preset', isMuch ? 'ultrafast' : 'veryfast', '-pix_fmt', 'yuv420p', '-threads', '2'],
    ...['-crf', '23', '-maxrate', `${rate}k`, '-bufsize', `${2 * rate}k`],
  ];
}

const soundArgs = ({ codec, channels }: NonNullable<Probed['audio']>): string[] =>
  codec === 'aac' && channels <= 2
    ? ['-c:a', 'copy']
    : ['-c:a', 'aac', '-b:a', `${soundRate}k`, '-ac', '2', '-ar', '48000', '-flags:a', '+bitexact'];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Never larger, and even, as the format wants it. */
function sizeFor({ width, height }: ProbedVideo, shorter: number): Size {
  const factor = Math.min(1, shorter / Math.min(width, height));
  const even = (side: number) => Math.max(2, 2 * Math.round((side * factor) / 2));
  return { width: even(width), height: even(height) };
}

const rateFor = ({ width, height }: Size): number =>
  Math.max(500, Math.round(mostRate * ((width * height) / (1920 * 1080)) ** 0.75));

/** The one of its first second and a bit that stands for them best: the very first is often black. */
async function takeFrame(play: string, still: string, seconds: number, { tools, run }: FilmWork): Promise<void> {
  const at = Math.min(1, seconds / 3).toFixed(2);
  const args = [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-threads', '1', '-ss', at],
    ...inputArgs(play, 'mov'),
    ...['-vf', "scale='min(1280,iw)':-2,thumbnail=12", '-frames:v', '1', '-an', '-f', 'image2', still],
  ];
  await runTool(tools.ffmpeg, args, { ...run, harness: tools.harness, fileBytes: 32 * MiB });
}

import { FileFault } from './media-made.js';
import { runTool, type ToolRun } from './limited-tool.js';

/** What a file is read as: nothing is guessed from its bytes, so that no playlist is ever followed. */
export type Demuxer = 'mov' | 'mp3' | 'ogg' | 'wav';

export interface ProbedVideo {
  readonly index: number;
  readonly codec: string;
  readonly pixels: string;
  /** As it is shown: turned, and with square pixels. */
  readonly width: number;
  readonly height: number;
  /** Its frames are stored as they are shown. */
  readonly isUpright: boolean;
  readonly framesPerSecond: number;
}

export interface ProbedAudio {
  readonly index: number;
  readonly codec: string;
  readonly channels: number;
}

export interface Probed {
  readonly seconds: number;
  readonly video?: ProbedVideo;
  readonly audio?: ProbedAudio;
}

const MiB = 1024 * 1024;
/** Of one block of memory that a program of ffmpeg asks for. */
const mostAtOnce = 256 * MiB;
/** Those that phones, cameras and screen recorders write. */
const codecs = [
  ...['h264', 'hevc', 'vp8', 'vp9', 'av1', 'libdav1d', 'libaom-av1', 'mpeg4', 'mjpeg', 'prores'],
  ...['aac', 'mp3', 'mp3float', 'opus', 'libopus', 'vorbis', 'flac', 'alac', 'ac3', 'eac3'],
  ...['pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_f32le', 'pcm_u8', 'pcm_mulaw', 'pcm_alaw'],
];
const entries = [
  'format=duration',
  'stream=index,codec_type,codec_name,pix_fmt,width,height,sample_aspect_ratio,channels,avg_frame_rate,duration',
  'stream_disposition=attached_pic',
  'stream_tags=rotate',
  'stream_side_data=rotation',
].join(':');

/** How any program of ffmpeg is told to read a file. */
export const inputArgs = (path: string, demuxer: Demuxer): string[] => [
  ...['-max_alloc', String(mostAtOnce), '-protocol_whitelist', 'file', '-codec_whitelist', codecs.join(',')],
  ...['-f', demuxer, '-i', path],
];

interface Stream {
  readonly index: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly pix_fmt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample_aspect_ratio?: string;
  readonly channels?: number;
  readonly avg_frame_rate?: string;
  readonly duration?: string;
  readonly disposition?: { readonly attached_pic?: number };
  readonly tags?: { readonly rotate?: string };
  readonly side_data_list?: readonly { readonly rotation?: number | string }[];
}

/** Looks at the head of a file, and decodes as little of it as that takes. */
export async function probe(ffprobe: string, path: string, demuxer: Demuxer, run: ToolRun): Promise<Probed> {
  const args = ['-v', 'error', '-threads', '1', '-show_entries', entries, '-of', 'json', ...inputArgs(path, demuxer)];
  const { streams, format } = parsed(await runTool(ffprobe, args, run));
  const video = streams.find(({ codec_type, disposition }) => codec_type === 'video' && !disposition?.attached_pic);
  const audio = streams.find(({ codec_type }) => codec_type === 'audio');
  return {
    seconds: secondsOf([format.duration, video?.duration, audio?.duration]),
    ...(video && { video: videoOf(video) }),
    ...(audio && {
      audio: { index: audio.index, codec: audio.codec_name ?? 'unknown', channels: audio.channels ?? 0 },
    }),
  };
}

function parsed(json: string): { streams: readonly Stream[]; format: { readonly duration?: string } } {
  try {
    const { streams = [], format = {} } = JSON.parse(json) as {
      streams?: readonly Stream[];
      format?: { duration?: string };
    };
    return { streams, format };
  } catch {
    throw new FileFault('damaged');
  }
}

const secondsOf = (texts: readonly (string | undefined)[]): number =>
  Math.max(0, ...texts.map(Number).filter(Number.isFinite));

function videoOf(stream: Stream): ProbedVideo {
  const { index, codec_name: codec = 'unknown', pix_fmt: pixels = 'unknown', width = 0, height = 0 } = stream;
  const aspect = ratioOf(stream.sample_aspect_ratio, ':') || 1;
  const isTurned = Math.abs(Math.round(rotationOf(stream) / 90)) % 2 === 1;
  const [wide, high] = [Math.round(width * aspect), height];
  return {
    ...{ index, codec, pixels, framesPerSecond: ratioOf(stream.avg_frame_rate, '/') },
    ...(isTurned ? { width: high, height: wide } : { width: wide, height: high }),
    isUpright: aspect === 1 && rotationOf(stream) % 360 === 0,
  };
}

/** In degrees. Older programs say it as a tag. */
function rotationOf({ side_data_list = [], tags }: Stream): number {
  const told = side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation ?? tags?.rotate;
  return Number(told) || 0;
}

function ratioOf(text: string | undefined, sign: string): number {
  const [over, under] = (text ?? '').split(sign).map(Number);
  const ratio = (over ?? 0) / (under ?? 0);
  return Number.isFinite(ratio) ? ratio : 0;
}

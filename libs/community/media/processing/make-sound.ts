import { type Demuxer, probe } from './film-probe.js';
import type { FilmWork } from './make-film.js';
import { asItIs, FileFault, type MadeMedia } from './media-made.js';

const demuxers: ReadonlyMap<string, Demuxer> = new Map([
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'mov'],
  ['audio/ogg', 'ogg'],
  ['audio/wav', 'wav'],
]);

/** A sound is kept as it is; how long it lasts is all that is to be known. */
export async function measureSound(path: string, type: string, work: FilmWork): Promise<MadeMedia> {
  const demuxer = demuxers.get(type);
  if (!demuxer) throw new FileFault('unsupported');
  const { tools, run, rules } = work;
  const { audio, seconds } = await probe(tools.ffprobe, path, demuxer, { ...run, harness: tools.harness });
  if (!audio || seconds <= 0) throw new FileFault('damaged');
  if (seconds > rules.seconds + 0.5) throw new FileFault('too-long');
  return { ...asItIs, durationMs: Math.round(seconds * 1000) };
}

import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { MediaUrls } from '../media-urls.js';
import { FilmTools } from './film-tools.js';
import { type FilmWork, makeFilm } from './make-film.js';
import { makeIcons } from '../icons/make-icons.js';
import { makePicture } from './make-picture.js';
import { measureSound } from './make-sound.js';
import { asItIs, type MadeMedia, type MadeVariant } from './media-made.js';
import { ProcessingRepository, type WorkFile } from './processing.repository.js';
import { withWorkFolder } from './work-folder.js';

export interface MakingSteps<Made> {
  /** Has the uploaded bytes written there. */
  readonly fetch: (path: string) => Promise<void>;
  /** Takes what was made; its files are gone afterwards. */
  readonly keep: (made: Made) => Promise<void>;
}

const hour = 3_600_000;
const progressEvery = 2_000;
/** Of the time of a task, so that its end is told by us and not by a kill. */
const share = 0.85;

/** Makes the variants of a file in a folder of its own. */
@Injectable()
export class MediaMaker {
  constructor(
    private readonly config: Config,
    private readonly tools: FilmTools,
    private readonly rows: ProcessingRepository,
    private readonly urls: MediaUrls,
  ) {}

  async make(file: WorkFile, steps: MakingSteps<MadeMedia>): Promise<void> {
    const until = Date.now() + this.config.mediaTaskSeconds * 1000 * share;
    await this.within(steps, (path, folder) => this.made(file, path, { folder, until }));
  }

  /** Of the community's logo. */
  async makeIcons(steps: MakingSteps<readonly MadeVariant[]>): Promise<void> {
    await this.within(steps, makeIcons);
  }

  private async within<Made>(
    { fetch, keep }: MakingSteps<Made>,
    work: (path: string, folder: string) => Promise<Made>,
  ): Promise<void> {
    const oldAfter = hour + 2 * this.config.mediaTaskSeconds * 1000;
    await withWorkFolder(oldAfter, async (folder) => {
      const path = join(folder, 'original');
      await fetch(path);
      await keep(await work(path, folder));
    });
  }

  private async made(file: WorkFile, path: string, run: FilmWork['run']): Promise<MadeMedia> {
    const { contentType, key, animated } = file;
    if (contentType.startsWith('image/'))
      return makePicture(path, { animated, isAvatar: this.urls.pathOf(key).startsWith('public/avatar/') });
    const isFilm = contentType.startsWith('video/');
    if (!isFilm && !contentType.startsWith('audio/')) return asItIs;
    const tools = await this.tools.find();
    if (!tools) return asItIs;
    const rules = { seconds: this.config.filmSeconds, height: this.config.filmHeight };
    const work = { tools, rules, run, onProgress: this.progressOf(file) };
    return isFilm ? makeFilm(path, work) : measureSound(path, contentType, work);
  }

  /** What cannot be noted now is noted the next time. */
  private progressOf({ id }: WorkFile): (percent: number) => void {
    let next = Date.now() + progressEvery;
    return (percent) => {
      if (Date.now() < next) return;
      next = Date.now() + progressEvery;
      this.rows.noteProgress(id, percent).catch(() => undefined);
    };
  }
}

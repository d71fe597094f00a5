import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { On, TaskStop } from '#kernel/jobs';
import { Log } from '#kernel/logging';
import { TenantObjects } from '#kernel/objects';
import { Signals } from '#kernel/signals';
import { type MediaVariant, variantKey } from '../media-object.js';
import { MediaBytes } from '../media-bytes.js';
import { mediaSignal } from '../media-signals.js';
import { MediaUploaded } from '../media.events.js';
import { IconsRepository } from '../icons/icons.repository.js';
import { MediaUrls } from '../media-urls.js';
import { FileFault, type MadeMedia, type MadeVariant, ToolKilled } from './media-made.js';
import { MediaMaker } from './media-maker.js';
import { ProcessingRepository, type WorkFile } from './processing.repository.js';
import { ShownFilesRepository } from './shown-files.repository.js';

/** An attempt more, and its file is given up: each of them has ended its process. */
const mostTries = 3;

/**
 * Makes of an uploaded file what members see. It may run twice, also at the same time: the same comes of it, under the
 * same names, and the row changes once. Whatever it has left half done the next run does, so the original goes here too.
 */
@Injectable()
export class ProcessMedia {
  constructor(
    private readonly rows: ProcessingRepository,
    private readonly shown: ShownFilesRepository,
    private readonly icons: IconsRepository,
    private readonly maker: MediaMaker,
    private readonly store: TenantObjects,
    private readonly bytes: MediaBytes,
    private readonly urls: MediaUrls,
    private readonly stop: TaskStop,
    private readonly signals: Signals,
    private readonly log: Log,
  ) {}

  @On(MediaUploaded, { task: 'media.process', class: 'media', key: ({ objectId }) => String(objectId), inUnit: false })
  async handle({ objectId }: MediaUploaded): Promise<void> {
    const file = await this.rows.begin(objectId);
    if (!file) return;
    if (file.state === 'pending')
      await this.stop.during(
        () => this.process(file),
        () => this.rows.forgetTry(file.id),
      );
    await this.settle(file);
    if (file.state === 'pending') this.signals.give(mediaSignal(file.ownerId));
  }

  private async process(file: WorkFile): Promise<void> {
    if (file.tries > mostTries) return this.rows.fail(file.id, 'gave-up');
    try {
      await this.maker.make(file, { fetch: (path) => this.fetch(file, path), keep: (made) => this.keep(file, made) });
    } catch (error) {
      if (error instanceof FileFault) return this.rows.fail(file.id, error.fault);
      // Why it failed is what is to be told, also where that cannot be noted.
      if (!(error instanceof ToolKilled)) await Promise.allSettled([this.rows.forgetTries(file.id)]);
      else if (this.stop.isNear) await Promise.allSettled([this.rows.forgetTry(file.id)]);
      throw error;
    }
  }

  /** Also what an attempt left undone that died after the row had changed, or whose row went away meanwhile. */
  private async settle({ id, key }: WorkFile): Promise<void> {
    const now = await this.rows.find(id);
    if (!now) return this.bytes.remove(key);
    await this.settleIcons(now);
    await this.shown.writeAll(id);
    if (!now.hasOriginal) await this.store.remove(this.urls.pathOf(key));
  }

  /** The community's logo has icons beside it; no other file has, so one that was the logo loses them. */
  private async settleIcons(file: WorkFile): Promise<void> {
    const had = await this.icons.find(file.id);
    if (had?.areDue) await this.makeIcons(file);
    else if (had?.areNeedless) await this.icons.forget(file.id);
  }

  /** Whoever wants to see them meanwhile, or if nothing comes of it, sees letters. */
  private async makeIcons(file: WorkFile): Promise<void> {
    const keep = async (made: readonly MadeVariant[]) => {
      await this.icons.keep(file.id, await this.putAll(file.key, made));
    };
    try {
      await this.maker.makeIcons({ fetch: (path) => this.fetch(file, path), keep });
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      this.log.warn('No icons came of the logo.', { key: file.key, fault: error.fault });
    }
    if (!(await this.rows.find(file.id))) await this.bytes.remove(file.key);
  }

  private async fetch({ key }: WorkFile, path: string): Promise<void> {
    const opened = await this.store.open(this.urls.pathOf(key));
    if (!opened) throw new FileFault('lost');
    await pipeline(opened.stream, createWriteStream(path, { mode: 0o600 }));
  }

  private async keep({ id, key }: WorkFile, made: MadeMedia): Promise<void> {
    if ((await this.rows.find(id))?.state !== 'pending') return;
    await this.rows.complete(id, { ...made, variants: await this.putAll(key, made.variants) });
  }

  private async putAll(key: string, made: readonly MadeVariant[]): Promise<Record<string, MediaVariant>> {
    const variants: Record<string, MediaVariant> = {};
    for (const one of made) variants[one.variant] = await this.put(key, one);
    return variants;
  }

  private async put(key: string, { variant, type, width, height, content }: MadeVariant): Promise<MediaVariant> {
    const isFile = !(content instanceof Uint8Array);
    const size = isFile ? (await stat(content.path)).size : content.length;
    const path = this.urls.pathOf(variantKey(key, variant));
    await this.store.put(path, isFile ? createReadStream(content.path) : content, { type });
    return { type, size, width, height };
  }
}

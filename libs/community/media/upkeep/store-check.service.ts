import { Injectable } from '@nestjs/common';
import { Clock, type Id, TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { type ListedObject, tenantFolder, TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { splitVariant, variantKey } from '../media-object.js';
import { MediaUploaded } from '../media.events.js';
import { MediaUrls } from '../media-urls.js';
import { SeenFiles } from './seen-files.js';
import { type KnownFile, lostReason, type RealSize, StoreCheckRepository } from './store-check.repository.js';

const batch = 500;
const hour = 3_600_000;
const day = 24 * hour;
/** Where uploads lie until they are files. */
const incoming = 'incoming/';
/** So many paths are kept in mind; those beyond them are for the next night. */
const mostStrange = 10_000;

export interface StoreCheck {
  objects: number;
  files: number;
  /** Objects and begun parts that no file has; removed. */
  orphans: number;
  /** Objects that no file has, but too many for that to be so: left alone. */
  spared: number;
  abortedParts: number;
  /** Objects that were of another size than their rows said, and files for which something else was booked. */
  resized: number;
  rebooked: number;
  /** Files whose bytes are gone, those whose bytes are back, and those whose variants are to be made anew. */
  lost: number;
  found: number;
  remade: number;
}

type Run = StoreCheck & { readonly seen: SeenFiles; readonly before: number; readonly strange: string[] };

/**
 * Compares all that the store has of a community with the rows of its files, both ways and page by page: in memory are a
 * page, and a byte for each file.
 *
 * Harmless beside everything else that goes on, whenever it is broken off:
 * - No object is removed that is less than a day old (an hour where uploads arrive: a signed form of a store of its own goes
 *   on bringing them when the upload has ended), or that a row knows. A row is there before its bytes, and a key is
 *   never used twice: so an object of yesterday that no row has will have none. A variant that is just being made is young,
 *   and while its file is pending, nothing of that is touched. What an upload has brought so far is known by `upload`.
 * - Where more than every tenth object, and more than a hundred, have no row, it is rather the rows that are wrong: an older
 *   database was restored, or another deployment has this store. Then none is removed.
 * - No file is called lost on the word of the list, which is older than the row: the store is asked for each object once
 *   more, and bytes go only after their row has gone. The row must be a day old, and no upload. If the store that was asked
 *   is the wrong one, then the next check of the right one brings the file back.
 * - Sizes are set only of files at rest, by objects of yesterday; who makes a file anew writes them after that.
 */
@Injectable()
export class StoreCheckService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly rows: StoreCheckRepository,
    private readonly store: TenantObjects,
    private readonly urls: MediaUrls,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<StoreCheck> {
    const none = { objects: 0, files: 0, orphans: 0, spared: 0, abortedParts: 0, resized: 0, rebooked: 0, lost: 0 };
    const before = this.clock.now().getTime() - day;
    const run: Run = { ...none, found: 0, remade: 0, seen: new SeenFiles(), before, strange: [] };
    for await (const objects of paged(this.store.list())) await this.compare(objects, run);
    await this.removeStrange(run);
    await this.abortParts(run);
    for (let after: Id | undefined = 0; after !== undefined;) {
      const files: KnownFile[] = await this.rows.listArrived(after, batch);
      await this.lookFor(files, run);
      after = files.length < batch ? undefined : files.at(-1)!.id;
    }
    const { seen: _, before: __, strange: ___, ...told } = run;
    return told;
  }

  private async compare(objects: readonly ListedObject[], run: Run): Promise<void> {
    const folder = tenantFolder(tenantScope.current());
    const parted = objects.map((object) => ({ object, ...splitVariant(object.key) }));
    const files = await this.rows.listByKey([...new Set(parted.map(({ path }) => folder + path))]);
    const byPath = new Map(files.map((file) => [this.urls.pathOf(file.key), file]));
    const sizes: RealSize[] = [];
    for (const { object, path, variant } of parted) {
      const file = byPath.get(path);
      const before = object.key.startsWith(incoming) ? run.before + day - hour : run.before;
      const isOld = object.changedAt.getTime() < before;
      if (!file || !isKnown(file, variant)) {
        if (isOld && (!file || isAtRest(file)) && run.strange.length < mostStrange) run.strange.push(object.key);
        continue;
      }
      run.seen.add(file.id);
      if (isOld && sizeOf(file, variant) !== object.size)
        sizes.push({ id: file.id, size: object.size, ...(variant && { variant }) });
    }
    run.objects += objects.length;
    await this.correct(sizes, run);
  }

  private async removeStrange(run: Run): Promise<void> {
    for (let from = 0; from < run.strange.length; from += batch) {
      const paths = run.strange.slice(from, from + batch);
      const arriving = new Set(await this.rows.listArriving(paths));
      const orphans = paths.filter((path) => !arriving.has(path));
      if (run.strange.length > Math.max(100, run.objects / 10)) run.spared += orphans.length;
      else if (orphans.length > 0) {
        await this.store.remove(...orphans);
        run.orphans += orphans.length;
      }
    }
  }

  private async correct(sizes: readonly RealSize[], run: Run): Promise<void> {
    if (sizes.length === 0) return;
    await this.db.transaction(async () => {
      await this.rows.setSizes(sizes);
      await this.rows.book(sizes.map(({ id }) => id));
    });
    run.resized += sizes.length;
  }

  /** Also those of no upload: a large file may have been on its way to its own key when a process was killed. */
  private async abortParts(run: Run): Promise<void> {
    for await (const page of paged(this.store.listBegun())) {
      const old = page.filter(({ begunAt }) => begunAt.getTime() < run.before);
      const arriving = new Set(old.length > 0 ? await this.rows.listArriving(old.map(({ key }) => key)) : []);
      for (const { key, id } of old.filter((begun) => !arriving.has(begun.key))) {
        await this.store.abortParts(key, id);
        run.abortedParts += 1;
      }
    }
  }

  private async lookFor(files: readonly KnownFile[], run: Run): Promise<void> {
    run.files += files.length;
    for (const file of files) {
      const paths = pathsOf(file, this.urls.pathOf(file.key));
      const isThere = run.seen.of(file.id) >= Math.min(255, paths.length);
      const missing = isThere ? [] : await this.missingOf(paths);
      await this.settle(file, missing, run);
    }
    const misbooked = files.filter(({ isMisbooked }) => isMisbooked).map(({ id }) => id);
    if (misbooked.length > 0) await this.rows.book(misbooked);
    run.rebooked += misbooked.length;
  }

  private async missingOf(paths: readonly StoredPath[]): Promise<StoredPath[]> {
    const missing: StoredPath[] = [];
    for (const stored of paths) if (!(await this.store.find(stored.path))) missing.push(stored);
    return missing;
  }

  private async settle(file: KnownFile, missing: readonly StoredPath[], run: Run): Promise<void> {
    const { id, reason, state, hasOriginal } = file;
    if (missing.length === 0) {
      if (reason === lostReason) run.found += await this.change(id, () => this.rows.bringBack(id));
    } else if (!hasOriginal || missing.some(({ variant }) => variant === undefined)) {
      run.lost += await this.change(id, () => this.rows.markLost(id));
    } else if (state === 'ready') {
      const names = missing.map(({ variant }) => variant!);
      run.remade += await this.change(id, () => this.rows.forgetVariants(id, names));
    }
  }

  /** What follows from it, the task for uploaded files does: variants, and what posts and comments say of the file. */
  private async change(id: Id, work: () => Promise<boolean>): Promise<number> {
    return this.db.transaction(async () => {
      const isChanged = await work();
      if (isChanged) this.outbox.add(new MediaUploaded(id));
      return Number(isChanged);
    });
  }
}

interface StoredPath {
  readonly path: string;
  /** Without one: the uploaded bytes. */
  readonly variant?: string;
}

const pathsOf = ({ hasOriginal, variants }: KnownFile, path: string): StoredPath[] => [
  ...(hasOriginal ? [{ path }] : []),
  ...Object.keys(variants).map((variant) => ({ path: variantKey(path, variant), variant })),
];

const isKnown = ({ hasOriginal, variants }: KnownFile, variant?: string): boolean =>
  variant === undefined ? hasOriginal : Object.hasOwn(variants, variant);

/** As the row says. */
const sizeOf = ({ size, variants }: KnownFile, variant?: string): number | undefined =>
  variant === undefined ? size : variants[variant];

const isAtRest = ({ state, reason }: KnownFile): boolean =>
  state === 'ready' || (state === 'failed' && reason !== lostReason);

async function* paged<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let page: Item[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < batch) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

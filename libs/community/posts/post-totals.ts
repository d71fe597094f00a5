import { Injectable } from '@nestjs/common';
import { Cache, Freshness, hold, type Stamp } from '#kernel/cache';
import type { Id } from '#kernel/database';

const secondsWhenTold = 30;
const secondsWhenDeaf = 1;
const epochKey = 'posts.epoch';
const generationKey = 'posts.generation';
const blocksKey = 'posts.blocks';
/** Long lists are counted by blocks of so many ids, and only those blocks again in which a post was changed. */
const idsInBlock = 1024;
/** A list of less rows is counted in one go. */
const longFrom = 4 * idsInBlock;
/** As is one of more blocks, or with more of them changed. */
const mostBlocks = 10_000;
const mostChanged = 20;
/** Of a block that nobody had looked at before it was counted. */
const unknown = 0;

/** What has to be counted: all posts from an id on, and those of some blocks before it. */
export interface Recount {
  readonly idsInBlock: number;
  readonly from: Id;
  readonly blocks: readonly number[];
}

/** The total of one list as of a moment. */
export interface RememberedTotal {
  readonly known: number | undefined;
  /** As of this moment, also of what is known. */
  recount(): Recounting;
}

export interface Recounting {
  readonly due: Recount;
  /** To be given what a statement sent after the moment counted of what was due, by block; answers the total. */
  readonly remember: (counted: ReadonlyMap<number, number>) => number;
}

interface Counted {
  readonly epoch: number;
  readonly generation: number;
  readonly total: number;
  /** By block; of a short list there are none. */
  readonly counts: readonly number[];
  readonly generations: readonly number[];
  readonly stamps: readonly Stamp[];
  readonly until: number;
}

/** As it was before the statement that counts. */
interface Asked {
  readonly known: Counted | undefined;
  readonly epoch: number;
  readonly generation: number;
  readonly generations: readonly number[];
  readonly stamps: readonly Stamp[];
  readonly due: Recount;
}

/**
 * How many rows lists of posts have in all, remembered until a change that can alter one of them is committed: by this
 * process, which forgets at once, or by another, which tells. Half a minute at most, a second where nobody would tell.
 */
@Injectable()
export class PostTotals {
  private last = unknown;

  constructor(
    private readonly cache: Cache,
    private readonly freshness: Freshness,
  ) {}

  /** `list` names the filter, with the viewer where it depends on one; it is personal where their relations decide. */
  at(list: string, isPersonal = false): RememberedTotal {
    const key = `posts.total:${list}`;
    const found = this.find(key);
    const isKnown = found?.generation === this.number(generationKey);
    return { known: isKnown ? found.total : undefined, recount: () => this.recount(key, isPersonal) };
  }

  private recount(key: string, isPersonal: boolean): Recounting {
    const asked = this.asked(key, isPersonal);
    return { due: asked.due, remember: (counted) => this.remember(key, asked, counted) };
  }

  /**
   * To be called in the unit of work that changes something; takes effect once that is committed. Without a post it may
   * have been any of them.
   */
  forget(postId?: Id): void {
    this.cache.forgetAfterCommit(postId === undefined ? epochKey : blockKey(Math.floor(postId / idsInBlock)));
    this.cache.forgetAfterCommit(generationKey);
  }

  private asked(key: string, isPersonal: boolean): Asked {
    const [epoch, generation] = [this.number(epochKey), this.number(generationKey)];
    const stamps = isPersonal ? this.freshness.stamps(['relation']) : [];
    const known = this.find(key);
    const before = { known, epoch, generation, stamps };
    if (known && !known.counts.length) return { ...before, generations: [], due: whole };
    const generations = Array.from({ length: this.blocksOf(known) }, (_, block) => this.number(blockKey(block)));
    return { ...before, generations, due: known ? dueOf(known, generations) : whole };
  }

  private find(key: string): Counted | undefined {
    const found = this.cache.peek<Counted>(key);
    return found?.epoch === this.number(epochKey) && hold(found.stamps) ? found : undefined;
  }

  /** As many as any list had. */
  private blocksOf(known: Counted | undefined): number {
    return known?.counts.length ?? this.cache.peek<{ number: number }>(blocksKey)?.number ?? 0;
  }

  private remember(key: string, asked: Asked, counted: ReadonlyMap<number, number>): number {
    const { epoch, generation, stamps, due } = asked;
    const known = due.from ? asked.known : undefined;
    const counts = mergedCounts(due, known?.counts ?? [], counted);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const until = known?.until ?? Date.now() + (this.cache.hears ? secondsWhenTold : secondsWhenDeaf) * 1000;
    const isLong = total >= longFrom && counts.length <= mostBlocks;
    if (isLong) this.cache.put(blocksKey, 3600, { number: counts.length });
    const value = { epoch, generation, total, stamps, until };
    const blocks = isLong
      ? { counts, generations: this.generationsOf(counts, asked) }
      : { counts: [], generations: [] };
    const milliseconds = until - Date.now();
    if (milliseconds > 0) this.cache.put<Counted>(key, milliseconds / 1000, { ...value, ...blocks });
    return total;
  }

  /** Those before the statement. Of blocks that were not looked at then they are known only if nothing was changed since. */
  private generationsOf(counts: readonly number[], { generation, generations }: Asked): number[] {
    const isSame = this.number(generationKey) === generation;
    return counts.map((_, block) => generations[block] ?? (isSame ? this.number(blockKey(block)) : unknown));
  }

  /** Another one each time that it was forgotten. */
  private number(key: string): number {
    const known = this.cache.peek<{ number: number }>(key);
    if (known) return known.number;
    const number = (this.last += 1);
    this.cache.put(key, 3600, { number });
    return number;
  }
}

const whole: Recount = { idsInBlock, from: 0, blocks: [] };
const blockKey = (block: number): string => `${generationKey}:${block}`;

/** The newest block is due always, since posts with ids behind it are in none that is known. */
function dueOf({ counts, generations: before }: Counted, generations: readonly number[]): Recount {
  const newest = counts.length - 1;
  const blocks: number[] = [];
  for (let block = 0; block < newest; block += 1) if (before[block] !== generations[block]) blocks.push(block);
  return blocks.length > mostChanged ? whole : { idsInBlock, from: newest * idsInBlock, blocks };
}

/** Without a gap: a block of which nothing was counted has none. */
function mergedCounts(due: Recount, known: readonly number[], counted: ReadonlyMap<number, number>): number[] {
  const before = due.from / idsInBlock;
  const newest = Math.max(before - 1, ...counted.keys());
  return Array.from({ length: newest + 1 }, (_, block) =>
    block < before && !due.blocks.includes(block) ? known[block]! : (counted.get(block) ?? 0),
  );
}

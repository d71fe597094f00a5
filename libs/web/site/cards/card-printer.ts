import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ChildDied, type ChildEntry, LimitedChild } from '#kernel/children';
import { Config, partOfEnvironment } from '#kernel/config';
import { Log } from '#kernel/logging';
import { tenantScope } from '#kernel/scope';
import type { Card } from '#web/cards';
import { CardShelf } from './card-shelf.js';

const seconds = 10;
const idleFor = 60_000;
/** Of all communities, and of one: those who come then are told to come again. */
const mostWaiting = 16;
const mostOfOne = 6;
/** So long what could not be drawn is not tried again. */
const restMs = 60_000;
const mostFailed = 1_000;

/** What finding fonts needs, and nothing of ours. */
const environment = [
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'XDG_CACHE_HOME',
  'XDG_DATA_DIRS',
  'FONTCONFIG_PATH',
  'FONTCONFIG_FILE',
];

/** Too many are asked for at once, or what was asked for could not be drawn lately. */
export class CardNotNow extends Error {
  override readonly name = 'CardNotNow';
}

/** Draws cards one at a time, in a child process with limits. Each is drawn once however many ask for it, and kept a while. */
@Injectable()
export class CardPrinter implements OnApplicationShutdown {
  private entry?: ChildEntry;
  private child: LimitedChild<Card, Uint8Array> | undefined;
  private dismissal: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly shelf = new CardShelf();
  private readonly coming = new Map<string, Promise<Uint8Array>>();
  private readonly waiting = new Map<number, number>();
  private readonly failed = new Map<string, number>();
  private readonly atExit = () => this.child?.kill('was ended with the server');

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  /** From now on; without it cards are drawn in this process. */
  use(file: string): void {
    if (!this.entry) process.on('exit', this.atExit);
    this.entry = { file, serialization: 'advanced', env: partOfEnvironment(environment) };
  }

  /** The process that lives now. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** `key`: of all that the card shows. */
  async print(key: string, load: () => Promise<Card>): Promise<Uint8Array> {
    const { id } = tenantScope.current();
    const own = `${id}:${key}`;
    const there = this.shelf.find(own);
    if (there) return there;
    const coming = this.coming.get(own) ?? this.begin(own, id, load);
    return coming;
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.dismissal);
    process.off('exit', this.atExit);
    await this.child?.stop();
  }

  private begin(key: string, tenantId: number, load: () => Promise<Card>): Promise<Uint8Array> {
    const ofOne = this.waiting.get(tenantId) ?? 0;
    if (this.coming.size >= mostWaiting || ofOne >= mostOfOne || (this.failed.get(key) ?? 0) > Date.now())
      return Promise.reject(new CardNotNow());
    this.waiting.set(tenantId, ofOne + 1);
    const drawn = this.last.then(async () => this.draw(await load()));
    this.last = drawn.catch(() => undefined);
    const kept = drawn
      .then(
        (bytes) => this.shelf.put(key, bytes),
        (error: unknown) => this.noteFailure(key, error as Error),
      )
      .finally(() => this.leave(key, tenantId));
    this.coming.set(key, kept);
    return kept;
  }

  private leave(key: string, tenantId: number): void {
    this.coming.delete(key);
    const left = this.waiting.get(tenantId)! - 1;
    if (left > 0) this.waiting.set(tenantId, left);
    else this.waiting.delete(tenantId);
  }

  private noteFailure(key: string, { name, message }: Error): never {
    this.log.warn('A card could not be drawn.', { why: `${name}: ${message}` });
    if (this.failed.size >= mostFailed) this.failed.clear();
    this.failed.set(key, Date.now() + restMs);
    throw new CardNotNow();
  }

  private async draw(card: Card): Promise<Uint8Array> {
    if (!this.entry) {
      const { drawCard } = await import('#web/cards');
      return drawCard(card);
    }
    clearTimeout(this.dismissal);
    if (!this.child?.healthy) this.fork();
    try {
      return await this.child!.run(card);
    } catch (error) {
      if (error instanceof ChildDied) this.child = undefined;
      throw error;
    } finally {
      this.dismissal = setTimeout(() => this.dismiss(), idleFor).unref();
    }
  }

  private fork(): void {
    this.child?.end();
    const limits = { memory: this.config.mediaChildMemory, seconds };
    this.child = new LimitedChild(this.entry!, limits, null);
  }

  private dismiss(): void {
    this.child?.end();
    this.child = undefined;
  }
}

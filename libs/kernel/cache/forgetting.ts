import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clusters, Listener, PlatformDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';

const channel = 'paopao_forget';
const atMostEvery = 50;
/** PostgreSQL takes less than 8,000 bytes at a time. */
const mostCharacters = 7_000;
/** So many are told again when they could not be told; of more, other processes hear nothing and forget in time. */
const mostKept = 10_000;

/**
 * Tells other processes what to forget, after the commit that changed it, all of 50 ms in one NOTIFY. A process that
 * hears may remember for longer; while it is deaf it has forgotten everything and remembers for a second only.
 */
@Injectable()
export class Forgetting implements BeforeApplicationShutdown {
  private readonly self = randomUUID();
  private waiting = new Set<string>();
  private timer?: NodeJS.Timeout;
  private listener?: Listener;

  constructor(
    private readonly database: PlatformDatabase,
    private readonly clusters: Clusters,
    private readonly log: Log,
  ) {}

  async start(forget: (key: string) => void, forgetAll: () => void): Promise<void> {
    const notified = (payload: string) => {
      const [sender, ...keys] = payload.split('\n');
      if (sender !== this.self) for (const key of keys) forget(key);
    };
    const on = { notified, reconnected: forgetAll, lost: forgetAll };
    this.listener = new Listener(this.clusters.get(this.clusters.control), channel, on, this.log);
    await this.listener.start();
  }

  /** Whether this process is told what others change. */
  get hears(): boolean {
    return this.listener?.alive ?? false;
  }

  tell(key: string): void {
    this.waiting.add(key);
    this.timer ??= setTimeout(() => scope.run({}, () => void this.send()), atMostEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    if (this.waiting.size) await this.send();
    await this.listener?.stop();
  }

  private async send(): Promise<void> {
    const keys = [...this.waiting];
    this.timer = undefined;
    this.waiting = new Set();
    try {
      await this.database.notify(channel, payloads(this.self, keys));
    } catch (error) {
      this.log.warn('Other processes could not be told what to forget; they are told again.', error as Error);
      for (const key of keys.slice(0, mostKept)) this.tell(key);
    }
  }
}

function payloads(sender: string, keys: readonly string[]): string[] {
  const made: string[] = [];
  for (const key of keys) {
    const last = made.at(-1);
    if (last !== undefined && last.length + key.length < mostCharacters) made[made.length - 1] = `${last}\n${key}`;
    else made.push(`${sender}\n${key}`);
  }
  return made;
}

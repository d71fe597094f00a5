import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Broadcast, Clusters, Listener, PlatformDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import { Siblings } from '#kernel/siblings';

const channel = 'paopao_forget';
const topic = 'forget';
/** Of more than these, other processes hear nothing when they could not be told, and forget in time. */
const mostKept = 10_000;

/**
 * Tells other processes what to forget, after the commit that changed it: those that share a port with this one at once,
 * all others by NOTIFY. A process that hears may remember for longer; while it is deaf it has forgotten everything and
 * remembers for a second only.
 */
@Injectable()
export class Forgetting implements BeforeApplicationShutdown {
  private readonly broadcast: Broadcast;
  private listener?: Listener;

  constructor(
    database: PlatformDatabase,
    private readonly clusters: Clusters,
    private readonly siblings: Siblings,
    private readonly log: Log,
  ) {
    const failed = 'Other processes could not be told what to forget; they are told again.';
    this.broadcast = new Broadcast(database, { channel, failed, head: siblings.self, again: mostKept }, log);
  }

  async start(forget: (key: string) => void, forgetAll: () => void): Promise<void> {
    const notified = (payload: string) => {
      const [sender = '', ...keys] = payload.split('\n');
      if (sender !== this.siblings.self && !this.siblings.has(sender)) for (const key of keys) forget(key);
    };
    this.siblings.answer(topic, (keys) => (keys as string[]).forEach(forget));
    const on = { notified, reconnected: forgetAll, lost: forgetAll };
    this.listener = new Listener(this.clusters.get(this.clusters.control), channel, on, this.log);
    await this.listener.start();
  }

  /** Whether this process is told what others change. */
  get hears(): boolean {
    return this.listener?.alive ?? false;
  }

  tell(key: string): void {
    this.broadcast.tell(key);
    this.siblings.tell(topic, key);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.broadcast.finish();
    await this.listener?.stop();
  }
}

import { Readable } from 'node:stream';
import type { Id } from '#kernel/database';
import type { Tenant } from '#kernel/scope';

/** What is told of a signal: the name of an event, and whatever else the page needs to know which of its parts is meant. */
export interface LiveEvent {
  readonly event: string;
  readonly about?: Readonly<Record<string, number>>;
}

export interface LiveReader {
  readonly tenant: Tenant;
  /** Null: a guest. */
  readonly member: { readonly id: Id; readonly username: string } | null;
  /** By which the member is known. */
  readonly token: string | undefined;
  readonly network: string;
  /** By the names of signals. */
  readonly events: ReadonlyMap<string, LiveEvent>;
}

/** In bytes, beyond what the system holds: whoever takes so little is let go, and comes back. */
const mostWaiting = 16 * 1024;
const beatEvery = 20_000;

/** One browser that stays connected to be told of what may be new, as an event stream. */
export class LiveConnection {
  readonly stream = new Readable({ read: () => undefined, highWaterMark: mostWaiting });
  private beatAt: number;
  private isOver = false;

  /** Times are of `performance.now()`. */
  constructor(
    readonly reader: LiveReader,
    private readonly endsAt: number,
    now: number,
  ) {
    this.beatAt = now + beatEvery;
  }

  get isGuest(): boolean {
    return this.reader.member === null;
  }

  /** `within`: whoever hears it asks at some moment of so many milliseconds, so that not all do at once. */
  tell({ event, about = {} }: LiveEvent, within = 0): void {
    this.write(event, { ...about, within });
  }

  /** Says as whom they are connected: a page may be of somebody who was here before. */
  greet(): void {
    this.write('hello', { member: this.reader.member?.username ?? null });
  }

  /** Something may be new of which no signal was heard. */
  tellToAskAnew(): void {
    this.write('anew', {});
  }

  /** Proves that the way is open; false when its time is over. */
  beat(now: number): boolean {
    if (now >= this.endsAt) return false;
    if (now < this.beatAt) return true;
    this.beatAt = now + beatEvery;
    this.write('beat', {});
    return true;
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stream.push(null);
    if (this.stream.readableLength > 0) this.stream.destroy(); // nobody waits for who does not read
  }

  /** Of which nothing has been sent yet. */
  refuse(): void {
    this.stream.destroy();
  }

  private write(event: string, data: object): void {
    if (this.isOver || this.stream.destroyed) return;
    this.stream.push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (this.stream.readableLength > mostWaiting) this.stream.destroy();
  }
}

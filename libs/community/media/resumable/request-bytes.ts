import type { IncomingMessage } from 'node:http';
import { letPass } from '#kernel/http';
import { largestForm } from '../uploads/upload-formats.js';
import { Alarm } from './waiting.js';

/**
 * The body of a request, piece by piece: nothing is read from the connection that nobody has asked for. A connection
 * that breaks, or on which nothing comes for so many milliseconds, just ends.
 */
export class RequestBytes {
  /** The connection is to be closed with the answer. */
  isStopped = false;
  private isInterrupted = false;
  private isHeard = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly raw: IncomingMessage,
    private readonly patience: number,
  ) {}

  /** Reads nothing yet: there may be hundreds of requests that wait for a buffer. */
  async wait(): Promise<'come' | 'end' | 'interrupted'> {
    this.listen();
    for (;;) {
      if (this.isStopped || this.raw.destroyed) return 'end';
      if (this.raw.readableLength > 0) return 'come';
      if (this.raw.readableEnded) return 'end';
      if (this.isInterrupted) {
        this.isInterrupted = false;
        return 'interrupted';
      }
      this.raw.read(0); // asks for more, and hears of the end
      await this.change();
    }
  }

  read(): Buffer {
    return this.isStopped ? Buffer.alloc(0) : ((this.raw.read() as Buffer | null) ?? Buffer.alloc(0));
  }

  /** Whoever waits for bytes is to do something else first. Nothing is lost by it. */
  readonly interrupt = (): void => {
    this.isInterrupted = true;
    this.wake();
  };

  /** Ends it at once, whatever else would come. */
  readonly stop = (): void => {
    this.isStopped = true;
    this.wake();
  };

  /** When there is an answer: what nobody reads any more is let pass, but not of a request that was stopped. */
  leave(): void {
    this.raw.off('readable', this.heard);
    if (this.isStopped || this.raw.readableEnded || this.raw.destroyed) return;
    letPass(this.raw, largestForm);
  }

  /** Only the time counts in which somebody waits for more: not that in which a slow store does. */
  private async change(): Promise<void> {
    const alarm = new Alarm(this.patience, () => this.raw.destroy());
    await new Promise<void>((resolve) => (this.wake = resolve));
    alarm.stop();
  }

  private readonly heard = (): void => this.wake();

  private listen(): void {
    if (this.isHeard) return;
    this.isHeard = true;
    for (const event of ['readable', 'end', 'close', 'error']) this.raw.on(event, this.heard);
  }
}

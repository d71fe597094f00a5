import type { IncomingMessage } from 'node:http';
import { largestForm } from '../uploads/upload-formats.js';
import { Alarm } from './waiting.js';

type Heard = Buffer | 'end' | 'interrupted';

/**
 * The body of a request, piece by piece: nothing is read from the connection that nobody has asked for. A connection
 * that breaks, or on which nothing comes for so many milliseconds, just ends.
 */
export class RequestBytes {
  private readonly iterator: AsyncIterator<Buffer>;
  isStopped = false;
  private pending?: Promise<Heard>;
  private halt: () => void = () => undefined;
  private readonly halted = new Promise<'end'>((resolve) => (this.halt = () => resolve('end')));

  constructor(
    private readonly raw: IncomingMessage,
    private readonly patience: number,
  ) {
    this.iterator = (raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** Nothing is lost by an interruption: the next call answers what this one has waited for. */
  async next(interruption?: Promise<void>): Promise<Heard> {
    this.pending ??= this.read();
    const heard = await Promise.race([
      this.pending,
      this.halted,
      ...(interruption ? [interruption.then(() => 'interrupted' as const)] : []),
    ]);
    if (heard !== 'interrupted') this.pending = undefined;
    return heard;
  }

  /** Ends it at once, whatever else would come. */
  stop(): void {
    this.isStopped = true;
    this.halt();
  }

  /**
   * When there is an answer. A browser hears of it only when it has sent everything, so what nobody reads any more is let
   * pass; but not of a request that was stopped.
   */
  async leave(): Promise<void> {
    if (this.isStopped || this.raw.readableEnded || this.raw.destroyed) return;
    await this.iterator.return?.();
    let left = largestForm;
    this.raw.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) this.raw.destroy();
    });
    this.raw.resume();
  }

  private async read(): Promise<Heard> {
    const alarm = new Alarm(this.patience, () => this.raw.destroy());
    try {
      const next = await this.iterator.next();
      return next.done ? 'end' : next.value;
    } catch {
      return 'end'; // the client has gone
    } finally {
      alarm.stop();
    }
  }
}

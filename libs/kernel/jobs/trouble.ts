import type { Log } from '#kernel/logging';

/** Says once, or again after some time, that something does not work, and once that it does again. */
export class Trouble {
  private toldAt?: number;

  constructor(
    private readonly log: Log,
    private readonly beginning: string,
    private readonly end: string,
    private readonly repeatAfterMs = Infinity,
  ) {}

  note(error: Error): void {
    const now = performance.now();
    if (this.toldAt !== undefined && now - this.toldAt < this.repeatAfterMs) return;
    this.log.warn(this.beginning, error);
    this.toldAt = now;
  }

  over(): void {
    if (this.toldAt !== undefined) this.log.log(this.end);
    this.toldAt = undefined;
  }
}

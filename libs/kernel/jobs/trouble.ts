import type { Log } from '#kernel/logging';

/** Says once that something does not work, and once that it does again. */
export class Trouble {
  private told = false;

  constructor(
    private readonly log: Log,
    private readonly beginning: string,
    private readonly end: string,
  ) {}

  note(error: Error): void {
    if (!this.told) this.log.warn(this.beginning, error);
    this.told = true;
  }

  over(): void {
    if (this.told) this.log.log(this.end);
    this.told = false;
  }
}

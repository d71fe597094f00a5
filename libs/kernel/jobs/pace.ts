const slotMs = 100;
const mostAhead = 200;

/** How many tasks have lately been done, and so how many can be taken ahead without anybody waiting long behind them. */
export class Pace {
  private slot = 0;
  private ended = 0;
  private endedBefore = 0;

  noteEnd(): void {
    this.turn();
    this.ended += 1;
  }

  /** As many as are done in two fifths of a second. */
  get ahead(): number {
    this.turn();
    return Math.min(mostAhead, 4 * Math.max(this.ended, this.endedBefore));
  }

  private turn(): void {
    const now = Math.floor(performance.now() / slotMs);
    if (now === this.slot) return;
    this.endedBefore = now === this.slot + 1 ? this.ended : 0;
    this.ended = 0;
    this.slot = now;
  }
}

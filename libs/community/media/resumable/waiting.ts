/** Calls `ring` after so long, unless it is stopped before. */
export class Alarm {
  private readonly timer: NodeJS.Timeout;

  constructor(milliseconds: number, ring: () => void) {
    this.timer = setTimeout(ring, milliseconds);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => new Alarm(milliseconds, resolve));

/** Asks again and again, until the answer is no: then `onNo` is called, once. */
export class Watch {
  private alarm?: Alarm;
  private isOver = false;

  constructor(
    private readonly every: number,
    private readonly ask: () => Promise<boolean>,
    private readonly onNo: () => void,
  ) {
    this.wait();
  }

  stop(): void {
    this.isOver = true;
    this.alarm?.stop();
  }

  private wait(): void {
    this.alarm = new Alarm(this.every, () => {
      this.ask().then((isSo) => this.hear(isSo), this.onNo);
    });
  }

  private hear(isSo: boolean): void {
    if (this.isOver) return;
    if (isSo) this.wait();
    else this.onNo();
  }
}

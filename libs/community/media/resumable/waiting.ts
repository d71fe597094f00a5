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

/** So long it is not asked after it failed; then once, and if that fails too, not for as long again. */
const rest = 5_000;
const patience = 3;

/** Keeps those who ask from waiting, one after another, for what does not answer. */
export class Breaker {
  private failures = 0;
  private closedFrom?: number;
  private isTrying = false;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether asking is worth while now. */
  get isClosed(): boolean {
    return this.closedFrom === undefined || (this.now() >= this.closedFrom && !this.isTrying);
  }

  /** Before each attempt, if it is closed: after some rest one goes first, and the others wait how it ends. */
  begin(): void {
    this.isTrying = this.closedFrom !== undefined;
  }

  /** Answers whether it was open until now. */
  succeed(): boolean {
    const wasOpen = this.closedFrom !== undefined;
    this.failures = 0;
    this.closedFrom = undefined;
    this.isTrying = false;
    return wasOpen;
  }

  /** `atOnce`: nobody is there, as opposed to one that says no or is late. Answers whether it was closed until now. */
  fail(atOnce: boolean): boolean {
    const wasOpen = this.closedFrom !== undefined;
    this.failures += 1;
    this.isTrying = false;
    if (!atOnce && !wasOpen && this.failures < patience) return false;
    this.closedFrom = this.now() + rest;
    return !wasOpen;
  }
}

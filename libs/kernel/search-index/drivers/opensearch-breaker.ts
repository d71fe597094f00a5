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

  /** Whether nothing has succeeded since it opened. */
  get hasOpened(): boolean {
    return this.closedFrom !== undefined;
  }

  /** Whether what succeeds now was begun before it opened. */
  get isResting(): boolean {
    return this.closedFrom !== undefined && this.now() < this.closedFrom;
  }

  /**
   * Before each attempt, if it is closed: after some rest one goes first, and the others wait how it ends. Answers what
   * is to be called at its end, however that comes.
   */
  begin(): () => void {
    if (!this.hasOpened) return () => undefined;
    this.isTrying = true;
    return () => (this.isTrying = false);
  }

  succeed(): void {
    this.failures = 0;
    this.closedFrom = undefined;
  }

  /** `atOnce`: nobody is there, or somebody waited in vain, as opposed to one that says no. */
  fail(atOnce: boolean): void {
    this.failures += 1;
    if (atOnce || this.hasOpened || this.failures >= patience) this.closedFrom = this.now() + rest;
  }
}

/** What was started, to be stopped last first, once, whatever ends the run. */
export class Undo {
  private readonly steps: (() => Promise<void> | void)[] = [];
  private running?: Promise<void>;

  push(step: () => Promise<void> | void): void {
    this.steps.push(step);
  }

  /** To be asked right before something is started: when the run is at its end, nobody would stop it any more. */
  refuseAtEnd(): void {
    if (this.running) throw new Error('The run has been stopped.');
  }

  /** Calls of it during another wait for that one. */
  all(): Promise<void> {
    this.running ??= this.run();
    return this.running;
  }

  private async run(): Promise<void> {
    for (const step of this.steps.reverse()) {
      try {
        await step();
      } catch (error) {
        console.error(error); // the rest has to be stopped all the same
        process.exitCode = 1;
      }
    }
  }
}

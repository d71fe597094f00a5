/** What was started, to be stopped last first, once, whatever ends the run. */
export class Undo {
  private readonly steps: (() => Promise<void> | void)[] = [];
  private running?: Promise<void>;

  /** Answers how to do it earlier. */
  push(step: () => Promise<void> | void): () => Promise<void> {
    let done: Promise<void> | undefined;
    const once = (): Promise<void> => (done ??= Promise.resolve(step()));
    this.steps.push(once);
    return once;
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

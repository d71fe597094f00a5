// The same as apps/standalone/progress.ts, for the time before anything is built.

/** Prints the steps of a start, one line each: `[1/6] Dependencies … ok (0.1 s)`. */
export class Steps {
  done = 0;
  #open = false;

  constructor(total) {
    this.total = total;
  }

  /** Runs the work as the next step; it gets a function that prints a remark. */
  async step(title, work) {
    const since = Date.now();
    const head = `[${++this.done}/${this.total}] ${title} …`;
    process.stdout.write(head);
    this.#open = true;
    const remark = (text) => {
      process.stdout.write(`${this.#open ? '\n' : ''}      ${text}\n`);
      this.#open = false;
    };
    const end = (result) => process.stdout.write(`${this.#open ? '' : head} ${result}\n`);
    try {
      const result = await work(remark);
      end(`ok (${((Date.now() - since) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      end('failed');
      throw error;
    }
  }
}

/** Prints the steps of a start, one line each: `[3/6] Database … ok (0.4 s)`. */
export class Progress {
  private head = '';
  private lineOpen = false;

  constructor(
    private done: number,
    private readonly total: number,
    private readonly write: (text: string) => void = (text) => process.stdout.write(text),
  ) {}

  /** Runs the work as the next step. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const since = performance.now();
    this.head = `[${++this.done}/${this.total}] ${title} …`;
    this.write(this.head);
    this.lineOpen = true;
    try {
      const result = await work();
      this.end(`ok (${((performance.now() - since) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      this.end('failed');
      throw error;
    }
  }

  /** Within a step: something a person should know, on a line of its own. */
  remark(text: string): void {
    this.write(`${this.lineOpen ? '\n' : ''}      ${text}\n`);
    this.lineOpen = false;
  }

  private end(result: string): void {
    this.write(`${this.lineOpen ? '' : this.head} ${result}\n`);
    this.lineOpen = false;
  }
}

/** Who worked within so many milliseconds is taken to be about to work again. */
const lately = 1_000;

interface Seen {
  readonly tenant: number;
  at: number;
}

/** Whether a tenant is the only one that works now. Asked for each unit of work, so only the last two are remembered. */
export class Company {
  private last: Seen = { tenant: Number.NaN, at: -Infinity };
  private before: Seen = this.last;

  constructor(private readonly now: () => number = () => performance.now()) {}

  saw(tenant: number): void {
    const at = this.now();
    if (tenant === this.last.tenant) {
      this.last.at = at;
      return;
    }
    this.before = this.last;
    this.last = { tenant, at };
  }

  /** Of others than this one. */
  isAround(tenant: number): boolean {
    const other = tenant === this.last.tenant ? this.before : this.last;
    return this.now() - other.at < lately;
  }
}

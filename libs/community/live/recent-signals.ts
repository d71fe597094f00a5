/** In milliseconds; a page that is older asks for everything. */
const keptFor = 60_000;
const mostKept = 20_000;

/** When each signal was given last, for who comes just after it. Times are of `performance.now()`. */
export class RecentSignals {
  private readonly times = new Map<string, number>();
  /** Of all that was given since then it knows. */
  private since = Infinity;

  /** From now on signals are heard. */
  begin(now: number): void {
    this.times.clear();
    this.since = now;
  }

  note(signal: string, now: number): void {
    this.times.delete(signal); // so that the oldest come first
    this.times.set(signal, now);
    for (const [oldest, at] of this.times) {
      if (at > now - keptFor && this.times.size <= mostKept) return;
      this.times.delete(oldest);
      this.since = Math.max(this.since, at);
    }
  }

  /** Whether what was given in the last so many milliseconds is known. */
  reaches(milliseconds: number, now: number): boolean {
    return milliseconds <= keptFor && now - milliseconds >= this.since;
  }

  wasGiven(signal: string, milliseconds: number, now: number): boolean {
    return (this.times.get(signal) ?? -Infinity) >= now - milliseconds;
  }
}

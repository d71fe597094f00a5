import type { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';
import type { ClusterDatabase } from './cluster-database.js';

const atMostEvery = 50;
/** PostgreSQL takes less than 8,000 bytes at a time. */
const mostCharacters = 7_000;

interface Sending {
  readonly channel: string;
  /** What the log says when it could not be told. */
  readonly failed: string;
  /** The first line of whatever is told: by which a process knows its own. */
  readonly head?: string;
  /** So many are told again when they could not be told; without it, none. */
  readonly again?: number;
}

/**
 * What a process tells all others by NOTIFY, line by line, after the commit that it is about: all of 50 ms at once, and
 * each line only once. Whoever does not listen at that moment does not hear it.
 */
export class Broadcast {
  private waiting = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Pick<ClusterDatabase, 'notify'>,
    private readonly sending: Sending,
    private readonly log: Log,
  ) {}

  tell(line: string): void {
    this.waiting.add(line);
    this.timer ??= setTimeout(() => scope.run({}, () => void this.send()), atMostEvery).unref();
  }

  /** At the end of a process: what waits is told now. */
  async finish(): Promise<void> {
    clearTimeout(this.timer);
    if (this.waiting.size) await this.send();
  }

  /** What waits is not told any more. */
  drop(): void {
    clearTimeout(this.timer);
    this.waiting.clear();
  }

  private async send(): Promise<void> {
    const { channel, failed, head, again = 0 } = this.sending;
    const lines = [...this.waiting];
    this.timer = undefined;
    this.waiting = new Set();
    try {
      await this.database.notify(channel, payloads(head, lines));
    } catch (error) {
      this.log.warn(failed, error as Error);
      for (const line of lines.slice(0, again)) this.tell(line);
    }
  }
}

function payloads(head: string | undefined, lines: readonly string[]): string[] {
  const made: string[] = [];
  for (const line of lines) {
    const last = made.at(-1);
    if (last !== undefined && last.length + line.length < mostCharacters) made[made.length - 1] = `${last}\n${line}`;
    else made.push(head === undefined ? line : `${head}\n${line}`);
  }
  return made;
}

import type { Share, Terminal } from './command.js';

const tellEvery = 5_000;
const drawEvery = 100;
const cells = 24;
const toLineStart = '\r\u001B[K';

/** What a command says while it works, on standard error: on a terminal a bar that is drawn over, elsewhere lines. */
export class Progress {
  private toldAt = performance.now();
  private drawnAt = Number.NEGATIVE_INFINITY;
  private isDrawn = false;

  constructor(private readonly terminal: Terminal) {}

  tell(text: string, share?: Share): void {
    if (share === undefined) this.line(text);
    else if (this.terminal.columns === undefined) this.lineNowAndThen(text);
    else this.draw(text, share, this.terminal.columns);
  }

  /** Before anything else is written. */
  clear(): void {
    if (this.isDrawn) this.terminal.err(toLineStart);
    this.isDrawn = false;
  }

  private line(text: string): void {
    this.clear();
    this.terminal.err(`${text}\n`);
  }

  private lineNowAndThen(text: string): void {
    if (performance.now() - this.toldAt < tellEvery) return;
    this.toldAt = performance.now();
    this.line(text);
  }

  private draw(text: string, share: Share, columns: number): void {
    if (performance.now() - this.drawnAt < drawEvery && share.done < share.total) return;
    this.drawnAt = performance.now();
    this.isDrawn = true;
    this.terminal.err(`${toLineStart}${barOf(share)} ${text}`.slice(0, toLineStart.length + columns - 1));
  }
}

function barOf({ done, total }: Share): string {
  const part = total > 0 ? Math.min(1, done / total) : 0;
  const full = Math.round(part * cells);
  return `[${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${String(Math.floor(part * 100)).padStart(3)} %`;
}

import type { IncomingMessage } from 'node:http';

/** Milliseconds in which whoever sends too much can read why it was refused. */
const farewell = 2_000;

/**
 * A browser hears of a refusal only when it has sent everything, so what nobody reads any more is let pass. Who sends more
 * than `most` bytes is no longer listened to, and a moment later cut off: at once would take the answer away that is on its way.
 */
export function letPass(raw: IncomingMessage, most: number): void {
  raw.unpipe();
  let left = most;
  const count = (chunk: Buffer): void => {
    left -= chunk.length;
    if (left >= 0) return;
    raw.off('data', count).pause();
    setTimeout(() => raw.destroy(), farewell).unref();
  };
  raw.on('data', count);
  raw.resume(); // no longer being piped, it has paused
}

import { serveParent } from '#kernel/children';
import type { Card } from './card.js';
import { drawCard } from './draw-card.js';

/** The life of a child process that draws cards. */
export function serveCards(): void {
  serveParent<null, Card, Uint8Array>({
    start: () => Promise.resolve(),
    work: drawCard,
    tell: ({ name }) => `The card could not be drawn: ${name}.`, // what a decoder says may hold parts of a file
  });
}

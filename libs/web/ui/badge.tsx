import type { JSX } from 'preact';
import type { Reader } from './reader.js';

const mostShown = 99;

/** How much is new at a place of the menu; nothing where nothing is. */
export const Badge = ({ count, reader }: { count: number; reader: Pick<Reader, 'say'> }): JSX.Element | null =>
  count > 0 ? (
    <span class="badge">
      <span class="hidden-text">, </span>
      {count > mostShown ? `${mostShown}+` : count}
      <span class="hidden-text"> {reader.say.unread}</span>
    </span>
  ) : null;

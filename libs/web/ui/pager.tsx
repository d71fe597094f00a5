import type { JSX } from 'preact';
import { Icon } from './icons.js';
import type { Reader } from './reader.js';

interface PagerProps {
  readonly page: number;
  /** Whether there is another page. */
  readonly more: boolean;
  readonly pathOf: (page: number) => string;
  readonly reader: Reader;
  /** Said when there is nothing further. */
  readonly end: string;
  /** Which list grows by the next page, where scripts are: a selector. Else the page is left for it. */
  readonly feed?: string;
}

export function Pager({ page, more, pathOf, reader: { say }, end, feed }: PagerProps): JSX.Element {
  return (
    <div class="pages" data-feed={feed} {...(feed && { 'data-failed': say.notLoaded, 'data-again': say.tryAgain })}>
      {!more && <p class="end">{end}</p>}
      {(more || page > 1) && (
        <nav class="pager" aria-label={say.pages}>
          {page > 1 && (
            <a href={pathOf(page - 1)} rel="prev">
              {say.newer}
            </a>
          )}
          {more && (
            <a class="next" href={pathOf(page + 1)} rel="next">
              {say.loadMore}
            </a>
          )}
        </nav>
      )}
    </div>
  );
}

/** Back to where one came from, as a link that works everywhere. */
export const Back = ({ href, reader: { say } }: { href: string; reader: Reader }): JSX.Element => (
  <a class="back" href={href} aria-label={say.back} title={say.back}>
    <Icon name="back" />
  </a>
);

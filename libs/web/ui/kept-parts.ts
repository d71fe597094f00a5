import { LRUCache } from 'lru-cache';
import type { JSX } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import { partOf } from './lasting.js';
import type { Reader } from './reader.js';
import { placeOf, renderPart } from './render.js';
import { spokenTime } from './times.js';
import type { PostView } from './views.js';

type Said = Pick<PostView, 'at'> & { readonly quoted?: PostView['quoted'] | undefined };

/** In bytes, of a process: some 4,000 cards, and what stands around them. */
const mostBytes = 32 * 1024 * 1024;
const kept = new LRUCache<string, Buffer>({
  maxSize: mostBytes,
  sizeCalculation: (html, key) => html.length + 2 * key.length,
});

/**
 * A part of a page that is made of nothing but what it is known by here, language and times as they are said included: as
 * long as that is the same, so is the part, whoever reads it. There is nothing to forget, and nothing of one reader in
 * what another is shown. `about`: whatever else it is made of.
 */
export function keptPart(
  { post, reader }: { readonly post: Said; readonly reader: Reader },
  about: readonly unknown[],
  make: () => JSX.Element,
): JSX.Element {
  const known = [reader.locale, reader.timeZone, reader.isFrozen, timesOf(post, reader), about];
  const html = partOf(
    post,
    () => JSON.stringify(known),
    () => Buffer.from(renderPart(make())),
  );
  return html ? jsxTemplate([placeOf(html)]) : keptBy([...known, post], make);
}

/** The same of what is no post: `about` is all that it is made of, and tells it from every other part. */
export function keptBy(about: readonly unknown[], make: () => JSX.Element): JSX.Element {
  const key = JSON.stringify(about);
  return jsxTemplate([placeOf(kept.get(key) ?? keep(key, Buffer.from(renderPart(make()))))]);
}

function keep(key: string, html: Buffer): Buffer {
  kept.set(key, html);
  return html;
}

function timesOf({ at, quoted }: Said, reader: Reader): string[] {
  const time = spokenTime(at, reader.now, reader);
  return typeof quoted === 'object' ? [time, ...timesOf(quoted, reader)] : [time];
}

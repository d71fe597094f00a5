import { randomBytes } from 'node:crypto';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Stands in the text of a page for bytes that are ready; of each process, so that nobody can write it. */
const sign = `<!--${randomBytes(16).toString('hex')}:`;
const signEnd = '-->';

/** What the page that is being made has as bytes, each once; null while none is made. */
let ready: Map<Buffer, number> | null = null;

/** The whole page. The renderer escapes what it is given, so nothing in it is a program. */
export function render(page: VNode): Buffer {
  ready = new Map();
  try {
    return filled(`<!doctype html>${renderToString(page)}`, [...ready.keys()]);
  } finally {
    ready = null;
  }
}

/** A part of a page, for what shows it elsewhere. */
export function renderPart(part: VNode): string {
  const outer = ready;
  ready = null; // what it holds is to be text, too
  try {
    return renderToString(part);
  } finally {
    ready = outer;
  }
}

/** HTML that is bytes already. In a page a sign stands for it, so that it need not become text and bytes once more. */
export function placeOf(html: Buffer): string {
  if (!ready) return html.toString();
  const number = ready.get(html) ?? ready.size;
  ready.set(html, number);
  return `${sign}${number}${signEnd}`;
}

function filled(text: string, parts: readonly Buffer[]): Buffer {
  if (!parts.length) return Buffer.from(text);
  const pieces: Buffer[] = [];
  let at = 0;
  for (let next = text.indexOf(sign); next >= 0; next = text.indexOf(sign, at)) {
    const end = text.indexOf(signEnd, next);
    pieces.push(Buffer.from(text.slice(at, next)), parts[Number(text.slice(next + sign.length, end))]!);
    at = end + signEnd.length;
  }
  pieces.push(Buffer.from(text.slice(at)));
  return Buffer.concat(pieces);
}

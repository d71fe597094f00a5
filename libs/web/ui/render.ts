import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** The whole text of a page. The renderer escapes what it is given, so nothing in it is a program. */
export const render = (page: VNode): string => `<!doctype html>${renderToString(page)}`;

/** A part of a page, for what shows it elsewhere. */
export const renderPart = (part: VNode): string => renderToString(part);

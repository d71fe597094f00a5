import { createHash } from 'node:crypto';
import { stylesheet } from '#web/ui';

export interface Asset {
  readonly type: string;
  readonly content: string;
}

/** Named by what they hold, so that browsers may keep them for good. */
const nameOf = (base: string, ending: string, content: string): string =>
  `${base}.${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${ending}`;

const stylesheetName = nameOf('site', 'css', stylesheet);

export const assets: ReadonlyMap<string, Asset> = new Map([
  [stylesheetName, { type: 'text/css; charset=utf-8', content: stylesheet }],
]);
export const stylesheetPath = `/assets/${stylesheetName}`;

/** Of every file that a page loads. */
export const assetHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox", // an SVG opened by itself is a page
};

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { sprite, spritePath, stylesheet } from '#web/ui';
import { readScripts } from './scripts.js';

export interface Asset {
  readonly type: string;
  readonly content: string;
}

/** Under a name that is made of what it holds, so that browsers may keep it for good. */
export const assetOf = (base: string, ending: string, asset: Asset): readonly [name: string, asset: Asset] => [
  nameOf(base, ending, asset.content),
  asset,
];

const nameOf = (base: string, ending: string, content: string): string =>
  `${base}.${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${ending}`;

const stylesheetName = nameOf('site', 'css', stylesheet);
const script = readScripts();
const scriptName = nameOf('site', 'js', script);

export const assets: ReadonlyMap<string, Asset> = new Map([
  [stylesheetName, { type: 'text/css; charset=utf-8', content: stylesheet }],
  [scriptName, { type: 'text/javascript; charset=utf-8', content: script }],
  [basename(spritePath), { type: 'image/svg+xml', content: sprite }],
]);
export const stylesheetPath = `/assets/${stylesheetName}`;
export const scriptPath = `/assets/${scriptName}`;

/** Of every file that a page loads. */
export const assetHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox", // an SVG opened by itself is a page
};

import { createHash } from 'node:crypto';
import { markFile, stylesheet } from '#web/ui';

export interface Asset {
  readonly type: string;
  readonly content: string;
}

/** Named by what they hold, so that browsers may keep them for good. */
const nameOf = (base: string, ending: string, content: string): string =>
  `${base}.${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${ending}`;

const stylesheetName = nameOf('site', 'css', stylesheet);
const iconName = nameOf('bubbles', 'svg', markFile);

export const assets: ReadonlyMap<string, Asset> = new Map([
  [stylesheetName, { type: 'text/css; charset=utf-8', content: stylesheet }],
  [iconName, { type: 'image/svg+xml', content: markFile }],
]);
export const stylesheetPath = `/assets/${stylesheetName}`;
export const iconPath = `/assets/${iconName}`;

import { type Asset, assetOf, assets as shared } from '#web/shell';
import { apexCss } from './apex.css.js';

const css = assetOf('apex', 'css', { type: 'text/css; charset=utf-8', content: apexCss });
/** The product's mark, where a browser shows which page is which. */
const mark = assetOf('mark', 'svg', {
  type: 'image/svg+xml',
  content:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>g{fill:#0b7a43}@media(prefers-color-scheme:dark){g{fill:#5bc995}}</style>' +
    '<g><circle cx="9.5" cy="13.5" r="7"/><circle cx="18" cy="6.5" r="4"/><circle cx="19" cy="17.5" r="2.5"/></g></svg>',
});

/** What the platform's own pages load: the stylesheet and icons of all, and what only they have. */
export const apexAssets: ReadonlyMap<string, Asset> = new Map([...shared, css, mark]);
export const apexStylesheet = `/assets/${css[0]}`;
export const apexIcon = `/assets/${mark[0]}`;

/** Of each kind one, where it would run if anything did; it leaves its mark in `window.ran`. */
const ran = (what: string): string => `window.ran='${what}'`;

/** As long as a field lets it be. */
export const markup = (field: string): string =>
  `"'><script>${ran(field)}</script><img src=x onerror="${ran(field)}"><svg onload="${ran(field)}">` +
  `</style></title></textarea><style>body{display:none}</style><iframe srcdoc="<script>parent.${ran(field)}</script>"></iframe>` +
  `<base href="//elsewhere.example/"><link rel=stylesheet href="//elsewhere.example/x.css">` +
  `<form action="//elsewhere.example/"><math href="javascript:${ran(field)}">{{7*7}}\${7*7}`;

/** What looks like a link in one language of texts or another. */
export const links = (field: string): string =>
  [
    `[press](javascript:${ran(field)})`,
    `[press](data:text/html,<script>${ran(field)}</script>)`,
    `<javascript:${ran(field)}>`,
    `javascript:${ran(field)}`,
    `![shown](https://elsewhere.example/seen.png)`,
    `https://elsewhere.example/"onmouseover="${ran(field)}"`,
    `http://user:secret@elsewhere.example/`,
    `@mallory"onclick="${ran(field)}" #x"onclick="${ran(field)}"`,
  ].join('\n');

export const css = `</style><style>*{position:fixed;color:expression(${ran('css')});background:url(//elsewhere.example/c)}</style>`;

/** Turns what follows it, hides, and goes on without a place to break. */
export const unruly = `\u202Egnp.exe \u2066 \u200B\u200B\u00AD ${'Z̸̧̛͕'.repeat(20)} ${'W'.repeat(400)} ${'漢'.repeat(120)}`;

/** As much of it as fits. */
export const within = (most: number, text: string): string => Array.from(text).slice(0, most).join('');

export const hostileSvg = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" onload="${ran('svg')}"><script>${ran('svg')}</script>` +
    `<image href="https://elsewhere.example/seen.png"/><foreignObject><iframe src="//elsewhere.example/"/></foreignObject></svg>`,
);
export const hostilePage = Buffer.from(`<!doctype html><script>${ran('attachment')}</script>`);
/** An archive as far as its first bytes go, and a page as far as a browser guesses. */
export const disguisedPage = Buffer.concat([Buffer.from('PK\u0003\u0004'), hostilePage, Buffer.alloc(64)]);
export const fileName = `"><img src=x onerror=${ran('file')}>\u202Egpj.html`;

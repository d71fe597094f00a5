import { createHash } from 'node:crypto';

const style =
  ':root{color-scheme:light dark}' +
  'body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:30rem;' +
  'min-height:90vh;margin:0 auto;padding:0 24px;display:grid;align-content:center;justify-items:center;text-align:center}' +
  'svg{width:72px;color:#0b7a43;margin-bottom:16px}h1{font-size:20px;line-height:1.4;margin:0 0 8px;text-wrap:balance}' +
  'p{margin:0 0 16px;opacity:.75}a{color:inherit}small{opacity:.6;overflow-wrap:anywhere}' +
  '@media(prefers-color-scheme:dark){svg{color:#5bc995}}';
/** The mark of the product. */
const bubbles =
  '<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><circle cx="9.5" cy="13.5" r="7"/>' +
  '<circle cx="18" cy="6.5" r="4"/><circle cx="19" cy="17.5" r="2.5"/></svg>';

/** The page names nobody and loads nothing. */
export const errorPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

const words = {
  zh: { lang: 'zh-CN', home: '返回首页', request: '请求编号' },
  en: { lang: 'en', home: 'Back to the front page', request: 'Request' },
};

interface Told {
  readonly status: number;
  readonly message: string;
  /** For whoever asks what has happened. */
  readonly requestId: string;
}

export function errorPage({ status, message, requestId }: Told, language: 'zh' | 'en', home: boolean): string {
  const { lang, home: back, request } = words[language];
  const link = home ? `<p><a href="/">${back}</a></p>` : '';
  return (
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta name="robots" content="noindex"><title>${status} · ${escape(message)}</title><style>${style}</style></head>` +
    `<body>${bubbles}<h1>${escape(message)}</h1>${link}<small>${status} · ${request} ${escape(requestId)}</small></body></html>`
  );
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

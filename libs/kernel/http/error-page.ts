import { createHash } from 'node:crypto';

const style =
  ':root{color-scheme:light dark}body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;' +
  'max-width:32rem;margin:18vh auto;padding:0 24px;text-align:center}h1{font-size:26px;margin:0 0 8px}' +
  'p{margin:0 0 24px;opacity:.75}a{color:inherit}';

/** The page names nobody and loads nothing. */
export const errorPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

const words = {
  zh: { lang: 'zh-CN', home: '返回首页' },
  en: { lang: 'en', home: 'Back to the front page' },
};

export function errorPage(status: number, message: string, language: 'zh' | 'en', home: boolean): string {
  const { lang, home: back } = words[language];
  const link = home ? `<p><a href="/">${back}</a></p>` : '';
  return (
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="robots" content="noindex"><title>${status}</title><style>${style}</style></head>` +
    `<body><h1>${status}</h1><p>${escape(message)}</p>${link}</body></html>`
  );
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

import { createHash } from 'node:crypto';
import { startOf } from '#kernel/i18n';

const style =
  ':root{color-scheme:light dark}' +
  'body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:30rem;' +
  'min-height:90vh;margin:0 auto;padding:0 24px;display:grid;align-content:center;justify-items:center;text-align:center}' +
  'svg{width:72px;color:#0b7a43;margin-bottom:16px}h1{font-size:20px;line-height:1.4;margin:0 0 8px;text-wrap:balance}' +
  'p{margin:0 0 16px;opacity:.75}a{color:inherit}small{opacity:.6;overflow-wrap:anywhere}' +
  '.letter{display:grid;place-items:center;width:64px;height:64px;border-radius:18px;background:#0b7a43;color:#fff;font:700 32px/1 system-ui,sans-serif}' +
  '.name{margin:12px 0 24px;font-weight:600;opacity:1;overflow-wrap:anywhere;unicode-bidi:plaintext}' +
  'blockquote{margin:8px 0 16px;padding:12px 16px;border-radius:10px;background:#80808022;overflow-wrap:anywhere;white-space:pre-line;unicode-bidi:plaintext;text-wrap:pretty}' +
  '.again{margin:4px 0 20px;padding:8px 20px;border-radius:99px;background:#0b7a43;color:#fff;font-weight:600;text-decoration:none}' +
  '@media(prefers-color-scheme:dark){body{background:#14181b;color:#e6e9ec}svg{color:#5bc995}.letter,.again{background:#5bc995;color:#0e1f17}}';
/** The mark of the product. */
const bubbles =
  '<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><circle cx="9.5" cy="13.5" r="7"/>' +
  '<circle cx="18" cy="6.5" r="4"/><circle cx="19" cy="17.5" r="2.5"/></svg>';

/** The page loads nothing. */
export const errorPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

const words = {
  zh: {
    lang: 'zh-CN',
    home: '返回首页',
    request: '请求编号',
    again: '再试一次',
    closed: '社区暂时关闭',
    closedMore: '内容都还在，请过一会儿再来。',
    archived: '社区已关闭',
    archivedMore: '成员们写下的内容已归档保存，目前不对外开放。',
  },
  en: {
    lang: 'en',
    home: 'Back to the front page',
    request: 'Request',
    again: 'Try again',
    closed: 'This community is closed for the moment',
    closedMore: 'Nothing is lost. Please come back in a while.',
    archived: 'This community has closed',
    archivedMore: 'What its members wrote is kept in an archive, and is not shown at present.',
  },
};

interface Told {
  readonly status: number;
  readonly message: string;
  /** For whoever asks what has happened. */
  readonly requestId: string;
}

export function errorPage({ status, message, requestId }: Told, language: 'zh' | 'en', home: boolean): string {
  const { home: back } = words[language];
  const link = home ? `<p><a href="/">${back}</a></p>` : '';
  const body = `${bubbles}<h1>${escape(message)}</h1>${link}`;
  return page({ title: `${status} · ${escape(message)}`, body, status, requestId }, language);
}

interface Away extends Pick<Told, 'status' | 'requestId'> {
  /** Of the community. */
  readonly name: string;
  /** Why, in the words of whoever has closed it. */
  readonly why: string;
}

/** In place of all pages of a community that is closed: with its name, since whoever comes by its address knows that. */
export function awayPage({ status, requestId, name, why }: Away, language: 'zh' | 'en'): string {
  const say = words[language];
  const [title, more] = status === 410 ? [say.archived, say.archivedMore] : [say.closed, say.closedMore];
  const letter = escape(startOf(name, 1).toUpperCase());
  const body =
    `<span class="letter" aria-hidden="true">${letter}</span><p class="name">${escape(name)}</p><h1>${title}</h1>` +
    `${why ? `<blockquote>${escape(why)}</blockquote>` : ''}<p>${more}</p><a class="again" href="/">${say.again}</a>`;
  return page({ title: `${title} · ${escape(name)}`, body, status, requestId }, language);
}

interface Page extends Pick<Told, 'status' | 'requestId'> {
  readonly title: string;
  readonly body: string;
}

function page({ title, body, status, requestId }: Page, language: 'zh' | 'en'): string {
  const { lang, request } = words[language];
  return (
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head>` +
    `<body>${body}<small>${status} · ${request} ${escape(requestId)}</small></body></html>`
  );
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

import { startOf } from '#kernel/i18n';

/** White can be read on each of them. */
export const letterGrounds = [
  '#0b7a43',
  '#1d63c4',
  '#9a5600',
  '#b3203c',
  '#6b3fa0',
  '#00707f',
  '#a01f6b',
  '#4b6415',
  '#2f4a8a',
  '#5a646e',
] as const;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What cannot stand in XML at all is left out. */
const inXml = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\0-\x1f\x7f\ufffe\uffff]|\p{Cs}/gu, '').replaceAll(/[&<>"']/g, (sign) => escapes[sign]!);

/** Of the letter that stands for a community. */
export function groundOf(slug: string): string {
  let sum = 0;
  for (const sign of slug) sum = (sum * 31 + sign.codePointAt(0)!) % 65_521;
  return letterGrounds[sum % letterGrounds.length]!;
}

/** Stands for a community that has no logo. `isCut`: for devices that cut a shape of their own from it. */
export function letterIcon({ name, slug }: { name: string; slug: string }, { isCut = false } = {}): string {
  const letter = inXml(startOf(name, 1).toUpperCase());
  const round = isCut ? '' : ' rx="112"';
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">' +
    `<rect width="512" height="512"${round} fill="${groundOf(slug)}"/>` +
    `<text x="256" y="256" dy=".35em" text-anchor="middle" fill="#fff" font-size="${isCut ? 220 : 288}" font-weight="700" ` +
    'font-family="system-ui,-apple-system,Segoe UI,Roboto,PingFang SC,Hiragino Sans GB,Microsoft YaHei,Noto Sans CJK SC,sans-serif">' +
    `${letter}</text></svg>`
  );
}

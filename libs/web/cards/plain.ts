/** What cannot be drawn, turns the text around it, or piles up on one letter. */
// oxlint-disable-next-line no-control-regex
const unfit = /[\0-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff\u2028-\u202e\u2066-\u2069]|\p{Cs}|\p{Co}/gu;

/** A text as it can be drawn: its lines, without empty ones at its ends or two together, and so many letters at most. */
export function plain(text: string, most: number): string {
  const fit = text
    .normalize('NFC')
    .replaceAll('\t', ' ')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unfit, '')
    .replaceAll(/(?<=\p{Script=Latin}\p{M}|\p{M}{3})\p{M}+/gu, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return cut(fit, most);
}

export const oneLine = (text: string, most: number): string => plain(text.replaceAll(/\s+/g, ' '), most);

/** So many letters, as a reader counts them, and a sign that there were more. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const letters: string[] = [];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (letters.length === most)
      return `${letters
        .slice(0, -1)
        .join('')
        .replace(/[\s,.;:，。；：、]+$/u, '')}…`;
    letters.push(segment);
  }
  return text;
}

/** Its last words gone, so that about this share of it is left. */
export function shortened(text: string, share: number): string {
  const letters = [...new Intl.Segmenter().segment(text.replace(/…$/, ''))].map(({ segment }) => segment);
  const left = letters.slice(0, Math.max(1, Math.min(letters.length - 1, Math.floor(letters.length * share)))).join('');
  const whole = left.replace(/(?<=\S[^\n]{20})\s\S{0,15}$/u, '');
  return `${whole.replace(/[\s,.;:，。；：、]+$/u, '')}…`;
}

/** The first letter that has a direction tells that of the text. */
export const isRightToLeft = (text: string): boolean => {
  const first = /\p{L}/u.exec(text.replaceAll(/[^\p{L}]/gu, ''))?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
};

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { SharpConstructor } from 'sharp';

export type Weight = 'Regular' | 'Bold';

/** As its table of names has it. What it lacks, other fonts of the machine draw. */
const family = 'Noto Sans S Chinese';
const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');

/** For `text` of sharp. */
export const fontOf = (weight: Weight, size: number): { font: string; fontfile: string } => ({
  font: `${family} ${weight === 'Bold' ? 'Bold ' : ''}${size}`,
  fontfile: join(folder, `NotoSansHans-${weight}.otf`),
});

/** What the font has for sure. */
const known = /[\p{Script=Han}\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}\p{Nd}\p{P}\p{Z}\n]/u;
/** Has no shape in any font: a box with its number stands for it. */
const shapeless = { short: '\ue001', long: '\u{f0001}' };

/** Leaves out what no font of the machine has a shape for; a box with a number tells nobody anything. */
export class Shapes {
  private readonly found = new Map<string, boolean>();
  private boxes: Promise<Record<keyof typeof shapeless, string>> | undefined;

  constructor(private readonly sharp: SharpConstructor) {}

  async only(text: string): Promise<string> {
    const doubtful = [...new Set(text)].filter((sign) => !known.test(sign) && !/\p{M}|\p{Cf}/u.test(sign));
    const missing = new Set<string>();
    for (const sign of doubtful) if (!(await this.has(sign))) missing.add(sign);
    if (missing.size === 0) return text;
    const kept = Array.from(text).filter((sign) => !missing.has(sign));
    return kept
      .join('')
      .replace(/(?<=^|\s)[\p{M}\u200d]+/gu, '')
      .replace(/ {2,}/g, ' ')
      .trim();
  }

  private async has(sign: string): Promise<boolean> {
    const before = this.found.get(sign);
    if (before !== undefined) return before;
    if (this.found.size > 5_000) this.found.clear();
    this.boxes ??= Promise.all([this.size(shapeless.short), this.size(shapeless.long)]).then(([short, long]) => ({
      short,
      long,
    }));
    const { short, long } = await this.boxes;
    const isThere = (await this.size(sign)) !== (sign.length === 1 ? short : long);
    this.found.set(sign, isThere);
    return isThere;
  }

  private async size(sign: string): Promise<string> {
    const { font, fontfile } = fontOf('Regular', 40);
    const text = { text: escaped(sign), font, fontfile, rgba: true };
    const { info } = await this.sharp({ text }).raw().toBuffer({ resolveWithObject: true });
    return `${info.width}×${info.height}`;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** No part of it is read as an instruction of the markup that draws it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign]!);

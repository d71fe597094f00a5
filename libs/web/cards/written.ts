import type { OverlayOptions, SharpConstructor } from 'sharp';
import { escaped, fontOf, Shapes, type Weight } from './fonts.js';
import { isRightToLeft, shortened } from './plain.js';

/** A text that has been drawn, on nothing. */
export interface Drawn {
  readonly input: Buffer;
  readonly width: number;
  readonly height: number;
  readonly isRightToLeft: boolean;
}

interface Look {
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
}

interface Box {
  readonly width: number;
  readonly height: number;
}

/** Letters on a line stand a little apart from those of the next, by parts of their size. */
const leading = 0.32;

/** Large letters that fill a room to its edge look as if they were locked in. */
const roomy = 0.85;

/** Writes texts, each as large as it may be in the room there is. */
export class Writer {
  private readonly shapes: Shapes;

  constructor(private readonly sharp: SharpConstructor) {
    this.shapes = new Shapes(sharp);
  }

  /** Of a text, what can be drawn here. */
  drawable(text: string): Promise<string> {
    return this.shapes.only(text);
  }

  /** One line; what is too long ends before. */
  async line(text: string, look: Look, width: number): Promise<Drawn | null> {
    return this.fitting(text, look, { width, height: look.size * 1.6 });
  }

  /** The first of the sizes in which all of it fits; in the last as much as does. */
  async paragraph(text: string, look: Omit<Look, 'size'>, box: Box, sizes: readonly number[]): Promise<Drawn | null> {
    for (const size of sizes.slice(0, -1)) {
      if (text.length * size * size * 0.3 > box.width * box.height * 1.5) continue; // far too much: need not be tried
      const drawn = await this.draw(text, { ...look, size }, box.width);
      const height = size < 56 ? box.height : box.height * roomy;
      if (drawn && drawn.height <= height && !isCrowded(text, size, box.width)) return drawn;
    }
    return this.fitting(text, { ...look, size: sizes.at(-1)! }, box);
  }

  private async fitting(text: string, look: Look, box: Box): Promise<Drawn | null> {
    let shown = text;
    for (let tries = 0; tries < 12; tries += 1) {
      const drawn = await this.draw(shown, look, box.width);
      if (!drawn || drawn.height <= box.height) return drawn;
      shown = shortened(shown, Math.min(0.94, (box.height / drawn.height) * 1.02));
    }
    return null;
  }

  /** Null for what leaves no trace. */
  private async draw(given: string, { size, weight, colour }: Look, width: number): Promise<Drawn | null> {
    if (!given.trim()) return null;
    const markup = `<span foreground="${colour}" insert_hyphens="false">${escaped(given)}</span>`;
    const spacing = Math.round(size * leading);
    const about = { text: markup, ...fontOf(weight, size), width, spacing, rgba: true, wrap: 'word-char' as const };
    try {
      const { data, info } = await this.sharp({ text: about })
        .png({ compressionLevel: 1 })
        .toBuffer({ resolveWithObject: true });
      return { input: data, width: info.width, height: info.height, isRightToLeft: isRightToLeft(given) };
    } catch {
      return null;
    }
  }
}

/** So large that a word of usual length would be torn. */
const isCrowded = (text: string, size: number, width: number): boolean =>
  text
    .split(/\s/)
    .some((word) => /^[\p{Script=Latin}\p{M}'’-]{8,24}$/u.test(word) && word.length * size * 0.58 > width);

/** At its side of the room. */
export const placed = (
  drawn: Drawn,
  { left, top, width }: { left: number; top: number; width: number },
): OverlayOptions => ({
  input: drawn.input,
  left: Math.round(drawn.isRightToLeft ? left + width - drawn.width : left),
  top: Math.round(top),
});

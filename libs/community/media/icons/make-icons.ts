import type { Sharp, SharpConstructor } from 'sharp';
import { decodedWithin, from, loaded, type Raw, refuseOthers } from '../processing/make-picture.js';
import type { MadeVariant } from '../processing/media-made.js';
import { type IconName, iconSizes } from './icon-names.js';

interface Ground {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

const white: Ground = { r: 255, g: 255, b: 255 };
/** The ground of pages, for readers who like them dark. */
const dark: Ground = { r: 0x14, g: 0x18, b: 0x1b };
const clear = { ...white, alpha: 0 };
/** From here on, of 255, a logo cannot be seen on white. */
const pale = 200;
/** Of an icon that is to be cut: its middle within this circle always stays. */
const safe = 0.8;
/** Beside a logo that has no ground of its own, of the icon that iOS rounds. */
const inset = 0.84;

/** All icons of a logo, each of its exact size: larger ones are made of small logos too. One frame of an animation. */
export async function makeIcons(path: string): Promise<MadeVariant[]> {
  await refuseOthers(path);
  const sharp = await loaded();
  const logo = await decodedWithin(sharp, path, iconSizes['icon512.png']);
  const { isOpaque, ground } = await lookAt(sharp, logo);
  const { width, height } = logo.info;
  const safePart = (safe * Math.max(width, height)) / Math.hypot(width, height);
  const place = { part: 1, ground: undefined };
  return Promise.all([
    icon(sharp, logo, { ...place, name: 'icon32.png' }),
    icon(sharp, logo, { name: 'icon180.png', part: isOpaque ? 1 : inset, ground }),
    icon(sharp, logo, { ...place, name: 'icon192.png' }),
    icon(sharp, logo, { ...place, name: 'icon512.png' }),
    icon(sharp, logo, { name: 'maskable512.png', part: safePart, ground }),
  ]);
}

/** `part`: of the icon's side, what the longer side of the logo takes. Without a ground what is beside it is clear. */
async function icon(
  sharp: SharpConstructor,
  logo: Raw,
  { name, part, ground }: { name: IconName; part: number; ground?: Ground | undefined },
): Promise<MadeVariant> {
  const side = iconSizes[name];
  const inner = Math.floor(side * part);
  const before = Math.floor((side - inner) / 2);
  const after = side - inner - before;
  const around = { top: before, bottom: after, left: before, right: after, background: clear };
  const small = from(sharp, logo).resize(inner, inner, { fit: 'contain', background: clear });
  const placed = small.extend(around);
  const pixels = await placed.raw().toBuffer({ resolveWithObject: true });
  const content = await encoded(from(sharp, pixels), ground);
  return { variant: name, type: 'image/png', width: side, height: side, content };
}

const encoded = (picture: Sharp, ground?: Ground): Promise<Buffer> =>
  (ground ? picture.flatten({ background: ground }) : picture).png({ compressionLevel: 9 }).toBuffer();

/** The ground goes on as the logo's edge is; where that is clear, it is the one of the two on which the logo is seen. */
async function lookAt(sharp: SharpConstructor, logo: Raw): Promise<{ isOpaque: boolean; ground: Ground }> {
  const { data, info } = await from(sharp, logo).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const [whole, edge] = [new Mean(), new Mean()];
  for (let at = 0; at < data.length; at += 4) {
    const [x, y] = [(at / 4) % info.width, Math.floor(at / 4 / info.width)];
    const isEdge = x === 0 || y === 0 || x === info.width - 1 || y === info.height - 1;
    whole.add(data, at);
    if (isEdge) edge.add(data, at);
  }
  if (edge.cover > 0.95) return { isOpaque: true, ground: edge.colour };
  const { r, g, b } = whole.colour;
  return { isOpaque: false, ground: 0.299 * r + 0.587 * g + 0.114 * b > pale ? dark : white };
}

/** Of pixels with transparency, each as much as it can be seen. */
class Mean {
  private readonly sums = [0, 0, 0];
  private alpha = 0;
  private count = 0;

  add(pixels: Buffer, at: number): void {
    const alpha = pixels[at + 3]!;
    for (const channel of [0, 1, 2]) this.sums[channel]! += pixels[at + channel]! * alpha;
    this.alpha += alpha;
    this.count += 1;
  }

  /** From 0 to 1. */
  get cover(): number {
    return this.count === 0 ? 0 : this.alpha / 255 / this.count;
  }

  get colour(): Ground {
    const [r, g, b] = this.sums.map((sum) => Math.round(sum / (this.alpha || 1)));
    return { r: r!, g: g!, b: b! };
  }
}

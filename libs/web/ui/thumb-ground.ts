import { LRUCache } from 'lru-cache';

const [columns, rows] = [4, 3];

/** A square of the ground, as an SVG paints it. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

/** Of pictures that were shown lately. */
const known = new LRUCache<string, Patch[]>({ max: 2_000 });

/**
 * Four by three colours of a picture by its thumbhash: a page may not have styles of its own, nor pictures within it, but
 * it may have drawings. None of a picture that one can see through, nor of what is no hash.
 */
export function groundOf(hash: string | undefined): readonly Patch[] {
  if (!hash) return [];
  const ground = known.get(hash);
  if (ground) return ground;
  const fresh = patchesOf(hash);
  known.set(hash, fresh);
  return fresh;
}

function patchesOf(hash: string): Patch[] {
  const bytes = Buffer.from(hash, 'base64');
  if (bytes.length < 5) return [];
  const [first, second] = [bytes.readUIntLE(0, 3), bytes.readUInt16LE(3)];
  if (first >> 23) return []; // transparent
  const nibbles = [...bytes.subarray(5)].flatMap((byte) => [byte & 15, byte >> 4]);
  const isLandscape = second >> 15 === 1;
  const counted = Math.max(3, second & 7);
  const [across, down] = isLandscape ? [7, counted] : [counted, 7];
  const light = waves(nibbles, { across, down, scale: ((first >> 18) & 31) / 31 });
  const yellow = waves(nibbles, { across: 3, down: 3, scale: (((second >> 3) & 63) / 63) * 1.25 });
  const red = waves(nibbles, { across: 3, down: 3, scale: (((second >> 9) & 63) / 63) * 1.25 });
  const means = [(first & 63) / 63, ((first >> 6) & 63) / 31.5 - 1, ((first >> 12) & 63) / 31.5 - 1] as const;
  return Array.from({ length: columns * rows }, (_, index) => {
    const [x, y] = [index % columns, Math.floor(index / columns)];
    const [l, p, q] = [light, yellow, red].map((some, channel) => means[channel]! + sum(some, x, y));
    return { x, y, colour: colourOf(l!, p!, q!) };
  });
}

interface Wave {
  readonly u: number;
  readonly v: number;
  readonly height: number;
}

/** Takes its nibbles from the front: the channels follow one another. Each holds the waves of one corner of a grid. */
function waves(nibbles: number[], { across, down, scale }: { across: number; down: number; scale: number }): Wave[] {
  const list: Wave[] = [];
  for (let v = 0; v < down; v += 1)
    for (let u = v ? 0 : 1; u * down < across * (down - v); u += 1)
      list.push({ u, v, height: ((nibbles.shift() ?? 7.5) / 7.5 - 1) * scale });
  return list;
}

/** What the waves come to in the middle of a patch. */
const sum = (some: readonly Wave[], x: number, y: number): number =>
  some.reduce((total, { u, v, height }) => total + 2 * height * wave(u, x, columns) * wave(v, y, rows), 0);

const wave = (times: number, place: number, places: number): number =>
  Math.cos((Math.PI / places) * (place + 0.5) * times);

function colourOf(l: number, p: number, q: number): string {
  const blue = l - (2 / 3) * p;
  const red = (3 * l - blue + q) / 2;
  return `#${[red, red - q, blue].map((part) => hexOf(part)).join('')}`;
}

const hexOf = (part: number): string =>
  Math.round(255 * Math.min(1, Math.max(0, part)))
    .toString(16)
    .padStart(2, '0');

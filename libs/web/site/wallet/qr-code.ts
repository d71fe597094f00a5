/** Rows of a code to scan; true is dark. */
export type QrCode = readonly (readonly boolean[])[];

// ISO/IEC 18004, as far as an address needs it: bytes, level M (15 % may be spoilt), versions 1 to 10.
const checksPerBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const levelBits = 0;

/** Null for what is too long: more than 213 bytes. */
export function qrCodeOf(text: string): QrCode | null {
  const bytes = new TextEncoder().encode(text);
  const version =
    checksPerBlock.findIndex((_, index) => bytes.length + headLength(index + 1) <= dataLength(index + 1)) + 1;
  if (version === 0) return null;
  const words = interleaved(dataOf(bytes, version), version);
  const masked = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => drawn(words, version, mask));
  return masked.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best));
}

const sizeOf = (version: number): number => 17 + 4 * version;
/** Mode and length, in whole bytes; of 4 + 8 or 4 + 16 bits the last four are shared with what follows. */
const headLength = (version: number): number => (version < 10 ? 2 : 3);

/** Words that a version has room for, data and checks. */
function wordCount(version: number): number {
  const alignments = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const marks = alignments === 0 ? 0 : 25 * alignments ** 2 - 10 * alignments - 55;
  return Math.floor(((16 * version + 128) * version + 64 - marks - (version >= 7 ? 36 : 0)) / 8);
}

const dataLength = (version: number): number =>
  wordCount(version) - checksPerBlock[version - 1]! * blockCounts[version - 1]!;

function dataOf(bytes: Uint8Array, version: number): number[] {
  const length = dataLength(version);
  const counted = bytes.length.toString(2).padStart(version < 10 ? 8 : 16, '0');
  const bits = `0100${counted}${[...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')}`;
  const ended = bits + '0'.repeat(Math.min(4, 8 * length - bits.length));
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, '0');
  const words = whole.match(/.{8}/g)!.map((word) => parseInt(word, 2));
  const padding = [0xec, 0x11];
  for (let index = 0; words.length < length; index += 1) words.push(padding[index % 2]!);
  return words;
}

/** In blocks with checks of their own, of which the first words come first. */
function interleaved(data: readonly number[], version: number): number[] {
  const [count, checks] = [blockCounts[version - 1]!, checksPerBlock[version - 1]!];
  const short = Math.floor(data.length / count);
  const longs = data.length % count;
  const blocks = Array.from({ length: count }, (_, index) => {
    const longsBefore = Math.max(0, index - (count - longs));
    const start = index * short + longsBefore;
    return data.slice(start, start + short + (index >= count - longs ? 1 : 0));
  });
  const checked = blocks.map((block) => checksOf(block, checks));
  const column = (rows: readonly (readonly number[])[], index: number) => rows.flatMap((row) => row[index] ?? []);
  return [
    ...Array.from({ length: short + 1 }, (_, index) => column(blocks, index)).flat(),
    ...Array.from({ length: checks }, (_, index) => column(checked, index)).flat(),
  ];
}

/** Reed-Solomon: the remainder of the block by the product of (x - 2^i). */
function checksOf(block: readonly number[], count: number): number[] {
  const divisor = divisorOf(count);
  const remainder = Array.from({ length: count }, () => 0);
  for (const word of block) {
    const factor = word ^ remainder.shift()!;
    remainder.push(0);
    for (const [index, coefficient] of divisor.entries()) remainder[index]! ^= times(coefficient, factor);
  }
  return remainder;
}

function divisorOf(count: number): number[] {
  const divisor = [...Array.from({ length: count - 1 }, () => 0), 1];
  for (let step = 0, root = 1; step < count; step += 1, root = times(root, 2)) {
    for (let index = 0; index < count; index += 1)
      divisor[index] = times(divisor[index]!, root) ^ (divisor[index + 1] ?? 0);
  }
  return divisor;
}

/** In the field of 256 elements that the standard names. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

type Canvas = (boolean | undefined)[][];

function drawn(words: readonly number[], version: number, mask: number): boolean[][] {
  const canvas: Canvas = Array.from({ length: sizeOf(version) }, () => Array.from({ length: sizeOf(version) }));
  drawMarks(canvas, version);
  drawFormat(canvas, mask);
  drawWords(canvas, words, masks[mask]!);
  return canvas as boolean[][];
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** By which a camera finds the code: lines, corners, small marks, and the version where there is one. */
function drawMarks(canvas: Canvas, version: number): void {
  const last = canvas.length - 1;
  for (let at = 0; at <= last; at += 1) canvas[6]![at] = canvas[at]![6] = at % 2 === 0;
  for (const [x, y] of [
    [3, 3],
    [last - 3, 3],
    [3, last - 3],
  ] as const)
    drawRings(canvas, [x, y], 4);
  const places = placesOf(version);
  for (const x of places) {
    for (const y of places) {
      const isCorner = (x === 6 && y === 6) || (x === 6 && y === last - 6) || (x === last - 6 && y === 6);
      if (!isCorner) drawRings(canvas, [x, y], 2);
    }
  }
  if (version >= 7) drawVersion(canvas, version);
}

function placesOf(version: number): number[] {
  if (version === 1) return [];
  const last = sizeOf(version) - 7;
  return version < 7 ? [6, last] : [6, (6 + last) / 2, last];
}

/** Dark and light by turns around a dark middle; of the rings of a corner the outermost is light. */
function drawRings(canvas: Canvas, [x, y]: readonly [number, number], radius: number): void {
  for (let down = -radius; down <= radius; down += 1) {
    for (let right = -radius; right <= radius; right += 1) {
      const row = canvas[y + down];
      if (!row || x + right < 0 || x + right >= row.length) continue;
      const distance = Math.max(Math.abs(down), Math.abs(right));
      row[x + right] = radius === 2 ? distance !== 1 : distance !== 2 && distance !== 4;
    }
  }
}

/** Bits with their remainder by a polynomial behind them. */
function coded(value: number, length: number, polynomial: number): number {
  let remainder = value;
  for (let step = 0; step < length; step += 1)
    remainder = (remainder << 1) ^ ((remainder >>> (length - 1)) * polynomial);
  return (value << length) | remainder;
}

function drawVersion(canvas: Canvas, version: number): void {
  const bits = coded(version, 12, 0x1f25);
  for (let index = 0; index < 18; index += 1) {
    const isDark = ((bits >>> index) & 1) === 1;
    const [along, across] = [canvas.length - 11 + (index % 3), Math.floor(index / 3)];
    canvas[across]![along] = canvas[along]![across] = isDark;
  }
}

function drawFormat(canvas: Canvas, mask: number): void {
  const bits = coded((levelBits << 3) | mask, 10, 0x537) ^ 0x5412;
  const isDark = (index: number): boolean => ((bits >>> index) & 1) === 1;
  const last = canvas.length - 1;
  const beside = [0, 1, 2, 3, 4, 5, 7, 8];
  for (let index = 0; index < 8; index += 1) {
    canvas[beside[index]!]![8] = isDark(index);
    canvas[8]![last - index] = isDark(index);
  }
  for (let index = 8; index < 15; index += 1) {
    canvas[8]![index === 8 ? 7 : 14 - index] = isDark(index);
    canvas[last - 14 + index]![8] = isDark(index);
  }
  canvas[last - 7]![8] = true;
}

/** Up and down in pairs of columns from the right, wherever nothing stands yet. */
function drawWords(canvas: Canvas, words: readonly number[], mask: (x: number, y: number) => boolean): void {
  const size = canvas.length;
  let index = 0;
  for (let right = size - 1; right >= 1; right = right === 8 ? 5 : right - 2) {
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < 2 * size; step += 1) {
      const x = right - (step % 2);
      const y = isUpward ? size - 1 - Math.floor(step / 2) : Math.floor(step / 2);
      if (canvas[y]![x] !== undefined) continue;
      const bit = ((words[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1;
      canvas[y]![x] = (bit === 1) !== mask(x, y);
      index += 1;
    }
  }
}

/** What makes a code hard to read: runs, squares, what looks like a corner, and too much of one colour. */
function penaltyOf(code: QrCode): number {
  const rows = code.map((row) => row.map(Number).join(''));
  const columns = rows.map((_, x) => rows.map((row) => row[x]).join(''));
  const lines = [...rows, ...columns];
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
  const corners = lines.reduce((sum, line) => sum + [...line.matchAll(/(?=00001011101|10111010000)/g)].length, 0);
  const dark = rows.join('').replaceAll('0', '').length / rows.length ** 2;
  return runs + 3 * squaresIn(code) + 40 * corners + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}

function squaresIn(code: QrCode): number {
  let squares = 0;
  for (let y = 1; y < code.length; y += 1) {
    for (let x = 1; x < code.length; x += 1) {
      const colour = code[y]![x];
      if (colour === code[y - 1]![x] && colour === code[y]![x - 1] && colour === code[y - 1]![x - 1]) squares += 1;
    }
  }
  return squares;
}

import { checkSize, type Size } from './picture-limits.js';
import { damaged, unsupported } from './picture-refused.js';

export interface JpegFrame extends Size {
  readonly isProgressive: boolean;
  /** By their ids. */
  readonly components: ReadonlySet<number>;
}

/** What a segment "start of frame" says, in a kind that browsers show. */
export function frameOf(content: Buffer, isProgressive: boolean): JpegFrame {
  const count = content[5];
  if (count === undefined || content.length !== 6 + 3 * count) throw damaged('its header has a wrong length');
  if (content[0] !== 8) throw unsupported(`it has ${content[0]} bits for each colour`);
  if (count !== 1 && count !== 3 && count !== 4) throw unsupported(`it has ${count} colour channels`);
  const [height, width] = [content.readUInt16BE(1), content.readUInt16BE(3)];
  if (height === 0 && width > 0) throw unsupported('its header does not say how high it is');
  checkSize({ width, height });
  return { width, height, isProgressive, components: componentsOf(content.subarray(6)) };
}

function componentsOf(list: Buffer): Set<number> {
  const components = new Set<number>();
  for (let at = 0; at < list.length; at += 3) {
    const [across, down] = [list[at + 1]! >> 4, list[at + 1]! & 15];
    const isRight = across >= 1 && across <= 4 && down >= 1 && down <= 4 && list[at + 2]! <= 3;
    if (!isRight || components.has(list[at]!)) throw damaged('its header describes impossible colour channels');
    components.add(list[at]!);
  }
  return components;
}

/** What a segment "start of scan" says must fit what the header said. */
export function checkScan(content: Buffer, frame: JpegFrame): void {
  const count = content[0] ?? 0;
  if (count < 1 || count > 4 || content.length !== 4 + 2 * count) throw damaged('a scan has a wrong length');
  const ids = new Set<number>();
  for (let at = 1; at < 1 + 2 * count; at += 2) {
    const tables = content[at + 1]!;
    if (!frame.components.has(content[at]!) || tables >> 4 > 3 || (tables & 15) > 3) throw impossibleScan();
    ids.add(content[at]!);
  }
  if (ids.size !== count) throw impossibleScan();
  if (frame.isProgressive) checkProgression(content.subarray(1 + 2 * count), count);
}

function checkProgression(content: Buffer, components: number): void {
  const [start, end, precision] = [content[0]!, content[1]!, content[2]!];
  const [before, after] = [precision >> 4, precision & 15];
  const isRight = start === 0 ? end === 0 : components === 1 && start <= end && end <= 63;
  if (!isRight || after > 13 || (before > 0 && before !== after + 1)) throw impossibleScan();
}

const impossibleScan = (): Error => damaged('a scan does not fit its header');

export function checkQuantization(content: Buffer): void {
  let at = 0;
  while (at < content.length) {
    const [size, table] = [content[at]! >> 4, content[at]! & 15];
    if (size > 1 || table > 3) throw wrongTable();
    at += 1 + 64 * (size + 1);
  }
  if (at === 0 || at !== content.length) throw wrongTable();
}

export function checkHuffman(content: Buffer): void {
  let at = 0;
  while (at + 17 <= content.length) {
    if (content[at]! >> 4 > 1 || (content[at]! & 15) > 3) throw wrongTable();
    const codes = content.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    if (codes > 256) throw wrongTable();
    at += 17 + codes;
  }
  if (at === 0 || at !== content.length) throw wrongTable();
}

export function checkRestarts(content: Buffer): void {
  if (content.length !== 2) throw wrongTable();
}

const wrongTable = (): Error => damaged('one of its tables is wrong');

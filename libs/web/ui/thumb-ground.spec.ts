import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash';
import { groundOf } from './thumb-ground.js';

/** Something with light, dark and colour in different places. */
function painted(width: number, height: number, alpha = 255): Uint8Array {
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [(index % width) / width, Math.floor(index / width) / height];
    return [255 * x, 255 * y, 128 + 127 * Math.sin(7 * x * y), alpha];
  });
  return Uint8Array.from(pixels.flat());
}
const hashed = (width: number, height: number, alpha?: number): string =>
  Buffer.from(rgbaToThumbHash(width, height, painted(width, height, alpha))).toString('base64');

describe('the ground of a picture', () => {
  it.each([
    [96, 72],
    [40, 90],
    [64, 64],
    [100, 60],
  ])('has the colours of its thumbhash, at %i x %i', (width, height) => {
    const hash = hashed(width, height);
    const { w, h, rgba } = thumbHashToRGBA(Buffer.from(hash, 'base64'));
    const ground = groundOf(hash);
    expect(ground).toHaveLength(12);
    for (const { x, y, colour } of ground) {
      const at = 4 * (Math.floor(((y + 0.5) * h) / 3) * w + Math.floor(((x + 0.5) * w) / 4));
      const seen = [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
      const off = seen.map((part, channel) => Math.abs(part - rgba[at + channel]!));
      expect({ colour, at: [x, y], off: Math.max(...off) < 24 }).toEqual({ colour, at: [x, y], off: true });
    }
    expect(new Set(ground.map(({ colour }) => colour)).size).toBeGreaterThan(8);
  });

  it('is none where one can see through the picture, or where there is no hash', () => {
    expect(groundOf(hashed(50, 50, 100))).toEqual([]);
    for (const none of [undefined, '', 'AAA', '!!']) expect(groundOf(none)).toEqual([]);
    for (const short of ['AAAAAAA', 'gICAgIA='])
      expect(groundOf(short)[0]?.colour ?? '#000000').toMatch(/^#[0-9a-f]{6}$/);
  });
});

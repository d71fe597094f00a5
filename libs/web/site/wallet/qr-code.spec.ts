import { createHash } from 'node:crypto';
import { qrCodeOf } from './qr-code.js';

const drawn = (text: string): string =>
  qrCodeOf(text)!
    .map((row) => row.map((isDark) => (isDark ? '#' : '.')).join(''))
    .join('\n');

describe('a code to scan', () => {
  it('is as large as its text asks for, and no larger', () => {
    const sizes = [1, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180, 181, 213];
    const versions = sizes.map((length) => (qrCodeOf('x'.repeat(length))!.length - 17) / 4);
    expect(versions).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10]);
    expect(qrCodeOf('x'.repeat(214))).toBeNull();
    expect(qrCodeOf('支'.repeat(71))).not.toBeNull();
    expect(qrCodeOf('支'.repeat(72))).toBeNull();
  });

  // Each was compared, cell by cell, with what another program (qrcode-terminal 0.12) draws with the same mask.
  it.each([
    ['https://qr.alipay.com/bax00000000000000000', '4e355591a39586b5'],
    ['http://localhost:8008/wallet/sandbox/1', '38ec2ec51ed6b67f'],
    [`https://example.org/${'a'.repeat(180)}`, '9117065222add5c0'],
  ])('of %s is the one that scanners read', (text, known) => {
    expect(createHash('sha256').update(drawn(text)).digest('hex').slice(0, 16)).toBe(known);
  });

  it('has its three corners', () => {
    const rows = drawn('HELLO').split('\n');
    const corner = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(corner);
    expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(corner);
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(corner);
  });
});

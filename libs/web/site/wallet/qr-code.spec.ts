import { qrCodeOf } from './qr-code.js';

describe('a code to scan', () => {
  it('has its three corners, and room for an address', () => {
    const code = qrCodeOf('https://qr.alipay.com/bax00000000000000000')!;
    const rows = code.map((row) => row.map((isDark) => (isDark ? '#' : '.')).join(''));
    const corner = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(corner);
    expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(corner);
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(corner);
    expect(code.every((row) => row.length === code.length)).toBe(true);
  });

  it('is none of what fits into no code', () => {
    expect(qrCodeOf('x'.repeat(3_000))).toBeNull();
  });
});

import fc from 'fast-check';
import { isPublic } from './addresses.js';
import { Outbound, OutboundRefused } from './index.js';

type Bytes = readonly [number, number, number, number];

const byte = fc.integer({ min: 0, max: 255 });
const any: fc.Arbitrary<Bytes> = fc.tuple(byte, byte, byte, byte);
/** Of networks that nobody outside reaches. */
const inside: fc.Arbitrary<Bytes> = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127, 224, 239, 240, 255), byte, byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
);

const number = ([a, b, c, d]: Bytes): number => ((a * 256 + b) * 256 + c) * 256 + d;
const dotted = (bytes: Bytes): string => bytes.join('.');
const hex = (value: number): string => `0x${value.toString(16)}`;
const octal = (value: number): string => `0${value.toString(8)}`;
const group = (high: number, low: number): string => (high * 256 + low).toString(16);
const full = (text: string): string =>
  Array.from(text, (sign) => (/\d/.test(sign) ? String.fromCodePoint(0xff10 + Number(sign)) : sign)).join('');

/** Ways of writing an address that programs take for the same. */
const forms: readonly ((bytes: Bytes) => string)[] = [
  dotted,
  (bytes) => `${dotted(bytes)}.`,
  (bytes) => String(number(bytes)),
  (bytes) => hex(number(bytes)),
  (bytes) => octal(number(bytes)),
  (bytes) => bytes.map(hex).join('.'),
  (bytes) => bytes.map(octal).join('.'),
  ([a, b, c, d]) => `${a}.${hex(b)}.${octal(c)}.${d}`,
  ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  (bytes) => full(dotted(bytes)),
  (bytes) => dotted(bytes).replaceAll('.', '\u3002'),
  (bytes) => Array.from(dotted(bytes), (sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''),
  (bytes) => `[::ffff:${dotted(bytes)}]`,
  ([a, b, c, d]) => `[::FFFF:${group(a, b)}:${group(c, d)}]`,
  ([a, b, c, d]) => `[0:0:0:0:0:ffff:${group(a, b)}:${group(c, d)}]`,
  (bytes) => `[::${dotted(bytes)}]`,
  (bytes) => `[64:ff9b::${dotted(bytes)}]`,
  ([a, b, c, d]) => `[2002:${group(a, b)}:${group(c, d)}::1]`,
];

const isRefused = (host: string, outbound = new Outbound()): boolean => {
  try {
    outbound.check(`http://${host}:8080/`);
    return false;
  } catch (error) {
    if (error instanceof OutboundRefused) return true;
    throw error;
  }
};

describe('an address of our own network', () => {
  it('is never called, however it is written', () => {
    fc.assert(
      fc.property(inside, fc.constantFrom(...forms), (bytes, form) => expect(isRefused(form(bytes))).toBe(true)),
      { numRuns: 5_000 },
    );
  });

  it('is told from one that is not by what it is, whichever way it is written', () => {
    const plain = forms.slice(0, 13);
    fc.assert(
      fc.property(any, fc.constantFrom(...plain), (bytes, form) =>
        expect(isRefused(form(bytes))).toBe(!isPublic(dotted(bytes))),
      ),
      { numRuns: 5_000 },
    );
  });

  it('of IPv6 is called only where it is one that is given out to networks', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, (parts) => {
        const address = parts.map((part) => part.toString(16)).join(':');
        const isGlobal = (parts[0]! & 0xe000) === 0x2000;
        expect([isGlobal || !isPublic(address), isGlobal || isRefused(`[${address}]`)]).toEqual([true, true]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is called where its operator names the network, and no other then', () => {
    const own = new Outbound({ allow: ['10.20.0.0/16'] });
    fc.assert(
      fc.property(inside, (bytes) => isRefused(dotted(bytes), own) === !(bytes[0] === 10 && bytes[1] === 20)),
      { numRuns: 2_000 },
    );
    expect(isRefused('10.20.3.4', own)).toBe(false);
  });
});

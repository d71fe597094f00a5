import { InvalidRequest } from '#kernel/http';
import { bioOf, linkOf } from './bio.js';

const refused = (work: () => string): string => {
  try {
    return `kept: ${work()}`;
  } catch (error) {
    return (error as InvalidRequest).fields[0]!.split(' ')[0]!;
  }
};

describe('what members say of themselves', () => {
  it.each([
    ['', ''],
    ['  Gärtner,\r\nliest gern.  \r\n\r\n\r\n\r\nBerlin\n', 'Gärtner,\nliest gern.\n\nBerlin'],
    ['Rene\u0301', 'René'],
    ['👩‍🚀 & ❤️', '👩‍🚀 & ❤️'],
    ['字'.repeat(160), '字'.repeat(160)],
    ['🦉'.repeat(160), '🦉'.repeat(160)],
  ])('is kept in one form, with its lines: %j', (given, kept) => {
    expect(bioOf(given)).toBe(kept);
    expect(bioOf(kept)).toBe(kept);
  });

  it.each(['字'.repeat(161), 'evil\u202etxt', 'a\u0007b', 'a\u200bb', 'a\u2028b'])('is not %j', (given) => {
    expect(refused(() => bioOf(given))).toBe('bio');
  });
});

describe('the link of a member', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['example.org', 'https://example.org/'],
    ['example.org:8080/a', 'https://example.org:8080/a'],
    ['http://example.org/ä b', 'http://example.org/%C3%A4%20b'],
    ['HTTPS://Example.org', 'https://example.org/'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
  ])('is an address of the web: %j', (given, kept) => {
    expect(linkOf(given)).toBe(kept);
    expect(linkOf(kept)).toBe(kept);
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)//.x.y',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'ftp://example.org',
    'mailto:a@example.org',
    'https://user:word@example.org',
    'https://good.example@evil.example',
    'localhost',
    'just words',
    'https://',
    `https://example.org/${'x'.repeat(200)}`,
  ])('is not %j', (given) => {
    expect(refused(() => linkOf(given))).toBe('link');
  });
});

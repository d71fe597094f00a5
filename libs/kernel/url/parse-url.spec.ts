import { parseUrl } from './parse-url.js';

describe('an address', () => {
  it('is one however often it is asked for, whatever its letters', () => {
    const addresses = ['https://b\u00fccher.example', 'https://书.example/', 'https://example.org/\u00e4'];
    const ask = (text: string) => parseUrl(text) !== null;
    let found = 0;
    for (let turn = 0; turn < 30_000; turn += 1) if (addresses.every(ask)) found += 1;
    expect(found).toBe(30_000);
    expect(parseUrl('https://b\u00fccher.example')?.hostname).toBe('xn--bcher-kva.example');
  });

  it.each(['', 'example.org', '//example.org', 'http://', 'http://a b'])('is not %j', (text) => {
    expect(parseUrl(text)).toBeNull();
  });
});

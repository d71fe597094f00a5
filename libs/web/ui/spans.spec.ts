import { momentIn, spanIn } from './spans.js';

const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

describe('when something is planned', () => {
  const from = new Date('2026-03-01T20:00:00Z');
  const to = new Date('2026-03-01T21:30:00Z');

  it('is said to the minute, in the time and language of who reads it', () => {
    expect(plain(momentIn(from, { locale: 'en', timeZone: 'UTC' }))).toBe('Mar 1, 20:00 UTC');
    expect(plain(momentIn(from, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }))).toBe('3月2日 04:00 GMT+8');
  });

  it('has a beginning and an end, and its day once', () => {
    expect(plain(spanIn(from, to, { locale: 'en', timeZone: 'UTC' }))).toBe('Mar 1, 20:00 – 21:30 UTC');
    expect(plain(spanIn(from, to, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }))).toMatch(/04:00.05:30 GMT\+8$/);
    const over = plain(spanIn(from, to, { locale: 'en', timeZone: 'Asia/Tokyo' }));
    expect(over).toBe('Mar 2, 05:00 – 06:30 GMT+9');
  });
});

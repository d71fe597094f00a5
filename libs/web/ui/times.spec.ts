import { exactTime, spokenNumber, spokenPrice, spokenTime } from './times.js';

const now = new Date('2026-07-15T12:00:00Z');
const en = { locale: 'en', timeZone: 'UTC' } as const;
const zh = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;

describe('when something was', () => {
  it.each([
    ['2026-07-15T12:00:30Z', 'just now', '刚刚'],
    ['2026-07-15T11:59:30Z', 'just now', '刚刚'],
    ['2026-07-15T11:58:00Z', '2 minutes ago', '2分钟前'],
    ['2026-07-15T10:30:00Z', '1 hour ago', '1小时前'],
    ['2026-07-14T11:05:00Z', 'yesterday 11:05', '昨天 19:05'],
    ['2026-07-12T11:00:00Z', 'Jul 12', '7月12日'],
    ['2025-12-31T23:00:00Z', 'Dec 31, 2025', '1月1日'],
    ['2024-02-29T00:00:00Z', 'Feb 29, 2024', '2024年2月29日'],
  ])('%s is said as people say it', (time, english, chinese) => {
    expect(spokenTime(new Date(time), now, en)).toBe(english);
    expect(spokenTime(new Date(time), now, zh)).toBe(chinese);
  });

  it('is also there to the minute, with its zone', () => {
    expect(exactTime(now, en)).toMatch(/July 15, 2026.*12:00:00.*UTC/);
    expect(exactTime(now, zh)).toMatch(/2026年7月15日.*20:00:00/);
  });
});

describe('how many there are', () => {
  it.each([
    [0, '0', '0'],
    [1234, '1,234', '1,234'],
    [12_345, '12.3K', '1.2万'],
    [1_200_000, '1.2M', '120万'],
  ])('%i is short enough to be read', (number, english, chinese) => {
    expect(spokenNumber(number, 'en')).toBe(english);
    expect(spokenNumber(number, 'zh-CN')).toBe(chinese);
  });

  it('is said of money with its sign', () => {
    expect([spokenPrice(500, 'en'), spokenPrice(5, 'zh-CN')]).toEqual(['¥5.00', '¥0.05']);
  });
});

import type { Locale } from '#kernel/i18n';
import { uiTexts } from './ui.texts.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const formats = new Map<string, Intl.DateTimeFormat>();

interface Shown {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** As people say it: minutes and hours up to a day, then "yesterday 14:03", then the date, with its year if not this one. */
export function spokenTime(time: Date, now: Date, shown: Shown): string {
  const age = now.getTime() - time.getTime();
  if (age < minute) return uiTexts[shown.locale].justNow;
  const ago = new Intl.RelativeTimeFormat(shown.locale);
  if (age < hour) return ago.format(-Math.floor(age / minute), 'minute');
  if (age < day) return ago.format(-Math.floor(age / hour), 'hour');
  if (dateOf(time, shown) === dateOf(new Date(now.getTime() - day), shown)) {
    const clock = format(shown, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(time);
    return `${new Intl.RelativeTimeFormat(shown.locale, { numeric: 'auto' }).format(-1, 'day')} ${clock}`;
  }
  const sameYear = dateOf(time, shown).slice(0, 4) === dateOf(now, shown).slice(0, 4);
  return format(shown, { month: 'short', day: 'numeric', ...(!sameYear && { year: 'numeric' }) }).format(time);
}

/** To the minute, with the zone. */
export const exactTime = (time: Date, shown: Shown): string =>
  format(shown, { dateStyle: 'long', timeStyle: 'long' }).format(time);

/** Day and minute, as a page says it that is about the thing. */
export const toTheMinute = (time: Date, shown: Shown): string =>
  format(shown, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }).format(time);

/** 1,234 · 1.2万 · 12.3K */
export function spokenNumber(number: number, locale: Locale): string {
  const compact = number >= 10_000 && { notation: 'compact' as const, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, compact || {}).format(number);
}

/** ¥5.00 of 500 cents. */
export const spokenPrice = (cents: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }).format(
    cents / 100,
  );

/** 2026-07-31, to compare days by. */
const dateOf = (time: Date, { timeZone }: Shown): string =>
  format({ locale: 'en', timeZone }, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(time)
    .filter(({ type }) => type !== 'literal')
    .sort((one, other) => ['year', 'month', 'day'].indexOf(one.type) - ['year', 'month', 'day'].indexOf(other.type))
    .map(({ value }) => value)
    .join('-');

function format({ locale, timeZone }: Shown, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(key, known);
  return known;
}

import type { Locale } from '#kernel/i18n';
import { uiTexts } from './ui.texts.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Making a formatter takes far longer than using it: one for each language, and each zone. */
function kept<Formatter>(make: (locale: string, timeZone?: string) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, timeZone?: string): Formatter => {
    const key = timeZone === undefined ? locale : `${locale} ${timeZone}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(locale, timeZone);
    made.set(key, fresh);
    return fresh;
  };
}
const dated = (options: Intl.DateTimeFormatOptions) =>
  kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone }));
/** Numbers, said in each language. */
export const counted = (options: Intl.NumberFormatOptions) => kept((locale) => new Intl.NumberFormat(locale, options));
const aged = (numeric: 'always' | 'auto') => kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric }));

const clocks = dated({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const days = dated({ month: 'short', day: 'numeric' });
const daysOfYears = dated({ month: 'short', day: 'numeric', year: 'numeric' });
const sortableDays = dated({ year: 'numeric', month: '2-digit', day: '2-digit' });
const exact = dated({ dateStyle: 'long', timeStyle: 'long' });
const minutes = dated({ dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });
const numbers = counted({});
const largeNumbers = counted({ notation: 'compact', maximumFractionDigits: 1 });
const prices = counted({ style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' });
const ages = aged('always');
const relativeDays = aged('auto');

interface Shown {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** As people say it: minutes and hours up to a day, then "yesterday 14:03", then the date, with its year if not this one. */
export function spokenTime(time: Date, now: Date, { locale, timeZone }: Shown): string {
  const age = now.getTime() - time.getTime();
  if (age < minute) return uiTexts[locale].justNow;
  if (age < hour) return ages(locale).format(-Math.floor(age / minute), 'minute');
  if (age < day) return ages(locale).format(-Math.floor(age / hour), 'hour');
  const dayOf = (of: Date): string => sortableDays('sv', timeZone).format(of); // 2026-07-31
  const written = dayOf(time);
  if (age < 2 * day && written === dayOf(new Date(now.getTime() - day)))
    return `${relativeDays(locale).format(-1, 'day')} ${clocks(locale, timeZone).format(time)}`;
  const isOfThisYear = written.slice(0, 4) === dayOf(now).slice(0, 4);
  return (isOfThisYear ? days : daysOfYears)(locale, timeZone).format(time);
}

/** To the minute, with the zone. */
export const exactTime = (time: Date, { locale, timeZone }: Shown): string => exact(locale, timeZone).format(time);

/** Day and minute, as a page says it that is about the thing. */
export const toTheMinute = (time: Date, { locale, timeZone }: Shown): string => minutes(locale, timeZone).format(time);

/** 1,234 · 1.2万 · 12.3K */
export const spokenNumber = (number: number, locale: Locale): string =>
  (number >= 10_000 ? largeNumbers : numbers)(locale).format(number);

/** ¥5.00 of 500 cents. */
export const spokenPrice = (cents: number, locale: Locale): string => prices(locale).format(cents / 100);

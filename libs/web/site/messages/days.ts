import type { Reader } from '#web/ui';

const day = 86_400_000;

/** Days are those of the reader: 2026-07-31. */
export const dayOf = (time: Date, { timeZone }: Pick<Reader, 'timeZone'>): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);

/** As people call a day: today, yesterday, then its date, with the year if it is not this one. */
export function spokenDay(time: Date, reader: Reader): string {
  const { locale, timeZone, now } = reader;
  const [given, today] = [dayOf(time, reader), dayOf(now, reader)];
  const near = [0, -1].find((days) => dayOf(new Date(now.getTime() + days * day), reader) === given);
  if (near !== undefined) {
    const spoken = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(near, 'day');
    return spoken.slice(0, 1).toLocaleUpperCase(locale) + spoken.slice(1);
  }
  const sameYear = given.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    month: 'long',
    day: 'numeric',
    ...(!sameYear && { year: 'numeric' }),
  }).format(time);
}

/** 14:03 */
export const clockOf = (time: Date, { locale, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(time);

const hour = 3_600_000;
const furthestZone = 15 * hour;

/** A day of the calendar from 1900 to 2999, as `2026-03-01`. */
export function isDay(value: string): boolean {
  if (!/^(?:19|2\d)\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const midnight = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && iso(midnight) === value;
}

export const dayBefore = (day: string): string => iso(new Date(Date.parse(`${day}T00:00:00Z`) - 24 * hour));
const dayAfter = (day: string): string => iso(new Date(Date.parse(`${day}T00:00:00Z`) + 24 * hour));

/** Of two days, or the one that there is. */
export const latest = (one?: string, other?: string): string | undefined =>
  one !== undefined && (other === undefined || one > other) ? one : other;
export const soonest = (one?: string, other?: string): string | undefined =>
  one !== undefined && (other === undefined || one < other) ? one : other;

/** The moment when a day begins in a zone such as `Asia/Shanghai`, also where it does not begin at midnight. */
export function startOf(day: string, timeZone: string): Date {
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let [before, since] = [midnight - furthestZone, midnight + furthestZone];
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2);
    if (shown.format(middle) < day) before = middle;
    else since = middle;
  }
  return new Date(since);
}

export const endOf = (day: string, timeZone: string): Date => startOf(dayAfter(day), timeZone);

const iso = (time: Date): string => time.toISOString().slice(0, 10);

import type { Reader } from './reader.js';

type Shown = Pick<Reader, 'locale' | 'timeZone'>;

const toTheMinute = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const formatOf = ({ locale, timeZone }: Shown): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { ...toTheMinute, timeZone });

/** Said behind the time, since in some languages it would stand between day and time. */
function zoneAt(at: Date, { locale, timeZone }: Shown): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** To the minute with its zone: of what somebody may plan by. */
export const momentIn = (at: Date, reader: Shown): string => `${formatOf(reader).format(at)} ${zoneAt(at, reader)}`;

/** From the one to the other; what both have in common is said once. */
export const spanIn = (from: Date, to: Date, reader: Shown): string =>
  `${formatOf(reader).formatRange(from, to)} ${zoneAt(from, reader)}`;

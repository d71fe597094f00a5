import type { Reader } from './reader.js';

type Shown = Pick<Reader, 'locale' | 'timeZone'>;

/** To the minute with its zone: of what somebody may plan by. */
const formatOf = ({ locale, timeZone }: Shown): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  });

export const momentIn = (at: Date, reader: Shown): string => formatOf(reader).format(at);

/** From the one to the other; what both have in common is said once. */
export const spanIn = (from: Date, to: Date, reader: Shown): string => formatOf(reader).formatRange(from, to);

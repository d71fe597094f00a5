import { InvalidRequest } from '#kernel/http';

const day = 86_400_000;
const usualDays = 90;
/** A year, also one with a day more. */
const mostDays = 366;

interface WishedEnd {
  readonly expires_in_days?: number | null;
  readonly expires_at?: string | null;
}

/** When a new token runs out: as wished, within a year. */
export function tokenEnd({ expires_in_days: days, expires_at: at }: WishedEnd, now: Date): Date {
  if (days && at) throw new InvalidRequest(['expires_in_days and expires_at cannot both be given']);
  if (!at) return new Date(now.getTime() + (days ?? usualDays) * day);
  const end = new Date(at);
  const left = end.getTime() - now.getTime();
  if (!(left > 0 && left <= mostDays * day))
    throw new InvalidRequest(['expires_at must be a time within the next year']);
  return end;
}

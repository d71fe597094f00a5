import type { Notices, Overall } from '#platform/status';

export const shownDays = 90;
const dayLength = 86_400_000;

export interface Day {
  /** 2026-03-01, where the reader is. */
  readonly name: string;
  /** The worst of what operators have said of it. */
  readonly state: Overall;
}

const order: readonly Overall[] = ['operational', 'maintenance', 'degraded', 'outage'];

interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly state: Overall;
}

/** The oldest first, today last. */
export function daysOf({ now, incidents, maintenances }: Notices, timeZone: string): Day[] {
  const format = new Intl.DateTimeFormat('sv', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  const dayOf = (at: Date): string => format.format(at);
  const stretches: Stretch[] = [
    ...incidents.map(({ startedAt, resolvedAt, impact }) => ({
      from: dayOf(startedAt),
      to: dayOf(resolvedAt ?? now),
      state: impact,
    })),
    ...maintenances
      .filter(({ cancelledAt, startsAt }) => cancelledAt === null && startsAt <= now)
      .map(({ startsAt, endsAt }) => ({ from: dayOf(startsAt), to: dayOf(endsAt), state: 'maintenance' as const })),
  ];
  return lastDays(dayOf(now)).map((name) => {
    const states = stretches.filter(({ from, to }) => from <= name && name <= to).map(({ state }) => state);
    return { name, state: states.reduce<Overall>(worse, 'operational') };
  });
}

/** By the calendar alone: a day that a change of the clock has made longer or shorter is one as well. */
function lastDays(today: string): string[] {
  const noon = new Date(`${today}T12:00:00Z`).getTime();
  const ago = (days: number) => new Date(noon - days * dayLength).toISOString().slice(0, 10);
  return Array.from({ length: shownDays }, (_, index) => ago(shownDays - 1 - index));
}

const worse = (one: Overall, other: Overall): Overall => (order.indexOf(one) >= order.indexOf(other) ? one : other);

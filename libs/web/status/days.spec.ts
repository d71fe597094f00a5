import type { Incident, Notices } from '#platform/status';
import { daysOf } from './days.js';

const now = new Date('2026-03-29T00:30:00Z');
const incident = (startedAt: string, resolvedAt: string | null, impact: Incident['impact'] = 'degraded') =>
  ({ impact, startedAt: new Date(startedAt), resolvedAt: resolvedAt && new Date(resolvedAt) }) as Incident;
const bad = (incidents: Incident[], timeZone = 'UTC') => {
  const notices: Notices = { now, incidents, maintenances: [], announcements: [] };
  const days = daysOf(notices, timeZone);
  expect(new Set(days.map(({ name }) => name)).size).toBe(90);
  return days.filter(({ state }) => state !== 'operational').map(({ name, state }) => `${name} ${state}`);
};

describe('the last ninety days', () => {
  it('end today, where the reader is, also where a clock was changed between', () => {
    const of = (timeZone: string) => daysOf({ now, incidents: [], maintenances: [], announcements: [] }, timeZone);
    expect([of('UTC').at(-1)!.name, of('UTC')[0]!.name]).toEqual(['2026-03-29', '2025-12-30']);
    expect(of('America/Los_Angeles').at(-1)!.name).toBe('2026-03-28');
    expect(of('Europe/Berlin')).toHaveLength(90);
  });

  it('have each the worst that was said of it', () => {
    expect(bad([incident('2026-03-01T23:00Z', '2026-03-02T01:00Z')])).toEqual([
      '2026-03-01 degraded',
      '2026-03-02 degraded',
    ]);
    const two = [
      incident('2026-03-02T03:00Z', '2026-03-02T04:00Z', 'outage'),
      incident('2026-03-02T05:00Z', '2026-03-02T06:00Z'),
    ];
    expect(bad(two)).toEqual(['2026-03-02 outage']);
    expect(bad([incident('2026-03-28T03:00Z', null)])).toEqual(['2026-03-28 degraded', '2026-03-29 degraded']);
    expect(bad([incident('2025-11-01T00:00Z', '2025-12-01T00:00Z')])).toEqual([]);
    expect(bad([incident('2026-03-01T23:00Z', '2026-03-02T01:00Z')], 'Asia/Shanghai')).toEqual(['2026-03-02 degraded']);
  });
});

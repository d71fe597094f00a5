import type { Incident, Maintenance } from './notices.js';
import { overall, type Probed } from './probes.js';

const now = new Date('2026-03-01T12:00:00Z');
const words = { zh: '-', en: '-' };
const affects = { plans: [], tenants: [] };
const up: Probed[] = [
  { name: 'database', state: 'up' },
  { name: 'tasks', state: 'up' },
];
const incident = (more: Partial<Incident>): Incident => ({
  id: 1,
  title: words,
  impact: 'degraded',
  state: 'investigating',
  affects,
  startedAt: now,
  resolvedAt: null,
  updates: [],
  ...more,
});
const work = (startsAt: string, endsAt: string, cancelledAt: Date | null = null): Maintenance => ({
  id: 1,
  title: words,
  text: words,
  affects,
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  emergency: null,
  cancelledAt,
  announcedAt: now,
});
const stateOf = (probed: Probed[], incidents: Incident[] = [], maintenances: Maintenance[] = []) =>
  overall(probed, { incidents, maintenances }, now);

describe('how all of it is doing', () => {
  it('is well where nothing is found and nothing said', () => {
    expect(stateOf(up)).toBe('operational');
    expect(stateOf(up, [incident({ resolvedAt: now })])).toBe('operational');
    expect(stateOf(up, [], [work('2026-03-02T00:00Z', '2026-03-03T00:00Z')])).toBe('operational');
    expect(stateOf(up, [], [work('2026-03-01T00:00Z', '2026-03-01T12:00Z')])).toBe('operational');
    expect(stateOf(up, [], [work('2026-03-01T00:00Z', '2026-03-02T00:00Z', now)])).toBe('operational');
  });

  it('is never better than what was found, and never better than what was said', () => {
    expect(stateOf([{ name: 'search', state: 'slow' }])).toBe('degraded');
    expect(stateOf([{ name: 'files', state: 'down' }])).toBe('degraded');
    expect(stateOf([{ name: 'database', state: 'down' }])).toBe('outage');
    expect(stateOf(up, [incident({})])).toBe('degraded');
    expect(stateOf(up, [incident({ impact: 'outage' }), incident({})])).toBe('outage');
    const running = work('2026-03-01T11:00Z', '2026-03-01T13:00Z');
    expect(stateOf(up, [], [running])).toBe('maintenance');
    expect(stateOf([{ name: 'files', state: 'down' }], [], [running])).toBe('degraded');
  });
});

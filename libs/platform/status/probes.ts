import type { Board } from './notices.js';
import { phaseOf } from './notices.js';

export const components = ['database', 'tasks', 'search', 'files'] as const;
export type Component = (typeof components)[number];
export const componentStates = ['up', 'slow', 'down'] as const;
export type ComponentState = (typeof componentStates)[number];

export interface Probed {
  readonly name: Component;
  readonly state: ComponentState;
}

export const overallStates = ['operational', 'maintenance', 'degraded', 'outage'] as const;
export type Overall = (typeof overallStates)[number];

/** Without the database nothing is served; all else leaves much that works. */
const overallOf = ({ name, state }: Probed): Overall => {
  if (state === 'up') return 'operational';
  return name === 'database' && state === 'down' ? 'outage' : 'degraded';
};

/** The worst of what was looked at and of what operators say; never better than either. */
export function overall(
  probed: readonly Probed[],
  { incidents, maintenances }: Pick<Board, 'incidents' | 'maintenances'>,
  now: Date,
): Overall {
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null);
  const running = maintenances.filter((one) => phaseOf(one, now) === 'running');
  const all: Overall[] = [
    ...probed.map(overallOf),
    ...open.map(({ impact }) => impact),
    ...running.map(() => 'maintenance' as const),
  ];
  return all.reduce<Overall>(worse, 'operational');
}

const worse = (one: Overall, other: Overall): Overall =>
  overallStates.indexOf(one) >= overallStates.indexOf(other) ? one : other;

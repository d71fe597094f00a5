import type { CallFrame, CpuProfile } from './cpu-profile.js';
import type { Place } from './places.js';

/** A function as it was called by its parent; times in microseconds. */
export interface Flame {
  readonly name: string;
  readonly place: Place;
  /** In itself. */
  readonly self: number;
  /** In itself and in what it called. */
  readonly total: number;
  /** The longest first. */
  readonly children: readonly Flame[];
}

export interface Flames {
  readonly root: Flame;
  readonly samples: number;
  /** Time in which there was nothing to do: in none of the flames. */
  readonly idle: number;
}

interface Growing {
  readonly name: string;
  readonly place: Place;
  self: number;
  readonly children: Map<string, Growing>;
}

const nowhere: Place = { kind: 'native', room: '', at: '' };

/** Puts the same stacks of all profiles into one, however often the profiler has met them. */
export function mergeStacks(profiles: readonly CpuProfile[], placeOf: (frame: CallFrame) => Place): Flames {
  const root: Growing = growing('all', nowhere);
  let [samples, idle] = [0, 0];
  for (const profile of profiles) {
    const times = timesOf(profile);
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    const add = (id: number, under: Growing): void => {
      const { callFrame, children = [] } = nodes.get(id)!;
      const time = times.get(id) ?? 0;
      if (callFrame.functionName === '(idle)') {
        idle += time;
        return;
      }
      const here = childOf(under, callFrame.functionName, placeOf(callFrame));
      here.self += time;
      for (const child of children) add(child, here);
    };
    for (const child of profile.nodes[0]?.children ?? []) add(child, root); // the first is the root
    samples += profile.samples.length;
  }
  return { root: grown(root), samples, idle };
}

/** What a sample found went on until the next one. */
function timesOf({ samples, timeDeltas }: CpuProfile): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const [index, id] of samples.entries())
    times.set(id, (times.get(id) ?? 0) + Math.max(0, timeDeltas[index + 1] ?? 0)); // clocks of cores may differ a little
  return times;
}

function childOf(parent: Growing, name: string, place: Place): Growing {
  const key = `${name} ${place.at}`;
  const child = parent.children.get(key) ?? growing(name, place);
  parent.children.set(key, child);
  return child;
}

const growing = (name: string, place: Place): Growing => ({ name, place, self: 0, children: new Map() });

function grown({ name, place, self, children }: Growing): Flame {
  const flames = [...children.values()].map(grown).filter(({ total }) => total > 0);
  flames.sort((one, other) => other.total - one.total);
  const total = flames.reduce((sum, flame) => sum + flame.total, self);
  return { name: nameOf(name, place), place, self, total, children: flames };
}

/** Functions without a name are called by their place. */
function nameOf(name: string, { at }: Place): string {
  if (name === '(program)') return 'native code';
  if (name === '(garbage collector)') return 'garbage collection';
  return name || (at ? at.slice(at.lastIndexOf('/') + 1) : 'without a name');
}

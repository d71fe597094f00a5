import type { Flame } from './flames.js';
import { type Kind, kinds } from './places.js';

/** Parts of all time in which there was something to do, 0 to 1. */
export interface Share {
  readonly name: string;
  readonly self: number;
  /** With what is called from there, in whichever room that is. */
  readonly total: number;
}

export interface Shares {
  readonly kinds: Readonly<Record<Kind, number>>;
  /** By their own time, the longest first. */
  readonly rooms: readonly Share[];
  readonly functions: readonly Share[];
}

export function sharesOf(root: Flame): Shares {
  const whole = root.total || 1;
  return {
    kinds: Object.fromEntries(
      kinds.map((kind) => [kind, sumOf(root, (flame) => flame.place.kind === kind) / whole]),
    ) as Record<Kind, number>,
    rooms: sharesBy(root, ({ place }) => place.room),
    functions: sharesBy(root, ({ name, place }) => (place.at ? `${name}  ${place.at}` : name)),
  };
}

function sumOf(flame: Flame, wanted: (flame: Flame) => boolean): number {
  return flame.children.reduce((sum, child) => sum + sumOf(child, wanted), wanted(flame) ? flame.self : 0);
}

/** What stands in its own stack more than once counts once. */
function sharesBy(root: Flame, nameOf: (flame: Flame) => string): Share[] {
  const times = new Map<string, { self: number; total: number }>();
  const add = (flame: Flame, around: ReadonlySet<string>): void => {
    const name = nameOf(flame);
    const time = times.get(name) ?? { self: 0, total: 0 };
    times.set(name, time);
    time.self += flame.self;
    if (!around.has(name)) time.total += flame.total;
    for (const child of flame.children) add(child, new Set([...around, name]));
  };
  for (const child of root.children) add(child, new Set());
  const whole = root.total || 1;
  return [...times]
    .map(([name, { self, total }]) => ({ name, self: self / whole, total: total / whole }))
    .toSorted((one, other) => other.self - one.self);
}

const topFunctions = 15;
const topRooms = 20;

/** For whoever started it, as lines of text. */
export function table({ rooms, functions }: Shares): string {
  const lines = (shares: readonly Share[]) =>
    shares.map(({ name, self, total }) => `  ${percent(self).padStart(7)} ${percent(total).padStart(7)}  ${name}`);
  return [
    '   itself  with what it calls',
    ...lines(functions.slice(0, topFunctions)),
    '',
    '  of each room',
    ...lines(rooms.slice(0, topRooms)),
  ].join('\n');
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

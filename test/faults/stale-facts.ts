import { byLength } from './length.js';

/** A write as its sender knows it. Times are this process's, in milliseconds. */
export interface Deed {
  /** Number of the member who did it; null: an operator, or the test when it began. */
  readonly by: number | null;
  /** Process that was asked. */
  readonly via: number;
  readonly sent: number;
  /** When its answer was there; Infinity as long as it is not. */
  acked: number;
}

/** When and where somebody has read something. */
export interface Moment {
  readonly since: number;
  readonly until: number;
  /** Number of the member; null for a guest. */
  readonly reader: number | null;
  readonly via: number;
  /** Where several processes share a port, nobody knows which one answers: their own writes members see in each at once. */
  readonly seesOwn: boolean;
}

/** The same for what a process may have counted a second before, also if it was told since. */
export const counted = (moment: Moment): Moment => ({
  ...moment,
  since: moment.since - 100,
  reader: null,
  via: -1,
});

/**
 * After so many milliseconds a change has to be seen in every process; in the one that made it, at once. `authority`: who
 * somebody is and what they may do. `task`: what a task does afterwards. Beside other suites nobody has the machine for
 * themselves, and messages between processes take as long as these let them.
 */
export const graces = byLength({
  short: { told: 4_000, authority: 5_000, task: 60_000 },
  part: { told: 2_000, authority: 3_000, task: 30_000 },
  full: { told: 1_000, authority: 2_000, task: 15_000 },
});
type Kind = keyof typeof graces;

export const always: Deed = { by: null, via: 0, sent: -Infinity, acked: -Infinity };

/** What the reader has to know. */
function isKnown({ acked, via, by }: Deed, { since, via: asked, reader, seesOwn }: Moment, kind: Kind): boolean {
  if (acked > since) return false;
  if (since - acked >= graces[kind]) return true;
  return kind !== 'task' && (asked === via || (seesOwn && by !== null && by === reader));
}

interface Entry<T> {
  readonly values: readonly [T];
  readonly deed: Deed;
}

/** The longest that an old value was still read after a change of it was acknowledged by another process. */
export const lateness = { most: 0 };

/** Something that writes change, one after the other: all that it may be for somebody at a moment. */
export class Fact<T> implements Known<T> {
  private entries: Entry<T>[];

  constructor(
    first: T,
    private readonly kind: Kind = 'told',
    deed: Deed = always,
  ) {
    this.entries = [{ values: [first], deed }];
  }

  /** What it is when all writes have come true. */
  get last(): T {
    return this.entries.at(-1)!.values[0];
  }

  get changedAt(): number {
    return this.entries.at(-1)!.deed.acked;
  }

  change(value: T, deed: Deed): void {
    const first = this.entries.findLastIndex(({ deed: known }) => known.acked < deed.sent - longestKept);
    if (first > 0) this.entries.splice(0, first);
    this.entries.push({ values: [value], deed });
  }

  undo(deed: Deed): void {
    this.entries = this.entries.filter((entry) => entry.deed !== deed);
  }

  possible(moment: Moment): readonly T[] {
    const { entries } = this;
    let first = entries.length - 1;
    while (first > 0 && !isKnown(entries[first]!.deed, moment, this.kind)) first -= 1;
    if (first === entries.length - 1) return entries[first]!.values;
    const begun = entries.slice(first).filter(({ deed }, index) => index === 0 || deed.sent <= moment.until);
    return begun.map(({ values }) => values[0]);
  }

  allows(value: T, moment: Moment): boolean {
    if (!this.possible(moment).includes(value)) return false;
    const read = this.entries.findLastIndex(({ values }) => values[0] === value);
    const next = this.entries[read + 1]?.deed;
    if (next && this.kind === 'told') lateness.most = Math.max(lateness.most, moment.since - next.acked);
    return true;
  }

  /** Of whatever it may be. */
  is(test: (value: T) => Tri, moment: Moment): Tri {
    let [least, most]: Tri[] = [yes, no];
    for (const value of this.possible(moment)) {
      const is = test(value);
      if (is < least!) least = is;
      if (is > most!) most = is;
    }
    return least === most ? least! : maybe;
  }
}

/** What is changed by writes and looked at by readers. */
export interface Known<T> {
  change(value: T, deed: Deed): void;
  /** The write was refused. */
  undo(deed: Deed): void;
  /** Whether this may be read of it then. */
  allows(value: T, moment: Moment): boolean;
}

/** A number that tasks change by so much for each write, in any order: those on their way may each be counted or not. */
export class Count implements Known<number> {
  private steps: { readonly by: number; readonly deed: Deed }[] = [];

  change(by: number, deed: Deed): void {
    if (by !== 0) this.steps.push({ by, deed });
  }

  undo(deed: Deed): void {
    this.steps = this.steps.filter((step) => step.deed !== deed);
  }

  allows(value: number, moment: Moment): boolean {
    let [least, most] = [0, 0];
    for (const { by, deed } of this.steps) {
      const isDone = isKnown(deed, moment, 'task');
      if (!isDone && deed.sent > moment.until) continue;
      if (isDone || by < 0) least += by;
      if (isDone || by > 0) most += by;
    }
    return least <= value && value <= most;
  }
}

/** A read takes less. */
const longestKept = 120_000;

/** Whether something is so; "maybe" while a write is on its way. "And" is the least of some, "or" the most. */
export type Tri = 0 | 1 | 2;
export const [no, maybe, yes] = [0, 1, 2] as const;
export const tri = (is: boolean): Tri => (is ? yes : no);
export const both = (one: Tri, other: Tri): Tri => (one < other ? one : other);
export const either = (one: Tri, other: Tri): Tri => (one > other ? one : other);
export const not = (one: Tri): Tri => (yes - one) as Tri;

/** From where to where a number may be. */
export type Span = readonly [from: number, to: number];
export const exactly = (value: number): Span => [value, value];
export const spanOf = (values: readonly number[]): Span =>
  values.length === 1 ? exactly(values[0]!) : [Math.min(...values), Math.max(...values)];

/** Whether one stands before the other in a list in which the first number counts most, and the largest comes first. */
export function isBefore(one: readonly Span[], other: readonly Span[]): Tri {
  for (const [index, [from, to]] of one.entries()) {
    const [otherFrom, otherTo] = other[index]!;
    if (from > otherTo) return yes;
    if (to < otherFrom) return no;
    if (from !== to || otherFrom !== otherTo) return maybe;
  }
  return maybe;
}

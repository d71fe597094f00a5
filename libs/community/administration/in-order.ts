export type Step = 'up' | 'down';

/** The same list with one of its things a step nearer to an end; as it was where it is there already, or not in it. */
export function moved<T>(list: readonly T[], isMoved: (thing: T) => boolean, step: Step): T[] {
  const from = list.findIndex(isMoved);
  const to = from + (step === 'up' ? -1 : 1);
  const after = [...list];
  if (from < 0 || to < 0 || to >= list.length) return after;
  [after[from], after[to]] = [after[to]!, after[from]!];
  return after;
}

/** A stretch of text: in both of two versions, or in one of them alone. */
export interface Stretch {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond so many pairs of words to compare, the whole stretch counts as replaced. */
const mostPairs = 250_000;
/** A Chinese sign counts as a word; so does a stretch of spaces. */
const word = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+|\s+|./gsu;
const wordsOf = (text: string): string[] => text.match(word) ?? [];

/** What changed from one text to the next, word by word. */
export function wordChanges(before: string, after: string): Stretch[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const kept = (from: number, to: number): Stretch => ({ kind: 'same', text: now.slice(from, to).join('') });
  return joined([
    kept(0, start),
    ...between(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    kept(now.length - end, now.length),
  ]);
}

/** By the longest common sequence of words. */
function between(old: readonly string[], now: readonly string[]): Stretch[] {
  if (old.length * now.length > mostPairs) return [removed(old.join('')), added(now.join(''))];
  const common = lengths(old, now);
  const width = now.length + 1;
  const found: Stretch[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < now.length) {
    const here = common[at * width + to]!;
    if (at < old.length && to < now.length && old[at] === now[to]) {
      found.push({ kind: 'same', text: old[at]! });
      at += 1;
      to += 1;
    } else if (at < old.length && common[(at + 1) * width + to] === here) {
      found.push(removed(old[at]!));
      at += 1;
    } else {
      found.push(added(now[to]!));
      to += 1;
    }
  }
  return found;
}

/** Of each pair of ends, how long what they have in common is. */
function lengths(old: readonly string[], now: readonly string[]): Uint16Array {
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const [down, right] = [common[(at + 1) * width + to]!, common[at * width + to + 1]!];
      common[at * width + to] = old[at] === now[to] ? common[(at + 1) * width + to + 1]! + 1 : Math.max(down, right);
    }
  }
  return common;
}

const removed = (text: string): Stretch => ({ kind: 'removed', text });
const added = (text: string): Stretch => ({ kind: 'added', text });

/** Neighbours of a kind become one stretch; of what was replaced, the old stands before the new. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const stretch of stretches.filter(({ text }) => text !== '')) {
    const last = whole.at(-1);
    if (last?.kind === stretch.kind) whole[whole.length - 1] = { ...last, text: last.text + stretch.text };
    else whole.push(stretch);
  }
  return whole;
}

import { Random } from '../../bench/data/random.js';

export { Random };

/** Each as often as its weight says. */
export function weighed<T>(random: Random, of: readonly (readonly [weight: number, item: T])[]): T {
  const all = of.reduce((sum, [weight]) => sum + weight, 0);
  let at = random.next() * all;
  for (const [weight, item] of of) {
    at -= weight;
    if (at < 0) return item;
  }
  return of.at(-1)![1];
}

export const oneOf = <T>(random: Random, values: readonly T[]): T | undefined =>
  values.length > 0 ? random.of(values) : undefined;

import type { Random } from '../data/random.js';

/** Places of a list, the second half as often as the first, the third a third as often. */
export class Zipf {
  private readonly upTo: readonly number[];

  constructor(places: number) {
    let sum = 0;
    this.upTo = Array.from({ length: places }, (_, place) => (sum += 1 / (place + 1)));
  }

  draw(random: Random): number {
    const wanted = random.next() * this.upTo.at(-1)!;
    let [low, high] = [0, this.upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.upTo[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

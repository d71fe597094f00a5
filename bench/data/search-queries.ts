import { isPublic } from './making.js';
import type { Random } from './random.js';
import type { SearchTenant } from './search-copies.js';
import type { SearchSample } from './search-sample.js';

/** What is asked of one community: words that one of its public posts says. */
export interface Asked {
  readonly tenant: SearchTenant;
  readonly words: readonly string[];
}

/** So many, no two with the same words: half of them one word, half two that stand side by side. */
export function chooseQueries(
  random: Random,
  count: number,
  sample: SearchSample,
  tenants: readonly SearchTenant[],
): Asked[] {
  const chosen = new Map<string, Asked>();
  while (chosen.size < count) {
    const tenant = random.of(tenants);
    const index = tenant.from - 1 + random.below(tenant.count);
    const said = sample.texts[index]!.words;
    const place = random.below(said.length);
    const words = said.slice(place, place + 1 + (chosen.size % 2));
    if (isPublic(sample.posts[index]!) && words.length === 1 + (chosen.size % 2)) {
      const key = words.join(' ');
      if (!chosen.has(key)) chosen.set(key, { tenant, words });
    }
  }
  return [...chosen.values()];
}

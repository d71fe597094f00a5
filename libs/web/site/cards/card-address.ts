import { tenantScope } from '#kernel/scope';
import type { ReadingVisit } from '#web/shell';
import type { PageCard } from '#web/ui';
import { type CardModel, cardOf, versionOf } from './card-model.js';

/** For the head of a page: where the picture is that is shown in place of it, and what it says, in words. */
export function cardFor(
  visit: Pick<ReadingVisit, 'community' | 'site' | 'settings'>,
  { path, shown, alt }: { readonly path: string; readonly shown: CardModel['shown']; readonly alt: string },
): PageCard {
  const { slug } = tenantScope.current();
  const folder = path === '/' ? '' : path;
  return { address: `${visit.site}${folder}/card.png?v=${versionOf(cardOf({ ...visit, slug }, shown))}`, alt };
}

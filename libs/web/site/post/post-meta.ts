import type { ReadingVisit } from '#web/shell';
import { type PageMeta, postPath, type PostView, textOf, titleOf } from '#web/ui';
import { cardFor } from '../cards/card-address.js';
import { postOnCard } from '../cards/card-model.js';

/** What is told of a post's page to those with whom it is shared: of one that is not public nothing. */
export function metaOf(visit: ReadingVisit, post: PostView, path: string): PageMeta {
  const { community, say, site, settings } = visit;
  const { title, text } = summaryOf(post);
  const alt = `${post.author.name}: ${text || say.post}`;
  const isPublic = post.audience === 'public' && !settings.membersOnly;
  return {
    title: `${post.author.name}: ${title || say.post} · ${community}`,
    description: text || say.postBy(post.author.name),
    kind: 'article',
    ...(isPublic && {
      canonical: site + path,
      card: cardFor(visit, { path: postPath(post.id), shown: postOnCard(post), alt }),
    }),
  };
}

/** What stands behind a warning is not told before it. */
function summaryOf({ cover, blocks, isRepost, quoted }: PostView): { title: string; text: string } {
  if (cover) return { title: cover, text: cover };
  if (isRepost && typeof quoted === 'object') return summaryOf(quoted);
  const text = textOf(blocks).replace(/\s+/g, ' ');
  return {
    title: titleOf(blocks) ?? beginning(text, 40),
    text: beginning(text, 160),
  };
}

function beginning(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

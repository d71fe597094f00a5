import type { ReadingVisit } from '#web/shell';
import { type PageMeta, picturesOf, type PostView, textOf, titleOf } from '#web/ui';

/** What is told of a post's page to those with whom it is shared: of one that is not public nothing. */
export function metaOf({ community, say, site, settings }: ReadingVisit, post: PostView, path: string): PageMeta {
  const { title, text, picture } = summaryOf(post);
  const isPublic = post.audience === 'public' && !settings.membersOnly;
  return {
    title: `${post.author.name}: ${title || say.post} · ${community}`,
    description: text || say.postBy(post.author.name),
    kind: 'article',
    ...(isPublic && { canonical: site + path }),
    ...(picture && { image: picture.startsWith('/') ? site + picture : picture }),
  };
}

/** What stands behind a warning is not told before it. */
function summaryOf({ cover, blocks, isRepost, quoted }: PostView): { title: string; text: string; picture?: string } {
  if (cover) return { title: cover, text: cover };
  if (isRepost && typeof quoted === 'object') return summaryOf(quoted);
  const text = textOf(blocks).replace(/\s+/g, ' ');
  const [picture] = picturesOf(blocks);
  return {
    title: titleOf(blocks) ?? beginning(text, 40),
    text: beginning(text, 160),
    ...(picture && { picture: picture.address }),
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

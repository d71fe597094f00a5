import { pageOf, type Query as GivenQuery } from '#kernel/http';
import type { PostCard } from '#community/posts';
import type { ReadingVisit } from '#web/shell';
import type { CommentActs, ListPlace } from '#web/ui';

/** Why nothing can be said under a post by whoever reads it; `open`: something can. */
export type Standing = 'open' | 'read-only' | 'sign-in' | 'suspended' | 'phone' | 'closed' | 'full';

/** Order and page of the comments, as an address says it. */
export function placeOf(query: GivenQuery): ListPlace {
  const { page } = pageOf({ page: query['page'] });
  const { style } = query;
  return { ...((style === 'hots' || style === 'newest') && { style }), page };
}

/** What keeps the reader from saying something here, if anything does. */
export function standingOf({ viewer, settings, reader }: ReadingVisit, post: PostCard): Standing {
  if (reader.isFrozen) return 'read-only';
  if (post.isLock) return 'closed';
  if (post.commentCount >= settings.maxCommentCount) return 'full';
  if (!viewer) return 'sign-in';
  if (viewer.isBanned) return 'suspended';
  return settings.phoneRequired && !viewer.hasPhone ? 'phone' : 'open';
}

/** What the reader may do with the comments of a post. */
export function actsOf({ viewer, formToken, settings }: ReadingVisit, post: PostCard, standing: Standing) {
  if (standing === 'read-only') return undefined;
  if (!viewer) return standing === 'sign-in' ? standing : undefined;
  if (viewer.isBanned || (settings.phoneRequired && !viewer.hasPhone)) return undefined;
  const acts: CommentActs = {
    token: formToken ?? '',
    mayReply: standing === 'open',
    mayChoose: viewer.id === post.author.id,
  };
  return acts;
}

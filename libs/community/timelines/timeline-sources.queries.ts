import type { Id } from '#kernel/database';
import type { Viewer } from '#community/identity';
import { hiddenFromSql } from '#community/members';
import { maySeeSql, publicSql } from '#community/posts';
import { byActivity, type PostSource, visibleTo } from './post-source.js';

/** One of the lists of posts. */
export type Timeline =
  | { readonly style: 'newest' | 'hots' | 'following' }
  /** `order`: by activity, if not told otherwise. */
  | { readonly style: 'tag'; readonly tag: string; readonly order?: 'hot' };

/** See the column hot_rank: comments, stars and the like against age. */
const byHeat = 'p.is_top desc, p.hot_rank desc, p.id desc';

/** All that is public. How many there are is the same for everybody; what is hidden from a member is counted apart. */
const everything = (viewer: Viewer, order: string): PostSource => ({
  where: publicSql(),
  order,
  values: viewer ? [viewer.id] : [],
  key: 'public',
  ...(viewer && { hidden: hiddenFromSql('$1::bigint') }),
});

/** Oneself, and whom one follows and has not muted. */
const followed = `
  select $1::bigint as id
  union select other_id from relation
         where member_id = $1 and kind in ('follow', 'friend') and other_id <> all (${hiddenFromSql('$1::bigint')})`;
// Being an administrator opens every post, but is no reason to be shown what those one follows keep to themselves.
const fromFollowed = maySeeSql({ id: '$1::bigint', isAdmin: 'false' });

/** Each author's posts are in order in an index: so many of each are enough to know the first of all of them. */
const following = (viewerId: Id): PostSource => ({
  where: `p.author_id in (${followed}) and ${fromFollowed}`,
  order: byActivity('p'),
  ids: (limit, offset) => `
    select theirs.id from (${followed}) author, lateral (
      select p.id, p.is_top, p.latest_replied_at from post p
       where p.author_id = author.id and ${fromFollowed}
       order by ${byActivity('p')} limit ${limit}::bigint + ${offset}::bigint) theirs
     order by ${byActivity('theirs')} limit ${limit} offset ${offset}`,
  values: [viewerId],
  key: `following:${viewerId}`,
  isPersonal: true,
});

const tagged = (viewer: Viewer, tag: string, order: string): PostSource => ({
  where: `p.tag_keys <> '{}' and p.tag_keys @> array[$1::text] and ${visibleTo(viewer, '$2::bigint')}
          ${viewer ? `and p.author_id <> all (${hiddenFromSql('$2::bigint')})` : ''}`,
  order,
  values: viewer ? [tag, viewer.id] : [tag],
  key: `tag:${viewer?.id ?? ''}:${tag}`,
  isPersonal: viewer !== null,
});

export function sourceOf(timeline: Timeline, viewer: Viewer): PostSource {
  if (timeline.style === 'tag')
    return tagged(viewer, timeline.tag, timeline.order === 'hot' ? byHeat : byActivity('p'));
  if (timeline.style === 'hots') return everything(viewer, byHeat);
  return timeline.style === 'following' && viewer ? following(viewer.id) : everything(viewer, byActivity('p'));
}

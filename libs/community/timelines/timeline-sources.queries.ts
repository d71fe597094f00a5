import { maySeeSql, publicSql } from '#community/posts';
import type { Viewer } from '#community/identity';

/** One of the lists of posts. */
export type Timeline =
  | { readonly style: 'newest' | 'hots' | 'following' }
  | { readonly style: 'tag'; readonly tag: string };

/** Which rows `p` of post a list has, and in which order. */
export interface TimelineSource {
  /** What stands behind `from post p where`; `$1` and so on are `values`. */
  readonly where: string;
  readonly order: string;
  /** Instead of the two, where ids are found otherwise: with places for the two parameters of the page. */
  readonly ids?: (limit: string, offset: string) => string;
  readonly values: readonly unknown[];
  /** Under which the number of its rows is remembered. */
  readonly key: string;
  /** Whether whom the viewer follows decides: nobody tells of a change of that, so little is remembered. */
  readonly isPersonal?: boolean;
}

const byActivity = (post: string): string => `${post}.is_top desc, ${post}.latest_replied_at desc, ${post}.id desc`;
/** See the column hot_rank: comments, stars and the like against age. */
const byHeat = 'p.is_top desc, p.hot_rank desc, p.id desc';

const newest: TimelineSource = { where: publicSql(), order: byActivity('p'), values: [], key: 'public' };
const hots: TimelineSource = { ...newest, order: byHeat };

const followed = `
  select $1::bigint as id
  union select other_id from relation where member_id = $1 and kind in ('follow', 'friend')`;
// Being an administrator opens every post, but is no reason to be shown what those one follows keep to themselves.
const fromFollowed = maySeeSql({ id: '$1::bigint', isAdmin: 'false' });

/** Each author's posts are in order in an index: so many of each are enough to know the first of all of them. */
const following = (viewerId: number): TimelineSource => ({
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

const tagged = (viewer: Viewer, tag: string): TimelineSource => ({
  where: `p.deleted_at is null and p.tag_keys <> '{}' and p.tag_keys @> array[$2::text]
          and ${maySeeSql({ id: '$1::bigint', isAdmin: String(viewer?.isAdmin ?? false) })}`,
  order: byActivity('p'),
  values: [viewer?.id ?? null, tag],
  key: `tag:${viewer?.id ?? ''}:${tag}`,
  isPersonal: viewer !== null,
});

export function sourceOf(timeline: Timeline, viewer: Viewer): TimelineSource {
  if (timeline.style === 'tag') return tagged(viewer, timeline.tag);
  if (timeline.style === 'hots') return hots;
  return timeline.style === 'following' && viewer ? following(viewer.id) : newest;
}

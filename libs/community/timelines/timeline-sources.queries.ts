import { maySeeSql, publicSql } from '#community/posts';
import type { Viewer } from '#community/identity';

/** One of the lists of posts. */
export type Timeline =
  | { readonly style: 'newest' | 'hots' | 'following' }
  | { readonly style: 'tag'; readonly tag: string };

/** Statements of one list. In both `$1` is the viewer's id; in `ids` `$2` is how many rows, `$3` how many to pass over. */
export interface TimelineSource {
  /** Ids from an index alone, so that page 500 costs little more than page 1; in this order, which is told of post `p`. */
  readonly ids: string;
  readonly order: string;
  readonly idValues: readonly unknown[];
  readonly count: string;
  readonly countValues: readonly unknown[];
  /** Under which the number of its rows is remembered. */
  readonly key: string;
}

const byActivity = (post: string): string => `${post}.is_top desc, ${post}.latest_replied_at desc, ${post}.id desc`;
/** See the column hot_rank: comments, stars and the like against age. */
const byHeat = 'p.is_top desc, p.hot_rank desc, p.id desc';

const publicBy = (order: string): TimelineSource => ({
  ids: `select p.id from post p where ${publicSql()} order by ${order} limit $2 offset $3`,
  order,
  idValues: [],
  count: `select count(*) as total from post p where ${publicSql()}`,
  countValues: [],
  key: 'public',
});

const newest = publicBy(byActivity('p'));
const hots = publicBy(byHeat);

const followed = `
  select $1::bigint as id
  union select other_id from relation where member_id = $1 and kind in ('follow', 'friend')`;
// Being an administrator opens every post, but is no reason to be shown what those one follows keep to themselves.
const fromFollowed = maySeeSql({ id: '$1::bigint', isAdmin: 'false' });

/** Each author's posts are in order in an index: so many of each are enough to know the first of all of them. */
const following = (viewerId: number): TimelineSource => ({
  ids: `select theirs.id, row_number() over (order by ${byActivity('theirs')}) as place
          from (${followed}) author, lateral (
            select p.id, p.is_top, p.latest_replied_at from post p
             where p.author_id = author.id and ${fromFollowed}
             order by ${byActivity('p')} limit $2::bigint + $3::bigint) theirs
         order by ${byActivity('theirs')} limit $2 offset $3`,
  order: byActivity('p'),
  idValues: [],
  count: `select count(*) as total from post p where p.author_id in (${followed}) and ${fromFollowed}`,
  countValues: [viewerId],
  key: `following:${viewerId}`,
});

function tagged(viewer: Viewer, tag: string): TimelineSource {
  const found = (parameter: string): string =>
    `from post p where p.deleted_at is null and p.tag_keys <> '{}' and p.tag_keys @> array[${parameter}::text]
        and ${maySeeSql({ id: '$1::bigint', isAdmin: String(viewer?.isAdmin ?? false) })}`;
  return {
    ids: `select p.id ${found('$4')} order by ${byActivity('p')} limit $2 offset $3`,
    order: byActivity('p'),
    idValues: [tag],
    count: `select count(*) as total ${found('$2')}`,
    countValues: [viewer?.id ?? null, tag],
    key: `tag:${viewer?.id ?? ''}:${tag}`,
  };
}

export function sourceOf(timeline: Timeline, viewer: Viewer): TimelineSource {
  if (timeline.style === 'tag') return tagged(viewer, timeline.tag);
  if (timeline.style === 'hots') return hots;
  return timeline.style === 'following' && viewer ? following(viewer.id) : newest;
}

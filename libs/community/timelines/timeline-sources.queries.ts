import type { Id } from '#kernel/database';
import type { Viewer } from '#community/identity';
import { hiddenFromSql } from '#community/members';
import { publicSql, visibility } from '#community/posts';
import { activity, byActivity, type Place, type PostSource, viewerKey, visibleTo } from './post-source.js';

/** One of the lists of posts. */
export type Timeline =
  | { readonly style: 'newest' | 'hots' | 'following' }
  /** `order`: by activity, if not told otherwise. */
  | { readonly style: 'tag'; readonly tag: string; readonly order?: 'hot' };

/** See the column hot_rank: comments, stars and the like against age. */
const byHeat = 'p.is_top desc, p.hot_rank desc, p.id desc';
const heat: Place = [
  ['p.is_top', 'boolean'],
  ['p.hot_rank', 'float8'],
  ['p.id', 'bigint'],
];

/** All that is public. How many there are is the same for everybody; what is hidden from a member is counted apart. */
const everything = (viewer: Viewer, name: 'newest' | 'hots'): PostSource => ({
  name,
  where: publicSql(),
  order: name === 'hots' ? byHeat : byActivity('p'),
  place: name === 'hots' ? heat : activity,
  values: viewer ? [viewer.id] : [],
  key: 'public',
  ...(viewer && { hidden: hiddenFromSql('$1::bigint') }),
});

/**
 * Oneself, and whom one follows and has not muted, each with the least visibility of what they write for the viewer: the
 * rule of `maySeeSql` for those who are followed. Being an administrator opens every post, but is no reason to be shown
 * what those one follows keep to themselves.
 */
const followed = `
  select tie.id, min(tie.least) as least
    from (select $1::bigint as id, ${visibility.nobody} as least
          union all
          select other_id, case kind when 'friend' then ${visibility.friends} else ${visibility.followers} end
            from relation where member_id = $1 and kind in ('follow', 'friend')
             and other_id <> all (${hiddenFromSql('$1::bigint')})) tie
   group by tie.id`;

const theirs = 'p.author_id = author.id and p.deleted_at is null and p.visibility >= author.least';
const place = 'p.is_top, p.latest_replied_at, p.id';

/**
 * Each author's posts are in order in an index. The page ends before as many authors have come as it has posts before its
 * end, so what stands behind the first post of so many is not looked at.
 */
const firstOfFollowed = (limit: string, offset: string, behind: string): string => `
  with author as materialized (${followed}),
  head as materialized (
    select author.*, p.is_top, p.latest_replied_at, p.id as post_id from author, lateral (
      select ${place} from post p where ${theirs} ${behind} order by ${byActivity('p')} limit 1) p),
  bound as materialized (
    select is_top, latest_replied_at, post_id from head
     order by is_top desc, latest_replied_at desc, post_id desc limit 1 offset ${limit}::bigint + ${offset}::bigint - 1),
  last as materialized (select * from bound union all select false, '-infinity', 0 where not exists (select from bound))
  select p.id from head author, lateral (
    select ${place} from post p where ${theirs} ${behind} and (${place}) >= ${ofLast}
     order by ${byActivity('p')} limit ${limit}::bigint + ${offset}::bigint) p
   where (author.is_top, author.latest_replied_at, author.post_id) >= ${ofLast}
   order by ${byActivity('p')} limit ${limit} offset ${offset}`;
const ofLast = '((select is_top from last), (select latest_replied_at from last), (select post_id from last))';

const following = (viewerId: Id): PostSource => ({
  name: 'following',
  from: `(${followed}) author join post p on p.author_id = author.id`,
  where: theirs,
  order: byActivity('p'),
  place: activity,
  ids: firstOfFollowed,
  values: [viewerId],
  key: `following:${viewerId}`,
  isPersonal: true,
});

const tagged = (viewer: Viewer, tag: string, isHot: boolean): PostSource => ({
  name: `tag:${isHot ? 'hot' : ''}:${tag}`,
  where: `p.tag_keys <> '{}' and p.tag_keys @> array[$1::text] and ${visibleTo(viewer, '$2::bigint')}
          ${viewer ? `and p.author_id <> all (${hiddenFromSql('$2::bigint')})` : ''}`,
  order: isHot ? byHeat : byActivity('p'),
  // for members no index has both the order and what they may see, so a place is no help
  ...(!viewer && { place: isHot ? heat : activity }),
  values: viewer ? [tag, viewer.id] : [tag],
  key: `tag:${viewerKey(viewer)}:${tag}`,
  isPersonal: viewer !== null,
});

export function sourceOf(timeline: Timeline, viewer: Viewer): PostSource {
  if (timeline.style === 'tag') return tagged(viewer, timeline.tag, timeline.order === 'hot');
  if (timeline.style === 'hots') return everything(viewer, 'hots');
  return timeline.style === 'following' && viewer ? following(viewer.id) : everything(viewer, 'newest');
}

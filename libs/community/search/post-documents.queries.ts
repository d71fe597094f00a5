import { isPendingSql } from '#kernel/jobs';
import { blockType } from '#community/posts';
import type { DocumentsSql } from './documents-sql.js';
import { indexTasks } from './search-tasks.js';

const { title, text, image, video } = blockType;

/**
 * Titles, texts, and what pictures and films are said to show. What hides a post until it is asked for is not found. Its
 * author's names stand in it, so their revision counts as its own.
 */
export const postDocuments: DocumentsSql = {
  table: 'post',
  columns: `
    r.id, r.revision + author.revision as revision, r.author_id as "authorId", r.visibility, r.is_top as "isTop",
    r.created_at as "createdAt", r.latest_replied_at as "activeAt", r.hot_rank as heat,
    array_remove(array[case when said.has_image then 'image' end, case when said.has_video then 'video' end], null) as has,
    coalesce(said.titles, '{}') as titles, coalesce(said.texts, '{}') as texts, r.tags,
    array[author.username, author.nickname] as names`,
  joins: `
    join member author on author.id = r.author_id
    cross join lateral (
      select array_agg(words order by place) filter (where type = ${title}) as titles,
             array_agg(words order by place) filter (where type <> ${title} and words <> '') as texts,
             bool_or(type = ${image}) as has_image, bool_or(type = ${video}) as has_video
        from (select place, (block ->> 'type')::int as type,
                     case when (block ->> 'type')::int in (${title}, ${text})
                          then block ->> 'content' else block ->> 'alt' end as words
                from jsonb_array_elements(r.blocks) with ordinality as written (block, place)) pieces) said`,
  isGone: 'r.deleted_at is not null',
  isAwaited: (id) => `(${isPendingSql(indexTasks.post.task, indexTasks.post.field, id)}
    or ${isPendingSql(indexTasks.posts.task, indexTasks.posts.field, 'r.author_id')}
    or ${isPendingSql(indexTasks.morePosts.task, indexTasks.morePosts.field, 'r.author_id')})`,
};

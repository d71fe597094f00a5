import { isPendingSql } from '#kernel/jobs';
import { visibility } from '#community/posts';
import type { DocumentsSql } from './documents-sql.js';
import { indexTasks } from './search-tasks.js';

export const memberDocuments: DocumentsSql = {
  table: 'member',
  columns: `
    r.id, r.revision, r.id as "authorId", ${visibility.everybody} as visibility, false as "isTop",
    r.created_at as "createdAt", r.created_at as "activeAt", r.follower_count::float8 as heat,
    '{}'::text[] as has, '{}'::text[] as titles, '{}'::text[] as texts, '{}'::text[] as tags,
    array[r.username, r.nickname] as names`,
  joins: '',
  isGone: '(r.deleted_at is not null or r.status <> 1 or not r.is_findable)',
  isAwaited: (id) => isPendingSql(indexTasks.member.task, indexTasks.member.field, id),
};

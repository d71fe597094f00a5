import { visibility } from '#community/posts';
import type { DocumentsSql } from './documents-sql.js';
import { indexTasks } from './search-tasks.js';

/** Found as long as any post counts for it. */
export const topicDocuments: DocumentsSql = {
  table: 'topic',
  columns: `
    r.id, r.revision, 0 as "authorId", ${visibility.everybody} as visibility, false as "isTop",
    r.created_at as "createdAt", r.created_at as "activeAt", r.quote_count::float8 as heat,
    '{}'::text[] as has, '{}'::text[] as titles, '{}'::text[] as texts, array[r.name] as tags, '{}'::text[] as names`,
  joins: '',
  isGone: 'r.quote_count = 0',
  isAwaited: (id) => `
    exists (select from jobs.task pending
             where pending.tenant_role = current_user and pending.kind = '${indexTasks.topics.task}'
               and pending.state <> 'dead' and pending.payload -> '${indexTasks.topics.field}' @> to_jsonb(${id}::bigint))`,
};

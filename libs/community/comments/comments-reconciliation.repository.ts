import type { Counts } from '#kernel/jobs';

const votes = (vote: 1 | -1): Counts['columns'][string] => {
  return (among) =>
    `select comment_id as id, count(*) from comment_vote where ${among('comment_id')} and vote = ${vote} group by 1`;
};

export const commentCounts: Counts = {
  table: 'comment',
  where: 'deleted_at is null',
  order: 'id',
  batch: 500,
  columns: {
    reply_count: (among) =>
      `select parent_id as id, count(*) from comment where ${among('parent_id')} and deleted_at is null group by 1`,
    up_count: votes(1),
    down_count: votes(-1),
  },
};

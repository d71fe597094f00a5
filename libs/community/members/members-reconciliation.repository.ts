import type { Counts } from '#kernel/jobs';

const follows = (end: 'member_id' | 'other_id'): Counts['columns'][string] => {
  return (among) => `select ${end} as id, count(*) from relation where ${among(end)} and kind = 'follow' group by 1`;
};

export const memberCounts: Counts = {
  table: 'member',
  where: 'deleted_at is null',
  order: 'id',
  batch: 500,
  columns: {
    post_count: (among) =>
      `select author_id as id, count(*) from post where ${among('author_id')} and deleted_at is null group by 1`,
    follow_count: follows('member_id'),
    follower_count: follows('other_id'),
  },
};
